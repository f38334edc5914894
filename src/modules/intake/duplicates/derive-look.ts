/** Grays of a page, one byte each, 0 black to 255 white, of `LOOK_SIDE` by `LOOK_SIDE` cells. */
export const LOOK_SIDE = 64;
/** Cells across for the hash. */
const COARSE = 32;
const BITS_ACROSS = 8;

export interface Look {
  /** 64 bits of how light and dark lie on the page: near for two scans of one paper. Signed as PostgreSQL's bigint. */
  readonly hash: bigint;
  /** Ink in each of 64 × 64 cells, 0 to 255. */
  readonly ink: Uint8Array;
}

/** Of a picture that is straight and cut to its ink. */
export function deriveLook(gray: Uint8Array): Look {
  const low = lowFrequencies(halve(gray));
  const median = [...low].sort((a, b) => a - b)[low.length >> 1] ?? 0;
  let hash = 0n;
  low.forEach((value, at) => {
    if (value > median) hash |= 1n << BigInt(at);
  });
  return { hash: BigInt.asIntN(64, hash), ink: Uint8Array.from(gray, (value) => 255 - value) };
}

function halve(gray: Uint8Array): number[] {
  return Array.from({ length: COARSE * COARSE }, (_each, at) => {
    const from = Math.floor(at / COARSE) * 2 * LOOK_SIDE + (at % COARSE) * 2;
    return (
      [from, from + 1, from + LOOK_SIDE, from + LOOK_SIDE + 1].reduce((sum, each) => sum + (gray[each] ?? 0), 0) / 4
    );
  });
}

/** Bits in which two differ. */
export function bitsApart(one: bigint, other: bigint): number {
  let differ = BigInt.asUintN(64, one ^ other);
  let bits = 0;
  for (; differ !== 0n; differ &= differ - 1n) bits++;
  return bits;
}

/** The 64 lowest frequencies of the cosine transform (DCT-II) but the mean itself, which is only how bright the scan is. */
function lowFrequencies(gray: readonly number[]): number[] {
  const n = COARSE;
  const across: number[][] = [];
  for (let u = 0; u <= BITS_ACROSS; u++)
    across.push(Array.from({ length: n }, (_each, x) => Math.cos(((2 * x + 1) * u * Math.PI) / (2 * n))));
  const rows: number[][] = [];
  for (let y = 0; y < n; y++)
    rows.push(across.map((wave) => wave.reduce((sum, cos, x) => sum + cos * (gray[y * n + x] ?? 0), 0)));
  const found: number[] = [];
  for (let v = 0; v < BITS_ACROSS; v++)
    for (let u = 0; u < BITS_ACROSS; u++) {
      // The mean (0, 0) gives its place to the next frequency across.
      const [at, down] = u === 0 && v === 0 ? [BITS_ACROSS, 0] : [u, v];
      found.push((across[down] ?? []).reduce((sum, cos, y) => sum + cos * (rows[y]?.[at] ?? 0), 0));
    }
  return found;
}

/** What is reached by one bit changed in one of four bands (pigeonhole: 7 bits over 4 bands leave one with at most one). */
export const MOST_BITS_APART = 7;

/** For each band of 16 bits the values that it may have had: its own and all but for one bit. */
export function probesOf(hash: bigint): [number[], number[], number[], number[]] {
  const bits = BigInt.asUintN(64, hash);
  const probes = (band: number) => {
    const own = Number((bits >> BigInt(band * 16)) & 0xffffn);
    return [own, ...Array.from({ length: 16 }, (_each, bit) => own ^ (1 << bit))];
  };
  return [probes(0), probes(1), probes(2), probes(3)];
}

export interface InkApart {
  /** Mean of the ink that only one of them has, 0 to 1. */
  readonly mean: number;
  /** Cells in which one has ink where the other has none nearby. */
  readonly cells: number;
}

const SLIP = 1;
const CLEARLY = 28;
const MOST_CELLS = 32;
const MOST_MEAN = 0.03;

/** Ink that the one has and the other does not, in any direction; a scan slips by up to a cell against the other. */
export function inkApart(one: Uint8Array, other: Uint8Array): InkApart {
  const [here, there] = [inkAlone(one, other), inkAlone(other, one)];
  return { mean: (here.sum + there.sum) / (2 * LOOK_SIDE * LOOK_SIDE * 255), cells: here.cells + there.cells };
}

function inkAlone(one: Uint8Array, other: Uint8Array): { sum: number; cells: number } {
  let sum = 0;
  let cells = 0;
  for (let y = 0; y < LOOK_SIDE; y++)
    for (let x = 0; x < LOOK_SIDE; x++) {
      let most = 0;
      for (let v = Math.max(0, y - SLIP); v <= Math.min(LOOK_SIDE - 1, y + SLIP); v++)
        for (let u = Math.max(0, x - SLIP); u <= Math.min(LOOK_SIDE - 1, x + SLIP); u++)
          most = Math.max(most, other[v * LOOK_SIDE + u] ?? 0);
      const alone = (one[y * LOOK_SIDE + x] ?? 0) - most;
      if (alone <= 0) continue;
      sum += alone;
      if (alone > CLEARLY) cells++;
    }
  return { sum, cells };
}

export const looksAlike = (apart: InkApart): boolean => apart.cells <= MOST_CELLS && apart.mean <= MOST_MEAN;
