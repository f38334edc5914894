import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../../packages/chance/index.ts';
import { bitsApart } from '../../../intake/index.ts';
import type { PageDigest } from '../derive-duplicates.ts';
import { deriveLookalikes } from './derive-lookalikes.ts';
import { looksTheSame, type Print } from './derive-sameness.ts';
import { takePrint } from './take-print.ts';

const DATA = join(import.meta.dirname, '../../../../../../shared/data');
const WIDTH = 1275;
const HEIGHT = 1650;

const print = async (picture: Buffer): Promise<Print> => {
  const taken = await takePrint(picture);
  if (taken === undefined) throw new Error('nothing is seen on it');
  return taken;
};
const alike = (one: Print, other: Print) => bitsApart(one.hash, other.hash) <= 10 && looksTheSame(one, other);
const svg = (drawn: string, paper = '') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${paper}${drawn}</svg>`);
const sheet = (drawn: string) =>
  sharp(svg(drawn, `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`))
    .webp({ quality: 80 })
    .toBuffer();
const DRAWING =
  '<ellipse cx="640" cy="700" rx="240" ry="480" fill="none" stroke="#222" stroke-width="6"/><circle cx="640" cy="330" r="100" fill="none" stroke="#222" stroke-width="6"/>';
const FORM = `<path d="M140 220H1140V1420H140V220M140 520H1140M140 820H1140M140 1120H1140M640 220V1420" fill="none" stroke="#333" stroke-width="4"/>`;
/** What a hand wrote into a form: three words at the places for them. */
const handOf = (hand: number) => {
  const chance = seededRandom(hand);
  return Array.from({ length: 3 }, (_each, n) => {
    const strokes = Array.from(
      { length: 8 },
      () => `q ${6 + chance() * 14} ${-8 - chance() * 34} ${14 + chance() * 10} ${(chance() - 0.5) * 16}`,
    );
    return `<path d="M${200 + n * 60} ${340 + n * 300} ${strokes.join(' ')}" stroke="#113" stroke-width="4" fill="none"/>`;
  }).join('');
};
/** The same paper on another scanner. */
const AGAIN: Readonly<Record<string, (page: Buffer) => Promise<Buffer>>> = {
  pressed: (page) => sharp(page).jpeg({ quality: 35 }).toBuffer(),
  'smaller and paler': (page) => sharp(page).resize({ width: 900 }).linear(0.85, 30).webp().toBuffer(),
  askew: (page) => sharp(page).rotate(0.8, { background: '#fff' }).webp().toBuffer(),
  slipped: (page) => sharp(page).extend({ left: 25, top: 40, background: '#fff' }).webp().toBuffer(),
  darker: (page) => sharp(page).linear(0.8, 0).webp().toBuffer(),
};

describe('what a page looks like', () => {
  it('is the same after the paper was scanned again', async () => {
    for (const page of await Promise.all([sheet(DRAWING + handOf(1)), sheet(FORM + handOf(1))]))
      for (const [how, again] of Object.entries(AGAIN))
        expect(looksTheSame(await print(page), await print(await again(page))), how).toBe(true);
  });

  it('is not the same for one form that several hands filled in, nor while it is blank', async () => {
    for (const form of [DRAWING, FORM]) {
      const prints = await Promise.all(
        [form, ...[1, 2, 3, 4].map((hand) => form + handOf(hand))].map(async (drawn) => print(await sheet(drawn))),
      );
      for (const [at, one] of prints.entries())
        for (const other of prints.slice(at + 1)) expect(looksTheSame(one, other)).toBe(false);
    }
  });

  it('is nothing where there is no ink, or no more than a page number', async () => {
    expect(await takePrint(await sheet(''))).toBeUndefined();
    expect(await takePrint(await sheet('<text x="600" y="1600" font-size="24">17</text>'))).toBeUndefined();
  });
});

const digest = (page: number, more: Partial<PageDigest>): PageDigest => ({
  ...{ documentId: 'd', page, position: 0, words: 0, exact: 0n, least: [] },
  ...more,
});

describe('the pages that are compared', () => {
  const look = 0x5a17_c3e0_9b42_f0d6n;

  it('are those whose looks are at most ten bits apart, whichever', () => {
    for (const wrong of [0x3ffn, 0x8040_2010_0804_0241n, 0x0300_0300_0700_0700n])
      expect(deriveLookalikes([digest(1, { look }), digest(2, { look: look ^ wrong })])).toHaveLength(1);
    expect(deriveLookalikes([digest(1, { look }), digest(2, { look: look ^ 0xffffn })])).toEqual([]);
  });

  it('are not those whose words say that they are two', () => {
    const least = (from: number) => Array.from({ length: 24 }, (_each, at) => BigInt(from + at));
    const wordy = (page: number, from: number) => digest(page, { look, words: 300, least: least(from) });
    expect(deriveLookalikes([wordy(1, 0), wordy(2, 1000)])).toEqual([]);
    expect(deriveLookalikes([wordy(1, 0), wordy(2, 0)])).toHaveLength(1);
    expect(deriveLookalikes([wordy(1, 0), digest(2, { look })])).toHaveLength(1);
  });

  it('are few, also where one form lies in the chart ten thousand times', () => {
    const pages = Array.from({ length: 10_000 }, (_each, at) => digest(at + 1, { look: look ^ BigInt(at % 7) }));
    expect(deriveLookalikes(pages).length).toBeLessThanOrEqual(1_000);
  });
});

describe.skipIf(!existsSync(DATA))('real scans (shared/data/ocr-scans, receipts-sroie)', () => {
  it('are found when the paper comes again, and no two different ones are taken for the same', async () => {
    const files = ['ocr-scans', 'receipts-sroie'].flatMap((folder) =>
      readdirSync(join(DATA, folder))
        .filter((name) => /\.(png|jpe?g|tif)$/.test(name))
        .filter((_name, at) => at % 2 === 0)
        .map((name) => join(DATA, folder, name)),
    );
    const pages = await Promise.all(
      files.map((file) =>
        sharp(file)
          .flatten({ background: '#fff' })
          .resize({ width: WIDTH, withoutEnlargement: true })
          .webp({ quality: 80 })
          .toBuffer(),
      ),
    );
    const first: Print[] = [];
    let [again, found] = [0, 0];
    for (const page of pages) {
      const seen = await takePrint(page);
      if (seen === undefined) continue;
      first.push(seen);
      for (const scan of Object.values(AGAIN)) {
        again++;
        const other = await takePrint(await scan(page));
        if (other !== undefined && alike(seen, other)) found++;
      }
    }
    expect(first.length).toBeGreaterThanOrEqual(12);
    expect(found / again).toBeGreaterThanOrEqual(0.75);
    const pairs = first.flatMap((one, at) => first.slice(at + 1).map((other) => alike(one, other)));
    // tesseract.js-testocr.png and test-phototest.tif are one picture.
    expect(pairs.filter(Boolean).length).toBeLessThanOrEqual(1);
  }, 240_000);
});
