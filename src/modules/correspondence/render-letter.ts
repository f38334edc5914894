import { createRequire } from 'node:module';
import { openSync, type Font } from 'fontkit';
import PDFDocument from 'pdfkit';
import { fill, type LetterBlock } from './derive-letter.ts';
import type { Wording } from './template.ts';

/** DejaVu Sans Condensed, as in packets: Latin with all accents, Greek, Cyrillic, Hebrew, Arabic letters. */
const FONTS = { regular: 'DejaVuSansCondensed.ttf', bold: 'DejaVuSansCondensed-Bold.ttf' } as const;
const PAGE = { margin: 72, top: 60, bottom: 72 } as const;
const SIZE = 10.5;
const HEADED = 54;
const RED = '#b00000';
const GREY = '#555555';
/** A letter is read by a person: more than this is a mistake in its facts. */
const MAX_PAGES = 20;

/** Countries that write on Letter paper; the others on A4. */
const LETTER_PAPER = new Set(['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'VE']);

export interface LetterToSet {
  readonly wording: Wording;
  readonly facility: {
    readonly name: string;
    readonly custodian: string;
    readonly place: string;
    readonly country: string;
  };
  readonly fictional: boolean;
  readonly number: string;
  readonly title: string;
  readonly date: string;
  readonly recipient: readonly string[];
  readonly subject: string;
  readonly blocks: readonly LetterBlock[];
  readonly now: Date;
}

export interface SetLetter {
  readonly pdf: Buffer;
  readonly pages: number;
}

/** Sets a letter in type. @returns undefined where it would be longer than a letter may be. */
export async function renderLetter(letter: LetterToSet): Promise<SetLetter | undefined> {
  const pen = new PDFDocument({
    size: LETTER_PAPER.has(letter.facility.country) ? 'LETTER' : 'A4',
    margins: { left: PAGE.margin, right: PAGE.margin, top: PAGE.top, bottom: PAGE.bottom },
    bufferPages: true,
    lang: letter.wording.language,
    displayTitle: true,
    // The title bar of a viewer is no place for a name: number and kind of letter only.
    info: { Title: `${letter.title} (${letter.number})`, Producer: 'Chartkeeper', CreationDate: letter.now },
  });
  const chunks: Buffer[] = [];
  pen.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve, reject) => {
    pen.on('end', resolve);
    pen.on('error', reject);
  });
  pen.registerFont('regular', fontPath('regular'));
  pen.registerFont('bold', fontPath('bold'));
  drawHead(pen, letter);
  drawBody(pen, letter);
  const pages = pen.bufferedPageRange().count;
  if (pages <= MAX_PAGES) drawMargins(pen, letter, pages);
  pen.end();
  await done;
  return pages > MAX_PAGES ? undefined : { pdf: Buffer.concat(chunks), pages };
}

function drawHead(pen: PDFKit.PDFDocument, letter: LetterToSet): void {
  const { facility, wording } = letter;
  pen.font('bold').fontSize(14).text(shown(facility.name));
  pen.font('regular').fontSize(9).fillColor(GREY);
  if (facility.custodian !== facility.name) pen.text(shown(facility.custodian));
  pen.text(`${wording.desk} · ${facility.place}`).fillColor('black');
  // Where a window envelope shows it: 5 cm below the top edge.
  pen.y = Math.max(pen.y + 24, 142);
  pen.fontSize(SIZE);
  for (const line of letter.recipient) pen.text(shown(line));
  pen.moveDown(2);
  pen.text(letter.date);
  pen.text(fill(wording.reference, new Map([['letterNumber', letter.number]])));
  pen.moveDown(1.5);
}

function drawBody(pen: PDFKit.PDFDocument, letter: LetterToSet): void {
  pen
    .font('bold')
    .fontSize(SIZE + 1)
    .text(shown(letter.subject))
    .moveDown(1);
  for (const block of letter.blocks) {
    if (block.kind === 'heading') {
      // A heading stands with what it heads.
      if (pen.y > pen.page.height - PAGE.bottom - HEADED) pen.addPage();
      pen.font('bold').fontSize(SIZE).moveDown(0.3).text(shown(block.text)).moveDown(0.4);
      continue;
    }
    pen.font('regular').fontSize(SIZE);
    if (block.kind === 'item')
      pen.text(`•  ${shown(block.text)}`, PAGE.margin + 12, pen.y, { indent: -12, lineGap: 2 }).moveDown(0.4);
    else pen.text(shown(block.text), { lineGap: 2 }).moveDown(0.8);
    pen.x = PAGE.margin;
  }
  pen.font('regular').fontSize(SIZE).moveDown(0.6).text(letter.wording.closing).moveDown(1.5);
  pen.text(letter.wording.desk).text(shown(letter.facility.name));
}

/** On every page: that it is fictional, the number of the letter, page x of y. */
function drawMargins(pen: PDFKit.PDFDocument, letter: LetterToSet, pages: number): void {
  for (let page = 0; page < pages; page++) {
    pen.switchToPage(page);
    const { width, height, margins } = pen.page;
    const line = { width: width - 2 * PAGE.margin, lineBreak: false } as const;
    margins.bottom = 0; // the footer stands in the margin; else it would begin another page
    if (letter.fictional) {
      pen.font('bold').fontSize(9).fillColor(RED);
      pen.text(letter.wording.fictional, PAGE.margin, 30, { ...line, align: 'center' });
      pen.text(letter.wording.fictional, PAGE.margin, height - 58, { ...line, align: 'center' });
    }
    pen.font('regular').fontSize(8).fillColor(GREY);
    pen.text(letter.number, PAGE.margin, height - 40, line);
    const counted = fill(
      letter.wording.page,
      new Map([
        ['page', String(page + 1)],
        ['pages', String(pages)],
      ]),
    );
    pen.text(counted, PAGE.margin, height - 40, { ...line, align: 'right' }).fillColor('black');
  }
}

/** Letters that the font lacks print as their code points, as in packets: a gap would hide that something stood there. */
function shown(text: string): string {
  const font = fontFile();
  return [...text]
    .map((char) => {
      const code = char.codePointAt(0) ?? 0x20;
      return font.hasGlyphForCodePoint(code) ? char : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
    })
    .join('');
}

let opened: Font | undefined;
function fontFile(): Font {
  return (opened ??= openSync(fontPath('regular')));
}

function fontPath(weight: keyof typeof FONTS): string {
  return createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${FONTS[weight]}`);
}
