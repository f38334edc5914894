import { afterAll, expect, test } from 'vitest';
import { detect } from './detect.ts';
import { Refused } from './refusal.ts';
import { emptyPagesPdf, makeFolder, pngClaiming } from './test-files.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

const reasonFor = async (name: string, bytes: Uint8Array | string): Promise<string> => {
  try {
    return (await detect(folder.write(name, bytes))).kind;
  } catch (error) {
    if (error instanceof Refused) return `${error.refusal.reason}: ${error.refusal.detail}`;
    throw error;
  }
};
const pdf = emptyPagesPdf(1);
const zipEnd = Buffer.from('504b0506000000000100010040000000400000000000', 'hex');

test('the content decides what a file is, whatever it is called', async () => {
  expect(await detect(folder.write('letter.pdf', pdf))).toMatchObject({ kind: 'pdf', nameMismatch: false });
  expect(await detect(folder.write('letter.tif', pdf))).toMatchObject({ kind: 'pdf', nameMismatch: true });
  expect(await detect(folder.write('photo.pdf', pngClaiming(1, 1)))).toMatchObject({ kind: 'png', nameMismatch: true });
  expect(await detect(folder.write('no-ending', pdf))).toMatchObject({ nameMismatch: false });
});

test('a PDF behind a printer job header is still a PDF', async () => {
  expect(await reasonFor('spool.pdf', `\u001b%-12345X@PJL JOB\r\n${pdf}`)).toBe('pdf');
});

test('an empty file is refused as empty', async () => {
  expect(await reasonFor('nothing.pdf', '')).toMatch(/^empty: /);
});

test('a file that is two types at once is refused, and both are named', async () => {
  expect(await reasonFor('both.png', Buffer.concat([pngClaiming(1, 1), Buffer.from(pdf)]))).toMatch(
    /^polyglot: .*PNG picture and a PDF/,
  );
  expect(await reasonFor('tail.pdf', Buffer.concat([Buffer.from(pdf), zipEnd]))).toMatch(/^polyglot: .*ZIP/);
  expect(await reasonFor('page.pdf', `<!DOCTYPE html><script>1</script>\n${pdf}`)).toMatch(/^polyglot: /);
});

test.each([
  ['note.docx', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(60)]), 'ZIP'],
  ['old.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old Office document'],
  ['dot.gif', 'GIF89a\x01\x00\x01\x00', 'GIF'],
  ['feed.hl7', 'MSH|^~\\&|LAB|A|B|C|20240101||ORU^R01|1|P|2.5.1\r', 'HL7'],
  ['summary.xml', '<?xml version="1.0"?><Summary/>', 'XML'],
  ['bundle.json', '{"a": 1}', 'JSON'],
  ['notes.log', 'only words here', 'plain text'],
  ['feed.txt', 'MSH|^~\\&|LAB|A|B|C|20240101||ORU^R01|1|P|2.5.1\r', 'HL7'],
  ['data.txt', '{"a": 1}', 'JSON'],
  ['scan.dcm', Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]), 'DICOM'],
  ['tool.exe', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200, 1)]), 'program'],
])('%s is refused by name: what it is and what to do', async (name, bytes, what) => {
  const reason = await reasonFor(name, bytes);
  expect(reason).toMatch(/^unsupported: /);
  expect(reason).toContain(what);
});

test('a file of zeros, as a failed copy leaves it, is damaged', async () => {
  expect(await reasonFor('zeros.pdf', Buffer.alloc(5000))).toMatch(/^damaged: /);
});
