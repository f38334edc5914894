import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';

const FONT = 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf';
const BOLD = 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf';
/** Lines set before others get their turn. */
const LINES_AT_ONCE = 100;
/** Some 2,000 pages; what is longer is no text of a person. */
const MAX_LINES = 100_000;
/** Controls, and marks that reverse what follows. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;

/**
 * Sets words on paper: an addendum, a note that came as plain text. Writes a PDF and says how many pages it has.
 * @throws RangeError for a text past the limit
 */
export async function typesetText(
  path: string,
  words: { readonly heading: string; readonly lines: readonly string[]; readonly text: string },
): Promise<number> {
  const { resolve } = createRequire(import.meta.url);
  const lines = words.text.split(/\r\n|\r|\n/);
  if (lines.length > MAX_LINES) throw new RangeError('the text has more lines than the limit');
  const paper = new PDFDocument({ size: 'LETTER', margin: 72, font: resolve(FONT), info: {} });
  let pages = 1;
  paper.on('pageAdded', () => {
    pages += 1;
  });
  const file = createWriteStream(path, { mode: 0o600 });
  paper.pipe(file);
  paper.font(resolve(BOLD)).fontSize(13).text(printable(words.heading));
  paper.font(resolve(FONT)).fontSize(9);
  for (const line of words.lines) paper.text(printable(line));
  paper.moveDown().fontSize(10);
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') paper.moveDown(0.7);
    else paper.text(printable(line));
    if (at % LINES_AT_ONCE === LINES_AT_ONCE - 1) await setImmediate();
  }
  paper.end();
  await once(file, 'close');
  return pages;
}

function printable(line: string): string {
  return line.replaceAll('\t', '    ').replace(INVISIBLE, '');
}
