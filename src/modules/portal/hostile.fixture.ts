import { pngClaiming } from '../../platform/reading/test-files.ts';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Files as strangers send them, and what the sender is told. */
export const hostile: readonly { readonly name: string; readonly bytes: Buffer; readonly state: string }[] = [
  { name: 'empty.pdf', bytes: Buffer.alloc(0), state: 'set-aside-damaged' },
  { name: 'cut off.pdf', bytes: Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog'), state: 'set-aside-damaged' },
  { name: 'huge.png', bytes: pngClaiming(60_000, 60_000), state: 'set-aside-too-large' },
  {
    name: 'program.pdf',
    bytes: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4_096, 0x90)]),
    state: 'set-aside-kind',
  },
  {
    name: '../../etc/passwd.png',
    bytes: Buffer.concat([PNG, Buffer.from('not a picture')]),
    state: 'set-aside-damaged',
  },
];
