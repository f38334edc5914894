import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { characterErrorRate } from './character-error-rate.ts';
import { openReader, type Reader, type ReadPage } from './index.ts';
import { findNativeOcr } from './ocr-native.ts';
import { wordF1 } from '../../../bench/lib/others-scans.ts';
import { makeFolder } from './test-files.ts';

/** Scans and barcodes that others made, with the text they hold. By default a part; all with CHARTKEEPER_HOSTILE=1. */
const DATA = join(import.meta.dirname, '../../../../shared/data');
const HERE = existsSync(DATA);
const ALL = process.env['CHARTKEEPER_HOSTILE'] === '1';
vi.setConfig({ testTimeout: ALL ? 1_200_000 : 300_000 });

const scratch = makeFolder();
let reader: Reader;
beforeAll(() => {
  reader = openReader({ scratch: scratch.path });
});
afterAll(async () => {
  await reader.close();
  scratch.remove();
});

async function pagesOf(file: string, barcodes: boolean): Promise<ReadPage[]> {
  const pages: ReadPage[] = [];
  const outcome = await reader.readPages(join(DATA, file), {
    images: false,
    barcodes,
    onPage(page) {
      if (page.readable) pages.push(page);
    },
  });
  expect(outcome, file).toMatchObject({ ok: true, value: { unreadable: 0 } });
  return pages.sort((a, b) => a.number - b.number);
}

/** Most of what may be wrong, per cent of characters, about twice what was measured; `heavy` ones only on demand. */
const SCANS = [
  { file: 'test-phototest.tif', most: 0.5, turned: [0], heavy: false },
  { file: 'test-phototest-rotated-180.png', most: 0.5, turned: [180], heavy: false },
  { file: 'test-phototest-rotated-R.png', most: 0.5, turned: [270], heavy: false },
  { file: 'ocrs-why-rust.png', most: 2, turned: [0], heavy: false },
  { file: 'OCRmyPDF-skew.pdf', most: 2, turned: [0], heavy: false },
  { file: 'OCRmyPDF-linn.png', most: 2, turned: [0], heavy: true },
  { file: 'OCRmyPDF-ccitt.pdf', most: 2, turned: [0], heavy: true },
  { file: 'OCRmyPDF-cardinal.pdf', most: 2, turned: [0, 270, 180, 90], heavy: true },
  { file: 'test-8071_093.3B.tif', most: 8, turned: [0], heavy: true },
];

test.each(SCANS.filter((it) => ALL || !it.heavy))('$file is read as its reference text', async (scan) => {
  if (!HERE) return;
  const truth = readFileSync(join(DATA, 'ocr-scans', scan.file.replace(/\.\w+$/, '.truth.txt')), 'utf8');
  const pages = await pagesOf(join('ocr-scans', scan.file), false);
  expect(pages.map((it) => it.turned)).toEqual(scan.turned);
  for (const page of pages) expect(characterErrorRate(truth, page.text) * 100, scan.file).toBeLessThan(scan.most);
});

/** Coarse receipts that the usual preparation reads worse than a plain look; shares of their words, in any order. */
test.each([
  { file: '162.jpg', least: 0.86 },
  { file: '394.jpg', least: 0.8 },
])('a weakly read page, receipt $file, is looked at a second time', async ({ file, least }) => {
  if (!HERE) return;
  const [native, receipts] = [await findNativeOcr(), join(DATA, 'receipts-sroie')];
  // The figures are those of the native engine.
  if (native === undefined) return;
  const all = JSON.parse(readFileSync(join(receipts, 'truth.json'), 'utf8')) as {
    file: string;
    lines: { text: string }[];
  }[];
  const truth =
    all
      .find((it) => it.file === file)
      ?.lines.map(({ text }) => text)
      .join(' ') ?? '';
  const [page] = await pagesOf(join('receipts-sroie', file), false);
  expect(wordF1(truth, page?.text ?? ''), file).toBeGreaterThan(least);
});

test('barcodes of labels and separator sheets are found, and none where there is none', async (context) => {
  if (!HERE) return context.skip('../shared/data is not here');
  // The index of the shared data: file, symbology, exact text (null: must find none).
  const index = JSON.parse(readFileSync(join(DATA, 'barcodes/index.json'), 'utf8')) as {
    file: string;
    symbology: string;
    text: string | null;
  }[];
  const ours = index.filter((it) => !['aztec', 'code93', 'ean13'].includes(it.symbology));
  for (const { file, text } of ours.filter((_, i) => ALL || i % 4 === 0)) {
    const found = (await pagesOf(join('barcodes', file), true)).flatMap((it) => it.barcodes);
    expect(text === null ? found : found.map((it) => it.text), file).toEqual(
      text === null ? [] : expect.arrayContaining([text]),
    );
    for (const { box } of found) expect(box.x + box.w, file).toBeLessThanOrEqual(1.0001);
  }
});

test('faxed documents with a text layer are read without recognition', async (context) => {
  if (!HERE) return context.skip('../shared/data is not here');
  for (const file of ['01_lab_result_cbc.pdf', '10_chart_dump_40pages.pdf'].slice(0, ALL ? 2 : 1)) {
    const pages = await pagesOf(join('fax-documents', file), false);
    expect(new Set(pages.map((it) => it.source)), file).toEqual(new Set(['text-layer']));
    expect(
      pages.every((it) => it.words.length > 20),
      file,
    ).toBe(true);
  }
});
