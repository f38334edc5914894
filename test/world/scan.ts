import { createRequire } from 'node:module';
import bwipjs from 'bwip-js/node';
import PDFDocument from 'pdfkit';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';

const FONT = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
const DOTS_AN_INCH = 200;

/** A page as a scanner would deliver it: lines of text as a picture of 200 dots an inch, no text layer. */
export async function scan(lines: readonly string[], options: { skew?: number } = {}): Promise<Buffer> {
  const pdf = await typeset(lines);
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    const image = await document.getPage(0).render({ scale: DOTS_AN_INCH / 72, render: 'bitmap' });
    document.destroy();
    return await sharp(image.data, { raw: { width: image.width, height: image.height, channels: 4 } })
      .flatten({ background: '#fff' })
      .rotate(options.skew ?? 0, { background: '#fff' })
      .grayscale()
      .withMetadata({ density: DOTS_AN_INCH })
      .png()
      .toBuffer();
  } finally {
    library.destroy();
  }
}

function typeset(lines: readonly string[]): Promise<Buffer> {
  const document = new PDFDocument({ size: 'LETTER', margin: 72 });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  document.font(FONT).fontSize(12);
  for (const line of lines) document.text(line === '' ? ' ' : line);
  document.end();
  return new Promise((resolve, reject) => {
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}

/** Pages as one multi-page TIFF, the way a scanner writes a stack. */
export async function stack(pages: readonly Buffer[]): Promise<Buffer> {
  const [only] = pages;
  return (only !== undefined && pages.length === 1 ? sharp(only) : sharp([...pages], { join: { animated: true } }))
    .tiff({ compression: 'lzw', xres: DOTS_AN_INCH / 25.4, yres: DOTS_AN_INCH / 25.4 })
    .toBuffer();
}

/** A sheet with one code in its middle and its text under it. */
export async function codeSheet(text: string, bcid: 'code128' | 'qrcode' = 'code128'): Promise<Buffer> {
  const code = await bwipjs.toBuffer({ bcid, text, scale: 4, ...(bcid === 'code128' ? { height: 20 } : {}) });
  return sharp(await scan(['']))
    .composite([{ input: code, gravity: 'centre' }])
    .grayscale()
    .withMetadata({ density: DOTS_AN_INCH })
    .png()
    .toBuffer();
}
