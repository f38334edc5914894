import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, it } from 'vitest';
import { openPdf } from '../../platform/reading/pdf.ts';
import { renderSearchable, type SearchablePage } from './render-searchable.ts';

const folder = mkdtempSync(join(tmpdir(), 'ck-searchable-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the words of a picture are selected and found where they stand, in any script', async () => {
  const image = await sharp({ create: { width: 1700, height: 2200, channels: 3, background: '#fff' } })
    .webp()
    .toBuffer();
  const texts = ['DISCHARGE', 'Łukasz', 'Пётр', 'Ζωή', '漢字', 'מרים', 'end.'];
  async function* pages(): AsyncGenerator<SearchablePage> {
    for (let page = 0; page < 3; page++)
      yield { image, words: texts.map((text, at) => ({ text, x: 0.1, y: 0.1 + at * 0.05, w: 0.2, h: 0.015 })) };
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of renderSearchable(pages(), new Date('2026-11-23T09:00:00Z'))) chunks.push(chunk);
  const file = join(folder, 'searchable.pdf');
  writeFileSync(file, Buffer.concat(chunks));
  const pdf = await openPdf(file);
  const layer = await pdf.withPage(2, (page) => JSON.stringify(page.text()));
  pdf.close();
  for (const text of ['DISCHARGE', 'Łukasz', 'Пётр', 'Ζωή', 'end.']) expect(layer).toContain(text);
});
