import { seededRandom } from '../../packages/chance/index.ts';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { createWriteStream, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { makeReportPages } from './report-pages.ts';

const SCANS = 3;
const PAGES_PER_DOCUMENT = 9;
const LINES = 48;
const WORDS =
  'the patient was seen in clinic today and reports no new symptoms since last visit labs reviewed plan continue'.split(
    ' ',
  );

export interface Paper {
  readonly name: string;
  readonly pages: number;
  readonly bytes: number;
}

/** Documents of 1 to 9 pages with so many together; three of ten hold scanned pages of one bit, the others text. */
export async function makePaper(folder: string, pages: number): Promise<Paper[]> {
  const random = seededRandom(11);
  const scans = await scanned();
  const paper: Paper[] = [];
  for (let left = pages; left > 0;) {
    const count = Math.min(left, 1 + Math.floor(random() * PAGES_PER_DOCUMENT));
    const name = `document-${paper.length}.pdf`;
    const scan = random() < 0.3;
    await write(join(folder, name), count, (document, page) => {
      if (scan) document.image(scans[page % scans.length] ?? Buffer.alloc(0), 0, 0, { fit: [612, 792] });
      else typeText(document, random);
    });
    paper.push({ name, pages: count, bytes: statSync(join(folder, name)).size });
    left -= count;
  }
  return paper;
}

async function write(path: string, pages: number, draw: (document: PDFKit.PDFDocument, page: number) => void) {
  const document = new PDFDocument({ size: 'LETTER', margin: 0, autoFirstPage: false });
  const file = createWriteStream(path);
  document.pipe(file);
  for (let page = 0; page < pages; page++) {
    document.addPage();
    draw(document, page);
  }
  document.end();
  await finished(file);
}

function typeText(document: PDFKit.PDFDocument, random: () => number): void {
  document.font('Times-Roman').fontSize(11);
  for (let line = 0; line < LINES; line++) {
    const words = Array.from({ length: 13 }, () => WORDS[Math.floor(random() * WORDS.length)]);
    document.text(words.join(' '), 54, 54 + line * 14, { lineBreak: false });
  }
}

/** As a fax machine leaves them: 200 dots an inch, black or white. */
async function scanned(): Promise<Buffer[]> {
  const { folder, pages } = await makeReportPages(SCANS);
  try {
    return await Promise.all(
      pages.map(({ files }) => sharp(readFileSync(files.fax)).png({ palette: true, colours: 2 }).toBuffer()),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
