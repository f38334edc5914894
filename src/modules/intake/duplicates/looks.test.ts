import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { bitsApart, inkApart, type Look, looksAlike, MOST_BITS_APART, probesOf } from './derive-look.ts';
import { lookAtPicture } from './look-at-picture.ts';

const SCANS = join(import.meta.dirname, '../../../../../shared/data/ocr-scans');
const WIDTH = 1275;
const HEIGHT = 1650;

const alike = (one: Look, other: Look) =>
  bitsApart(one.hash, other.hash) <= MOST_BITS_APART && looksAlike(inkApart(one.ink, other.ink));
const look = async (picture: Buffer, skew = 0): Promise<Look> => {
  const seen = await lookAtPicture(picture, skew);
  if (seen === undefined) throw new Error('nothing is seen on it');
  return seen;
};
const paper = (drawn: string) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>${drawn}</svg>`,
    ),
  )
    .png()
    .toBuffer();
const BODY =
  '<ellipse cx="640" cy="700" rx="240" ry="480" fill="none" stroke="#222" stroke-width="6"/><circle cx="640" cy="330" r="100" fill="none" stroke="#222" stroke-width="6"/>';
const BOXES =
  '<rect x="140" y="220" width="1000" height="1200" fill="none" stroke="#333" stroke-width="5"/><path d="M140 820H1140M640 220V1420" stroke="#333" stroke-width="5"/>';
/** What a hand writes and draws into a form: strokes at places of its own. */
const handOf = (hand: number) =>
  Array.from({ length: 8 }, (_each, n) => {
    const [x, y] = [180 + ((hand * 389 + n * 211) % 800), 260 + ((hand * 577 + n * 463) % 1000)];
    return `<path d="M${x} ${y} q 20 -30 40 0 t 40 0 t 40 8 t 40 -8 t 30 0" stroke="#113" stroke-width="4" fill="none"/>`;
  }).join('');

describe('how a page with few words looks', () => {
  it('is the same after scanning it again: smaller and paler, askew, and a drawing that slipped on the glass', async () => {
    for (const form of [BODY, BOXES]) {
      const page = await paper(form + handOf(1));
      const first = await look(page);
      const again = await sharp(page).resize({ width: 1000 }).linear(0.9, 20).jpeg({ quality: 50 }).toBuffer();
      const askew = await sharp(page).rotate(1.3, { background: '#fff' }).jpeg({ quality: 60 }).toBuffer();
      const slipped = await sharp(page).extend({ left: 25, top: 40, right: 5, background: '#fff' }).jpeg().toBuffer();
      expect(alike(first, await look(again)), 'smaller and paler').toBe(true);
      expect(alike(first, await look(askew, 1.3)), 'askew').toBe(true);
      // Long thin rules that slip by part of a cell look like another hand in the form, and are left to a person.
      if (form === BODY) expect(alike(first, await look(slipped)), 'slipped').toBe(true);
    }
  });

  it('is not the same for one form that two hands filled in, nor for the form while it is blank', async () => {
    for (const form of [BODY, BOXES]) {
      const filled = await Promise.all([0, 1, 2, 3].map(async (hand) => look(await paper(form + handOf(hand)))));
      const blank = await look(await paper(form));
      for (const [at, one] of filled.entries()) {
        expect(alike(blank, one)).toBe(false);
        for (const other of filled.slice(at + 1)) expect(alike(one, other)).toBe(false);
      }
    }
  });

  it('is nothing on blank paper', async () => {
    expect(await lookAtPicture(await paper(''), 0)).toBeUndefined();
  });

  it('is found by one of four bands with one bit changed, whichever seven bits differ', () => {
    const bits = 0x5a17_c3e0_9b42_f0d6n;
    for (const wrong of [0x7fn, 0x8040_2010_0804_0201n & 0xfe00_0000_0000_007fn, 0x0101_0101_0101_0100n]) {
      const other = bits ^ wrong;
      expect(bitsApart(bits, other)).toBeLessThanOrEqual(MOST_BITS_APART);
      const bands = [0n, 16n, 32n, 48n].map((shift) => Number((other >> shift) & 0xffffn));
      expect(probesOf(bits).some((probes, band) => probes.includes(bands[band] ?? -1))).toBe(true);
    }
  });
});

describe.skipIf(!existsSync(SCANS))('real scans (shared/data/ocr-scans)', () => {
  it('are found when they come again compressed or slipped, and no two different ones are taken for the same', async () => {
    const files = readdirSync(SCANS).filter((name) => /\.(png|jpe?g|tif)$/.test(name));
    const first: Look[] = [];
    let [again, found] = [0, 0];
    for (const name of files) {
      const page = await sharp(join(SCANS, name))
        .flatten({ background: '#fff' })
        .resize({ width: WIDTH })
        .png()
        .toBuffer();
      const seen = await lookAtPicture(page, 0);
      if (seen === undefined) continue;
      first.push(seen);
      const pressed = await sharp(page).jpeg({ quality: 35 }).toBuffer();
      const slipped = await sharp(page)
        .extend({ left: 25, top: 40, background: '#fff' })
        .jpeg({ quality: 70 })
        .toBuffer();
      for (const copy of [pressed, slipped]) {
        again++;
        const other = await lookAtPicture(copy, 0);
        if (other !== undefined && alike(seen, other)) found++;
      }
    }
    expect(first.length).toBeGreaterThanOrEqual(8);
    expect(found / again).toBeGreaterThanOrEqual(0.85);
    const pairs = first.flatMap((one, at) => first.slice(at + 1).map((other) => alike(one, other)));
    // tesseract.js-testocr.png and test-phototest.tif are one picture.
    expect(pairs.filter(Boolean).length).toBeLessThanOrEqual(1);
  }, 60_000);
});
