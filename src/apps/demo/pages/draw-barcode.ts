import bwipjs from 'bwip-js/node';

/** Code 128 as vectors: every module is a sharp rectangle at any resolution. */
export function drawBarcode(pen: PDFKit.PDFDocument, text: string, x: number, y: number): void {
  const [symbol] = bwipjs.raw({ bcid: 'code128', text });
  if (symbol === undefined || !('sbs' in symbol)) throw new Error('No barcode came of the text.');
  /** Three pixels at 200 dots an inch: what a scanner's copy keeps apart. */
  const module = 1.08;
  let at = x;
  symbol.sbs.forEach((width, index) => {
    if (index % 2 === 0) pen.rect(at, y, width * module, 36).fill('black');
    at += width * module;
  });
}
