import PDFDocument from 'pdfkit';
import sharp, { type Sharp } from 'sharp';
import type { Raster } from '../pages/render.ts';
import { SCAN_DPI } from './degrade.ts';

export type FileKind = 'pdf' | 'tiff' | 'jpeg';

const PIXELS_PER_MM = SCAN_DPI / 25.4;

/** Puts pages into one file as scanners write them: pictures, no text. */
export function packScan(pages: readonly Raster[], kind: FileKind): Promise<Buffer> {
  switch (kind) {
    case 'pdf':
      return imageOnlyPdf(pages);
    case 'tiff':
      return multiPageTiff(pages);
    case 'jpeg':
      return firstOf(pages).then((page) => jpeg(page, 82));
  }
}

async function imageOnlyPdf(pages: readonly Raster[]): Promise<Buffer> {
  const pen = new PDFDocument({ autoFirstPage: false, margin: 0, info: { CreationDate: new Date(0) } });
  const chunks: Buffer[] = [];
  pen.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise((resolve) => pen.on('end', resolve));
  for (const page of pages) {
    const [width, height] = [(page.width / SCAN_DPI) * 72, (page.height / SCAN_DPI) * 72];
    pen.addPage({ size: [width, height], margin: 0 });
    pen.image(await jpeg(page, 62), 0, 0, { width, height });
  }
  pen.end();
  await done;
  return Buffer.concat(chunks);
}

/** Fax Group 4, as fax servers store black and white pages; all pages of a scan are of one size. */
async function multiPageTiff(pages: readonly Raster[]): Promise<Buffer> {
  const { width, height, channels } = await firstOf(pages);
  const raw = { width, height: height * pages.length, channels, pageHeight: height };
  const joined = sharp(Buffer.concat(pages.map((page) => page.data)), { raw });
  const resolution = { xres: PIXELS_PER_MM, yres: PIXELS_PER_MM };
  return channels === 1
    ? joined
        .toColourspace('b-w')
        .tiff({ ...resolution, compression: 'ccittfax4', bitdepth: 1 })
        .toBuffer()
    : joined.tiff({ ...resolution, compression: 'jpeg', quality: 62 }).toBuffer();
}

function jpeg(page: Raster, quality: number): Promise<Buffer> {
  return toSharp(page).withMetadata({ density: SCAN_DPI }).jpeg({ quality }).toBuffer();
}

function toSharp(page: Raster): Sharp {
  const { width, height, channels } = page;
  return sharp(page.data, { raw: { width, height, channels } }).toColourspace(channels === 1 ? 'b-w' : 'srgb');
}

function firstOf(pages: readonly Raster[]): Promise<Raster> {
  const [page] = pages;
  return page === undefined ? Promise.reject(new Error('A scan without pages.')) : Promise.resolve(page);
}
