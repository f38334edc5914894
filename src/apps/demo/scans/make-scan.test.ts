import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openReader, type Page } from '../../../platform/reading/index.ts';
import { FICTIONAL_MARK } from '../fiction/hospital.ts';
import { inventPeople } from '../fiction/people.ts';
import { drawPaper } from '../pages/draw-paper.ts';
import { makeScan } from './make-scan.ts';
import { scansOf } from './scan-list.ts';

const scans = scansOf(inventPeople('test', '2026-11-23', 200), '2026-11-23');
const folder = mkdtempSync(join(tmpdir(), 'ck-scan-'));
const reader = openReader({ scratch: folder });
afterAll(async () => {
  await reader.close();
  await rm(folder, { recursive: true, force: true });
});

const scanNamed = (name: string) => {
  const found = scans.find(({ fileName }) => fileName === name);
  if (found === undefined) throw new Error(`No scan ${name}.`);
  return found;
};

async function read(name: string): Promise<Page[]> {
  const { bytes } = await makeScan(scanNamed(name));
  const file = join(folder, name);
  await writeFile(file, bytes);
  const pages: Page[] = [];
  const outcome = await reader.readPages(file, { onPage: (page) => void pages.push(page) });
  if (!outcome.ok) throw new Error(outcome.detail);
  return pages.sort((a, b) => a.number - b.number);
}

describe('what lies on the desk in the morning', () => {
  it('is forty to sixty pages, with something for every outcome', () => {
    const pages = scans.reduce((sum, { papers }) => sum + papers.length, 0);
    expect(pages).toBeGreaterThanOrEqual(40);
    expect(pages).toBeLessThanOrEqual(60);
    expect([...new Set(scans.map(({ verdict }) => verdict.do))].sort()).toEqual([
      'attach',
      'discard',
      'file',
      'file-parts',
      'forward',
      'leave',
      'return',
    ]);
    expect(new Set(scans.map(({ fileName }) => fileName)).size).toBe(scans.length);
  });

  it('says on every page that it is fictional', async () => {
    for (const { papers } of scans)
      for (const { paper } of papers)
        for (const page of (await drawPaper(paper)).pages) expect(page.text).toContain(FICTIONAL_MARK);
  });

  it('is made of pictures: a face sheet can be read only by its barcode and by OCR', { timeout: 120_000 }, async () => {
    const [page] = await read('scan-0001.pdf');
    if (page?.readable !== true) throw new Error('The page could not be read.');
    expect(page.source).toBe('ocr');
    expect(page.barcodes.map(({ text }) => text)).toEqual(['40000111']);
    expect(page.text).toContain('Oduya');
  });

  it('has faxes of several pages, black on white', { timeout: 120_000 }, async () => {
    const pages = await read('fax-outside-records.tif');
    expect(pages).toHaveLength(2);
    expect(pages.map((page) => page.readable && page.text.includes('QUILLPORT'))).toEqual([true, true]);
  });

  it('has a file that was broken off on its way', async () => {
    const { bytes } = await makeScan(scanNamed('scan-0104.pdf'));
    expect(bytes.subarray(-64).includes('%%EOF')).toBe(false);
  });
});
