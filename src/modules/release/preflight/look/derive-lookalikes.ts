import { bitsApart, compareDigests } from '../../../intake/index.ts';
import { LEAST_WORDS, type PageDigest } from '../derive-duplicates.ts';

/** Two readings of one paper agree in more of what they say; two papers of one form, badly read, in less. */
const LEAST_SAID = 0.25;
/** Bits of 64 in which two scans of one paper differ at most. */
const MOST_BITS_APART = 10;
const BANDS = 4;
const BITS_OF_A_BAND = 16;
/** Of a form that lies in a chart a hundred times, each is compared with so many others. */
const MOST_IN_A_BAND = 50;
const MOST_LIKE_ONE = 2;
/** Pictures are fetched again for these: a minute or two. */
const MOST_PAIRS = 1_000;

/** Two pages that may be two scans of one paper; the earlier is `like`. */
export interface Lookalike {
  readonly page: PageDigest;
  readonly like: PageDigest;
}

/**
 * Pure: pages whose pictures are to be compared, the nearest first. At most ten bits apart means that of four bands of sixteen
 * bits one differs in two at most: each page is looked up by those 137 values, not beside every other.
 */
export function deriveLookalikes(pages: readonly PageDigest[]): Lookalike[] {
  const bands = new Map<number, PageDigest[]>();
  const found: (Lookalike & { readonly apart: number })[] = [];
  for (const page of pages) {
    if (page.look === undefined) continue;
    found.push(...nearest(page, page.look, bands));
    for (let band = 0; band < BANDS; band++) keep(bands, keyOf(band, bandOf(page.look, band)), page);
  }
  return found
    .toSorted((a, b) => a.apart - b.apart)
    .slice(0, MOST_PAIRS)
    .map(({ page, like }) => ({ page, like }));
}

function nearest(page: PageDigest, look: bigint, bands: ReadonlyMap<number, readonly PageDigest[]>) {
  const near = new Map<PageDigest, number>();
  for (let band = 0; band < BANDS; band++)
    for (const flip of FLIPS)
      for (const like of bands.get(keyOf(band, bandOf(look, band) ^ flip)) ?? []) {
        if (like.look === undefined || near.has(like) || !mayBeOne(page, like)) continue;
        const apart = bitsApart(look, like.look);
        if (apart <= MOST_BITS_APART) near.set(like, apart);
      }
  return [...near]
    .toSorted(([, a], [, b]) => a - b)
    .slice(0, MOST_LIKE_ONE)
    .map(([like, apart]) => ({ page, like, apart }));
}

/** Where both have words to go by, the words must not say that these are two papers. */
function mayBeOne(one: PageDigest, other: PageDigest): boolean {
  const wordless = one.words < LEAST_WORDS || other.words < LEAST_WORDS;
  return wordless || compareDigests(one.least, other.least) >= LEAST_SAID;
}

const bandOf = (look: bigint, band: number): number =>
  Number((BigInt.asUintN(64, look) >> BigInt(band * BITS_OF_A_BAND)) & 0xffffn);
const keyOf = (band: number, value: number): number => band * 0x10000 + value;

/** Nothing changed, one bit, two bits. */
const FLIPS: readonly number[] = [
  0,
  ...Array.from({ length: BITS_OF_A_BAND }, (_each, bit) => 1 << bit),
  ...Array.from({ length: BITS_OF_A_BAND }, (_each, one) =>
    Array.from({ length: one }, (_other, other) => (1 << one) | (1 << other)),
  ).flat(),
];

function keep(bands: Map<number, PageDigest[]>, key: number, page: PageDigest): void {
  const band = bands.get(key);
  if (band === undefined) bands.set(key, [page]);
  else if (band.length < MOST_IN_A_BAND) band.push(page);
}
