import { existsSync, readdirSync, statSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findNativeOcr } from './ocr-native.ts';
import { openReader, type Page, type Reader, type ReadPage, type UnreadablePage } from './index.ts';
import {
  emptyPagesPdf,
  endlessPdf,
  makeFolder,
  PAGE_LINES,
  PAGE_TABLE,
  pixels,
  pngClaiming,
  scanPage,
  typesetPage,
} from './test-files.ts';

// Each test starts processes; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 180_000 });
const folder = makeFolder();
const scratch = makeFolder();
let reader: Reader;
let impatient: Reader;

beforeAll(() => {
  reader = openReader({ scratch: scratch.path });
  impatient = openReader({ scratch: scratch.path, ocr: 'bundled', secondsPerPage: 3, readers: 1 });
});
afterAll(async () => {
  await Promise.all([reader.close(), impatient.close()]);
  folder.remove();
  scratch.remove();
});

const readAll = async (file: string, with_: Reader = reader, options: { images?: boolean; password?: string } = {}) => {
  const pages: Page[] = [];
  const outcome = await with_.readPages(file, {
    images: false,
    barcodes: false,
    ...options,
    onPage(page) {
      if (page.readable && page.image !== undefined) expect(existsSync(page.image.file)).toBe(true);
      pages.push(page);
    },
  });
  pages.sort((a, b) => a.number - b.number);
  return { outcome, pages };
};
const readable = (page: Page | undefined): ReadPage => {
  if (page?.readable !== true) throw new Error(`not read: ${JSON.stringify(page)}`);
  return page;
};
/** The sentences and rows of the test page that came back word for word. */
const found = (text: string): number =>
  [...PAGE_LINES, ...PAGE_TABLE.map((row) => row.join(' '))].filter((line) => text.includes(line)).length;
const all = PAGE_LINES.length + PAGE_TABLE.length;

test('a PDF with a text layer gives its own words, table rows rebuilt, and pictures drawn anew', async () => {
  const file = folder.write('typeset.pdf', await typesetPage(3));
  const { outcome, pages } = await readAll(file, reader, { images: true });
  expect(outcome).toMatchObject({ ok: true, value: { kind: 'pdf', pages: 3, unreadable: 0, encrypted: false } });
  expect(pages.map((it) => it.number)).toEqual([1, 2, 3]);
  const page = readable(pages[1]);
  expect(page).toMatchObject({ source: 'text-layer', confidence: 100, turned: 0, quality: { blank: false } });
  expect(found(page.text)).toBe(all);
  expect(page.text).toContain('Sheet 2');
  expect(page.image).toMatchObject({ mediaType: 'image/webp', width: 1275, height: 1650 });
  expect(page.thumbnail).toMatchObject({ width: 240 });
  const shelf = page.words.find((it) => it.text === 'A-17');
  // Drawn at 60 points from the left of 612, 242 from the top of 792.
  expect(shelf?.x).toBeCloseTo(60 / 612, 2);
  expect(shelf?.y).toBeCloseTo(242 / 792, 1);
});

test('inspecting tells pages, sizes and text layers without reading', async () => {
  const outcome = await reader.inspect(folder.write('letter.tif', await typesetPage(2)));
  expect(outcome).toMatchObject({ ok: true, value: { kind: 'pdf', nameMismatch: true, encrypted: false } });
  expect(outcome.ok && outcome.value.pages).toEqual([
    { width: 612, height: 792, hasTextLayer: true },
    { width: 612, height: 792, hasTextLayer: true },
  ]);
});

test('a multi-page scan is read page by page, however each sheet was laid in', async () => {
  const page = await scanPage(folder);
  const asIs = await pixels(page).png().toBuffer();
  const sheets = await Promise.all([
    pixels(page).rotate(180).png().toBuffer(),
    pixels(page).rotate(1.7, { background: '#fff' }).resize(2550, 3300, { fit: 'cover' }).png().toBuffer(),
  ]);
  const tiff = await sharp([asIs, ...sheets], { join: { animated: true } })
    .toColourspace('b-w')
    .tiff({ compression: 'lzw' })
    .withMetadata({ density: 300 })
    .toBuffer();
  const { outcome, pages } = await readAll(folder.write('scan.tif', tiff));
  expect(outcome).toMatchObject({ ok: true, value: { kind: 'tiff', pages: 3, unreadable: 0 } });
  expect(pages.map((it) => readable(it).turned)).toEqual([0, 180, 0]);
  expect(Math.abs(readable(pages[2]).quality.skew - 1.7)).toBeLessThan(0.1);
  for (const it of pages) expect(found(readable(it).text)).toBeGreaterThanOrEqual(all - 1);
});

test('a word lies where it is on the page also when the page was turned and straightened to read it', async () => {
  const page = await scanPage(folder);
  const skewed = await pixels(page).rotate(2, { background: '#fff' }).png().toBuffer();
  const { width = 0, height = 0 } = await sharp(skewed).metadata();
  const upsideDown = await sharp(skewed).rotate(180).png().toBuffer();
  const { pages } = await readAll(folder.write('askew.png', upsideDown));
  const word = readable(pages[0]).words.find((it) => it.text === 'Abernathy');
  // 'Abernathy' ends the table: its middle in the straight page, turned by two degrees about the middle.
  const straight = { x: 0.61 * page.width, y: ((220 + 3 * 22 + 7) / 792) * page.height };
  const [dx, dy] = [straight.x - page.width / 2, straight.y - page.height / 2];
  const angle = (2 * Math.PI) / 180;
  const y = height / 2 + dx * Math.sin(angle) + dy * Math.cos(angle);
  expect(((word?.y ?? 0) + (word?.h ?? 0) / 2) * height).toBeGreaterThan(y - 20);
  expect(((word?.y ?? 0) + (word?.h ?? 0) / 2) * height).toBeLessThan(y + 20);
  expect((word?.x ?? 0) * width).toBeGreaterThan(0.5 * width);
});

test.each([
  ['Group 4 TIFF', (it: Sharp) => it.threshold(150).tiff({ compression: 'ccittfax4', bitdepth: 1 })],
  ['CMYK JPEG', (it: Sharp) => it.toColourspace('cmyk').jpeg({ quality: 90 })],
  ['16-bit PNG', (it: Sharp) => it.toColourspace('grey16').png()],
  ['JPEG turned by its orientation tag', (it: Sharp) => it.rotate(270).withMetadata({ orientation: 6 }).jpeg()],
])('a %s is read like any other page', async (name, convert) => {
  const bytes = await convert(pixels(await scanPage(folder))).toBuffer();
  const { outcome, pages } = await readAll(folder.write(name.replaceAll(' ', '-'), bytes));
  expect(outcome.ok).toBe(true);
  expect(readable(pages[0]).turned).toBe(0);
  expect(found(readable(pages[0]).text)).toBeGreaterThanOrEqual(all - 1);
});

test('a scan with a stamped page number is recognised, not believed to hold only the stamp', async () => {
  const page = await pixels(await scanPage(folder))
    .jpeg()
    .toBuffer();
  const { default: PDFDocument } = await import('pdfkit');
  const document = new PDFDocument({ size: 'LETTER', margin: 0 });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  document.image(page, 0, 0, { width: 612 }).text('Page 1 of 1', 500, 770, { lineBreak: false }).end();
  await new Promise((resolve) => document.on('end', resolve));
  const { pages } = await readAll(folder.write('stamped.pdf', Buffer.concat(chunks)));
  expect(readable(pages[0]).source).toBe('ocr');
  expect(found(readable(pages[0]).text)).toBeGreaterThanOrEqual(all - 1);
});

test('the engine that comes with the install reads the page by itself, and so does the native one where there is one', async () => {
  const file = folder.write(
    'engines.png',
    await pixels(await scanPage(folder))
      .png()
      .toBuffer(),
  );
  const native = (await findNativeOcr()) !== undefined;
  for (const ocr of native ? (['bundled', 'native'] as const) : (['bundled'] as const)) {
    const engine = openReader({ scratch: scratch.path, ocr });
    try {
      const { pages } = await readAll(file, engine);
      expect(readable(pages[0]).engine.name).toBe(ocr === 'native' ? 'tesseract' : 'tesseract.js');
      expect(found(readable(pages[0]).text)).toBe(all);
    } finally {
      await engine.close();
    }
  }
});

test('more pages than the limit are refused with both numbers', async () => {
  const { outcome, pages } = await readAll(folder.write('thick.pdf', emptyPagesPdf(5000)));
  expect(outcome).toMatchObject({ ok: false, reason: 'too-many-pages' });
  expect(outcome).toHaveProperty('detail', expect.stringMatching(/5,000 pages; at most 2,000/));
  expect(pages).toEqual([]);
});

test('a picture of 30,000 by 30,000 pixels is refused by its header', async () => {
  const { outcome } = await readAll(folder.write('bomb.png', pngClaiming(30_000, 30_000)));
  expect(outcome).toMatchObject({ ok: false, reason: 'too-many-pixels' });
  expect(outcome).toHaveProperty('detail', expect.stringMatching(/30,000 by 30,000/));
});

test('a file cut short is refused as such, not shown as half a page', async () => {
  const whole = await pixels(await scanPage(folder))
    .jpeg()
    .toBuffer();
  const picture = await readAll(folder.write('cut.jpg', whole.subarray(0, whole.length * 0.6)));
  expect(picture.outcome).toMatchObject({ ok: false, reason: 'truncated' });
  const pdf = await typesetPage();
  const document = await readAll(folder.write('cut.pdf', pdf.subarray(0, 400)));
  expect(document.outcome).toMatchObject({ ok: false, reason: 'truncated' });
});

test('a locked PDF is refused until its password is given', async () => {
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  const open = await PDFDocument.load(await typesetPage());
  open.encrypt({ userPassword: 'ladder', ownerPassword: 'oak' });
  const file = folder.write('locked.pdf', await open.save({ useObjectStreams: false }));
  expect((await readAll(file)).outcome).toMatchObject({ ok: false, reason: 'encrypted' });
  const { outcome, pages } = await readAll(file, reader, { password: 'ladder' });
  expect(outcome).toMatchObject({ ok: true, value: { encrypted: true } });
  expect(found(readable(pages[0]).text)).toBe(all);
});

test('a page that never ends costs that page only: the next one and the next file are read', async () => {
  const endless = folder.write('endless.pdf', endlessPdf());
  const good = folder.write('good.pdf', await typesetPage());
  const [bad, other] = await Promise.all([readAll(endless, impatient), readAll(good, impatient)]);
  expect(bad.outcome).toMatchObject({ ok: true, value: { pages: 2, unreadable: 1 } });
  expect(bad.pages[0]).toMatchObject({ readable: false, number: 1 });
  const { refusal } = bad.pages[0] as UnreadablePage;
  expect(['timed-out', 'out-of-memory']).toContain(refusal.reason);
  expect(readable(bad.pages[1]).quality.blank).toBe(true);
  expect(other.outcome).toMatchObject({ ok: true, value: { unreadable: 0 } });
});

test('a fault of the caller ends the reading and is not taken for a fault of the file', async () => {
  const file = folder.write('caller.pdf', await typesetPage());
  const reading = reader.readPages(file, {
    images: false,
    onPage: () => Promise.reject(new Error('the disk is gone')),
  });
  await expect(reading).rejects.toThrow('the disk is gone');
});

test('nothing is left in the scratch folder, which only we can enter', () => {
  expect(statSync(scratch.path).mode & 0o077).toBe(0);
  expect(readdirSync(scratch.path)).toEqual([]);
});

test('stopping in the middle gives the file back to be read again', async () => {
  const brief = openReader({ scratch: scratch.path, readers: 1 });
  const outcome = await brief.readPages(folder.write('stop.pdf', await typesetPage(40)), {
    images: false,
    onPage: () => brief.close(),
  });
  expect(outcome).toMatchObject({ ok: false, reason: 'stopped' });
});
