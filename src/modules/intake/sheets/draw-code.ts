import bwipjs from 'bwip-js/node';

/** Two dots at 200 an inch: finer bars do not survive a scanner and a skew. */
const FINEST_BAR = 0.72;
const WIDEST_BAR = 1.44;
const BAR_HEIGHT = 54;
/** White around a code, in its own modules (ISO/IEC 15417 and 18004). */
const QUIET_BARS = 10;
export const QUIET_SQUARE = 4;

/** Code 128 as sharp rectangles in the middle of `width`; false where it would be too fine to be read, and nothing is drawn. */
export function drawBars(pen: PDFKit.PDFDocument, text: string, at: { x: number; y: number; width: number }): boolean {
  const [symbol] = bwipjs.raw({ bcid: 'code128', text });
  if (symbol === undefined || !('sbs' in symbol)) throw new Error('No bars came of the text.');
  const modules = symbol.sbs.reduce((sum, each) => sum + each, 0);
  const module = Math.min(WIDEST_BAR, at.width / (modules + 2 * QUIET_BARS));
  if (module < FINEST_BAR) return false;
  let x = at.x + (at.width - modules * module) / 2;
  symbol.sbs.forEach((width, index) => {
    if (index % 2 === 0) pen.rect(x, at.y, width * module, BAR_HEIGHT).fill('black');
    x += width * module;
  });
  return true;
}

/** A QR code with a quarter of it to spare (level Q), `size` wide without its quiet zone. */
export function drawSquare(pen: PDFKit.PDFDocument, text: string, at: { x: number; y: number; size: number }): void {
  const [symbol] = bwipjs.raw({ bcid: 'qrcode', text, eclevel: 'Q' } as Parameters<typeof bwipjs.raw>[0]);
  if (symbol === undefined || !('pixs' in symbol)) throw new Error('No square came of the text.');
  const module = at.size / symbol.pixx;
  for (let row = 0; row < symbol.pixy; row++)
    for (let column = 0; column < symbol.pixx;) {
      const from = column;
      while (column < symbol.pixx && symbol.pixs[row * symbol.pixx + column] === 1) column++;
      if (column > from)
        pen.rect(at.x + from * module, at.y + row * module, (column - from) * module, module).fill('black');
      else column++;
    }
}
