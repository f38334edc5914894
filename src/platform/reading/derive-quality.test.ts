import { afterAll, expect, test } from 'vitest';
import { lookAtPage } from './look-at-page.ts';
import { type Gray } from './raster.ts';
import { makeFolder, pixels, scanPage } from './test-files.ts';

const folder = makeFolder();
afterAll(() => folder.remove());
const page = await scanPage(folder);
const qualityOf = (gray: Gray) => lookAtPage({ ...gray, channels: 1, dpi: 300 }).quality;
const changed = async (picture: ReturnType<typeof pixels>): Promise<Gray> => {
  const { data, info } = await picture.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
};
const blankSheet = (): Gray => ({ data: new Uint8Array(2550 * 3300).fill(250), width: 2550, height: 3300 });

test('a sharp page is told from one that is out of focus', async () => {
  const sharp = qualityOf(page);
  const soft = qualityOf(await changed(pixels(page).blur(4)));
  expect(sharp).toMatchObject({ blank: false, dpi: 300 });
  expect(sharp.blur).toBeLessThan(2.5);
  expect(soft.blur).toBeGreaterThan(4);
});

test('a faint page has little contrast and is not blank', async () => {
  const faint = qualityOf(await changed(pixels(page).linear(0.2, 200)));
  expect(faint.contrast).toBeLessThan(0.3);
  expect(faint.blank).toBe(false);
});

test('a bare sheet is blank, also with dust on it and the shadow of the lid', () => {
  const sheet = blankSheet();
  for (let i = 0; i < 300; i++) sheet.data[(i * 27_449 + 13) % sheet.data.length] = 0;
  for (let y = 0; y < 3300; y++) sheet.data.fill(20, y * 2550, y * 2550 + 30);
  expect(qualityOf(blankSheet()).blank).toBe(true);
  expect(qualityOf(sheet).blank).toBe(true);
});

test('a sheet with nothing but a signature is not blank', () => {
  const sheet = blankSheet();
  for (let x = 1200; x < 1800; x++) {
    const y = 2600 + Math.round(60 * Math.sin(x / 40));
    for (let d = 0; d < 6; d++) sheet.data[(y + d) * 2550 + x] = 30;
  }
  expect(qualityOf(sheet).blank).toBe(false);
});

test('noise of a bad fax line shows as specks', () => {
  const noisy = { ...page, data: page.data.slice() };
  for (let i = 0; i < 40_000; i++) {
    const at = Math.imul(i, 2_654_435_761) >>> 0;
    const x = at % (page.width - 1);
    const y = (at >>> 8) % (page.height - 1);
    for (const d of [0, 1, page.width, page.width + 1]) noisy.data[y * page.width + x + d] = 0;
  }
  expect(qualityOf(noisy).specks).toBeGreaterThan(0.5);
  expect(qualityOf(page).specks).toBeLessThan(0.1);
});
