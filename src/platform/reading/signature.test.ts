import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openReader, type Reader, type ReadPage } from './index.ts';
import { openPdf } from './pdf.ts';
import { toGray } from './raster.ts';
import { makeFolder, pixels } from './test-files.ts';

const FONT = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
const scratch = makeFolder();
let reader: Reader;
beforeAll(() => {
  reader = openReader({ scratch: scratch.path, ocr: 'bundled', readers: 1 });
});
afterAll(async () => {
  await reader.close();
  scratch.remove();
});

/** Names written by nobody: loops and dashes of one pen, different for each seed. */
function strokes(seed: number): string {
  let state = seed * 7919 + 13;
  const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  let path = 'M 150 500';
  for (let x = 158; x < 260 + 60 * next(); x += 10 + 8 * next()) {
    const [up, down] = [492 - 22 * next(), 500 + 10 * next()];
    path += ` C ${x - 6} ${up} ${x + 5 * next()} ${up - 4} ${x + 2} ${down}`;
  }
  return path;
}

async function read(kind: 'signed' | 'empty' | 'typed' | 'unasked', seed: number): Promise<ReadPage> {
  const pen = new PDFDocument({ size: 'LETTER', margin: 60 });
  const chunks: Buffer[] = [];
  pen.on('data', (chunk: Buffer) => chunks.push(chunk));
  pen.font(FONT).fontSize(11).text('CONSENT TO TREATMENT', 60, 80);
  for (let line = 0; line < 14; line++)
    pen.text('I have read the above and agree to the treatment as it was explained to me today.', 60, 120 + line * 20, {
      lineBreak: false,
    });
  if (kind !== 'unasked') {
    pen.text('Signature:', 60, 490, { lineBreak: false }).text('Date:', 420, 490, { lineBreak: false });
    pen.moveTo(140, 504).lineTo(400, 504).lineWidth(0.7).stroke();
  }
  if (kind === 'typed') pen.text('Mary Whitfield', 150, 490, { lineBreak: false });
  if (kind === 'signed' || kind === 'unasked') pen.path(strokes(seed)).lineWidth(1.3).stroke();
  pen.end();
  await new Promise((resolve) => pen.on('end', resolve));
  const pdf = await openPdf(scratch.write('page.pdf', Buffer.concat(chunks)));
  const gray = await pdf.withPage(0, (page) => toGray(page.draw(200)).gray);
  pdf.close();
  const file = scratch.write('page.png', await pixels(gray).withMetadata({ density: 200 }).png().toBuffer());
  let found: ReadPage | undefined;
  await reader.readPages(file, {
    images: false,
    barcodes: false,
    onPage(page) {
      if (page.readable) found = page;
    },
  });
  if (found === undefined) throw new Error('The page was not read.');
  return found;
}

it('pen strokes at the place for a signature are told from an empty line and from a typed name', async () => {
  const said: Record<string, string[]> = {};
  for (const [kind, pages] of [
    ['signed', 4],
    ['empty', 2],
    ['typed', 2],
    ['unasked', 1],
  ] as const)
    for (let seed = 1; seed <= pages; seed++) (said[kind] ??= []).push((await read(kind, seed)).signature ?? 'none');
  const present = Object.values(said)
    .flat()
    .filter((each) => each === 'present').length;
  const right = said['signed']?.filter((each) => each === 'present').length ?? 0;
  // Measured on these pages: every "present" was signed. On the pens and papers of the world it will be less; hence a hint.
  expect(right / present, JSON.stringify(said)).toBe(1);
  expect(right, JSON.stringify(said)).toBeGreaterThanOrEqual(3);
  expect(said['empty'], JSON.stringify(said)).toEqual(['absent', 'absent']);
  expect(said['unasked'], JSON.stringify(said)).toEqual(['none']);
}, 240_000);
