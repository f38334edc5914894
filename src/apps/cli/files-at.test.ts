import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { contentOf, filesAt } from './files-at.ts';

it('a folder stands for all wanted files below it, and what does not exist is not lost', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ck-files-'));
  mkdirSync(join(folder, 'bundles', '.hidden'), { recursive: true });
  for (const name of ['index.json', 'bundles/b.json', 'bundles/a.json', 'bundles/README.md', 'bundles/.hidden/c.json'])
    writeFileSync(join(folder, name), '');
  const named = async (...paths: string[]) =>
    (await filesAt(paths, (name) => name.endsWith('.json'))).map((file) => file.slice(folder.length + 1));
  expect(await named(folder)).toEqual(['bundles/a.json', 'bundles/b.json', 'index.json']);
  expect(await named(join(folder, 'nobody.json'), join(folder, 'bundles/README.md'))).toEqual([
    'nobody.json',
    'bundles/README.md',
  ]);
  rmSync(folder, { recursive: true });
});

it('a packed file is unpacked; one that is cut off, or far too large within, is refused in words', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ck-files-'));
  const write = (name: string, content: Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const packed = gzipSync('whole');
  expect((await contentOf(write('plain.xml', Buffer.from('plain')))).toString()).toBe('plain');
  expect((await contentOf(write('whole.xml.gz', packed))).toString()).toBe('whole');
  await expect(contentOf(write('cut.xml.gz', packed.subarray(0, -9)))).rejects.toThrow('damaged or cut off');
  const bomb = gzipSync(Buffer.alloc(61 * 1024 * 1024));
  await expect(contentOf(write('bomb.xml.gz', bomb))).rejects.toThrow('more than 60 MB');
  rmSync(folder, { recursive: true });
});
