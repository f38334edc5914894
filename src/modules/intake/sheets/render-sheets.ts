import { createRequire } from 'node:module';
import { openSync, type Font } from 'fontkit';
import PDFDocument from 'pdfkit';
import { drawBars, drawSquare, QUIET_SQUARE } from './draw-code.ts';

/** DejaVu Sans Condensed, as in letters: Latin with all accents, Greek, Cyrillic, Hebrew, Arabic letters. */
const FONTS = { regular: 'DejaVuSansCondensed.ttf', bold: 'DejaVuSansCondensed-Bold.ttf' } as const;
const PAPERS = { a4: { size: 'A4', columns: 3, rows: 8 }, letter: { size: 'LETTER', columns: 3, rows: 10 } } as const;
const MARGIN = 48;
const SQUARE = 150;
/** Labels on sheets as they are sold: 70 x 37 mm (A4, 3 by 8) and 2 5/8 x 1 inch (Letter, 3 by 10). */
const LABELS = {
  a4: { left: 0, top: 0, width: 198.4, height: 105.2, stepX: 198.4, stepY: 105.2 },
  letter: { left: 13.5, top: 36, width: 189, height: 72, stepX: 198, stepY: 72 },
} as const;
const LABEL_SQUARE = 46;
const LABEL_PADDING = 12;

export type Paper = keyof typeof PAPERS;

export interface SheetToPrint {
  readonly layout: 'sheet' | 'labels';
  readonly paper: Paper;
  readonly copies: number;
  readonly title: string;
  /** Below the title, for the person who sorts the paper. */
  readonly lines: readonly string[];
  /** What the code says; only numbers and codes of types. */
  readonly code: string;
  readonly now: Date;
}

/** Sets sheets or labels in type. Of labels, `copies` counts sheets of labels. */
export async function renderSheets(sheet: SheetToPrint): Promise<Buffer> {
  const pen = new PDFDocument({
    size: PAPERS[sheet.paper].size,
    margin: 0,
    autoFirstPage: false,
    displayTitle: true,
    // The title bar of a viewer is no place for a name.
    info: { Title: sheet.layout === 'labels' ? 'Labels' : 'Sheets for scanning', CreationDate: sheet.now },
  });
  const chunks: Buffer[] = [];
  pen.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve, reject) => {
    pen.on('end', resolve);
    pen.on('error', reject);
  });
  pen.registerFont('regular', fontPath('regular')).registerFont('bold', fontPath('bold'));
  for (let copy = 0; copy < sheet.copies; copy++) {
    pen.addPage();
    if (sheet.layout === 'labels') drawLabels(pen, sheet);
    else drawSheet(pen, sheet);
  }
  pen.end();
  await done;
  return Buffer.concat(chunks);
}

/** Bars at the head and the foot, the square in the middle: one of them is read whichever way the sheet went in. */
function drawSheet(pen: PDFKit.PDFDocument, sheet: SheetToPrint): void {
  const { width, height } = pen.page;
  const line = { width: width - 2 * MARGIN, align: 'center' } as const;
  const bars = { x: MARGIN, width: width - 2 * MARGIN };
  drawBars(pen, sheet.code, { ...bars, y: 60 });
  pen.fillColor('black').font('bold').fontSize(30).text(shown(sheet.title), MARGIN, 170, line);
  pen.font('regular').fontSize(15).moveDown(0.4);
  for (const each of sheet.lines) pen.text(shown(each), { ...line, height: 44, ellipsis: true });
  drawSquare(pen, sheet.code, { x: (width - SQUARE) / 2, y: height - 360, size: SQUARE });
  pen
    .font('regular')
    .fontSize(11)
    .text(sheet.code, MARGIN, height - 190, line);
  drawBars(pen, sheet.code, { ...bars, y: height - 60 - 54 });
}

function drawLabels(pen: PDFKit.PDFDocument, sheet: SheetToPrint): void {
  const { columns, rows } = PAPERS[sheet.paper];
  const at = LABELS[sheet.paper];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const x = at.left + column * at.stepX + LABEL_PADDING;
      const y = at.top + row * at.stepY + (at.height - LABEL_SQUARE) / 2;
      drawSquare(pen, sheet.code, { x, y, size: LABEL_SQUARE });
      const left = x + LABEL_SQUARE + (QUIET_SQUARE * LABEL_SQUARE) / 21;
      const text = { width: at.left + column * at.stepX + at.width - left - 6, lineBreak: false, ellipsis: true };
      pen
        .fillColor('black')
        .font('bold')
        .fontSize(9)
        .text(shown(sheet.title), left, y, { ...text, height: 12 });
      pen.font('regular').fontSize(8);
      sheet.lines
        .slice(0, 3)
        .forEach((each, index) => pen.text(shown(each), left, y + 13 + index * 11, { ...text, height: 11 }));
    }
}

/** Letters that the font lacks print as their code points, as in letters: a gap would hide that something stood there. */
export function shown(text: string): string {
  opened ??= openSync(fontPath('regular'));
  const font = opened;
  return [...text]
    .map((char) => {
      const code = char.codePointAt(0) ?? 0x20;
      return font.hasGlyphForCodePoint(code) ? char : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
    })
    .join('');
}

let opened: Font | undefined;

export function fontPath(weight: keyof typeof FONTS): string {
  return createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${FONTS[weight]}`);
}
