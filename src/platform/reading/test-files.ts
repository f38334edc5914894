import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import sharp, { type Sharp } from 'sharp';
import { openPdf } from './pdf.ts';
import { type Gray, toGray } from './raster.ts';

/** Files made for the tests of the reader: one page of prose and a table, and a few that mean harm. */
const FONT = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');

export const PAGE_LINES = [
  'Inventory of the north reading room',
  'The shelves along the wall were counted on 14 May 2024 and every volume was',
  'found in its place. Two of the ladders need repair before the winter opens.',
  'Requests for the map collection are answered within three working days.',
] as const;

export const PAGE_TABLE = [
  ['Shelf', 'Volumes', 'Checked by'],
  ['A-17', '142', 'Margaret Osei'],
  ['B-03', '98', 'Tobias Lindqvist'],
  ['C-44', '207', 'Freya Abernathy'],
] as const;

/** A folder for one test file, gone when `remove` is called. */
export function makeFolder(): {
  path: string;
  write(name: string, bytes: Uint8Array | string): string;
  remove(): void;
} {
  const path = mkdtempSync(join(tmpdir(), 'chartkeeper-reading-'));
  return {
    path,
    write(name, bytes) {
      const file = join(path, name);
      writeFileSync(file, bytes);
      return file;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** The page as a PDF with a text layer; the table is drawn column by column, as report writers do. */
export function typesetPage(pages = 1): Promise<Buffer> {
  const document = new PDFDocument({ size: 'LETTER', margin: 60, autoFirstPage: false });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  document.registerFont('page', FONT);
  for (let page = 0; page < pages; page++) {
    document.addPage().font('page').fontSize(11);
    PAGE_LINES.forEach((line, i) => document.text(line, 60, 80 + i * 20, { lineBreak: false }));
    for (const column of [0, 1, 2]) {
      PAGE_TABLE.forEach((row, i) =>
        document.text(row[column] ?? '', 60 + column * 150, 220 + i * 22, { lineBreak: false }),
      );
    }
    document.text(`Sheet ${page + 1}`, 60, 700, { lineBreak: false });
  }
  document.end();
  return new Promise((resolve, reject) => {
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}

/** The page as a scanner sees it: gray pixels at 300 dots an inch. */
export async function scanPage(folder: ReturnType<typeof makeFolder>): Promise<Gray> {
  const pdf = await openPdf(folder.write('typeset.pdf', await typesetPage()));
  try {
    return await pdf.withPage(0, (page) => toGray(page.draw(300)).gray);
  } finally {
    pdf.close();
  }
}

export const pixels = (page: Gray): Sharp =>
  sharp(page.data, { raw: { width: page.width, height: page.height, channels: 1 } }).toColourspace('b-w');

/** A PDF from its objects (1 is the catalogue), with a cross-reference table that is right. */
export function rawPdf(objects: readonly string[]): string {
  let out = '%PDF-1.7\n';
  const offsets = objects.map((body, i) => {
    const at = out.length;
    out += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const xref = out.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  return `${out}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
}

export function emptyPagesPdf(pages: number): string {
  const kids = Array.from({ length: pages }, (_, i) => `${i + 3} 0 R`).join(' ');
  const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>';
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${kids}] >>`,
    ...Array.from({ length: pages }, () => page),
  ]);
}

/** Each form draws the one below twenty times: nine levels are 512 thousand million rectangles. */
export function endlessPdf(): string {
  const levels = 9;
  const form = (level: number): string => {
    const body = level === levels ? '0 0 500 700 re f ' : '/F Do '.repeat(20);
    const resources = level === levels ? '<< >>' : `<< /XObject << /F ${level + 5} 0 R >> >>`;
    return (
      `<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources ${resources} /Length ${body.length} >>\n` +
      `stream\n${body}\nendstream`
    );
  };
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 15 0 R /Resources << /XObject << /F 5 0 R >> >> >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>',
    ...Array.from({ length: 10 }, (_, i) => form(i)),
    '<< /Length 5 >>\nstream\n/F Do\nendstream',
  ]);
}

/** A PNG that claims a size and holds only its first rows. */
export function pngClaiming(width: number, height: number): Buffer {
  const chunk = (type: string, body: Buffer): Buffer => {
    const whole = Buffer.alloc(body.length + 12);
    whole.writeUInt32BE(body.length, 0);
    whole.write(type, 4, 'latin1');
    body.copy(whole, 8);
    whole.writeUInt32BE(crc32(whole.subarray(4, body.length + 8)), body.length + 8);
    return whole;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.min(height, 3) * (width + 1)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}
