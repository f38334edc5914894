/** Dark dots of a picture: 1 where there is ink, row by row. */
export interface Ink {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * Raised whenever a print is taken or compared in another way (`take-print`, `derive-look`, here): what was kept of the former
 * way is then worked out anew.
 */
export const LOOK_ALGORITHM = 1;

export const PRINT_WIDTH = 480;
export const PRINT_HEIGHT = 640;

/** A page made straight and cut to its ink. */
export interface Print {
  /** 64 bits of how light and dark lie on it. */
  readonly hash: bigint;
  /** Ink of `PRINT_WIDTH` by `PRINT_HEIGHT` dots. */
  readonly ink: Uint8Array;
}

const BLOCK = 32;
/** Dots by which a block of one scan may lie elsewhere on the other, looked for in steps. */
const SLIP = 8;
const STEP = 2;
/** What is left of that once it is known how the whole page slipped. */
const REST = 1;
/** A stroke is found again so many dots beside it: it was thicker, or fell between two dots. */
const NEAR = 1;
/** Ink of a block, below which it says nothing of how the page slipped. */
const ENOUGH_INK = 40;
const LEAST_INK = 12;
const LEAST_BLOCKS = 6;
const RULE = 24;
/** Of the ink of a block so much may be lost to the scanner. */
const LOST = 0.2;
/** Farther from the common slip than this a block holds something else. */
const STRAY = 2.5;

/** Dots beyond what scanners lose: a word of a hand has more. Measured in look.test.ts. */
const MOST_STRANGE = 16;

export const looksTheSame = (one: Print, other: Print): boolean => strangeBetween(one, other) <= MOST_STRANGE;

/** Pure: the most dots of any place that one of two pages has and the other has not, each compared where it lies on the other scan. */
function strangeBetween(one: Print, other: Print): number {
  return Math.max(strangeIn(one.ink, other.ink), strangeIn(other.ink, one.ink));
}

interface Block {
  readonly x: number;
  readonly y: number;
  /** Its dots: across and down in turn. */
  readonly dots: readonly number[];
}

function strangeIn(one: Uint8Array, other: Uint8Array): number {
  const near = thicken(other);
  const blocks = blocksOf(one);
  const slip = commonSlip(blocks, near);
  return blocks.reduce((most, block) => {
    const [dx, dy] = slip(block);
    const { alone } = bestShift(block, near, { dx: Math.round(dx), dy: Math.round(dy), reach: REST, step: 1 });
    return Math.max(most, alone - (block.dots.length / 2) * LOST);
  }, 0);
}

function blocksOf(ink: Uint8Array): Block[] {
  const blocks: Block[] = [];
  for (let top = 0; top < PRINT_HEIGHT; top += BLOCK)
    for (let left = 0; left < PRINT_WIDTH; left += BLOCK) {
      const dots: number[] = [];
      for (let y = top; y < top + BLOCK; y++)
        for (let x = left; x < left + BLOCK; x++)
          if (ink[y * PRINT_WIDTH + x] === 1 && !isRule(ink, x, y)) dots.push(x, y);
      if (dots.length >= LEAST_INK * 2) blocks.push({ x: left, y: top, dots });
    }
  return blocks;
}

/** A rule of a form: thin ones come and go with the scanner, and no hand writes so straight. */
function isRule(ink: Uint8Array, x: number, y: number): boolean {
  return run(ink, x, 1, y * PRINT_WIDTH, PRINT_WIDTH) >= RULE || run(ink, y, PRINT_WIDTH, x, PRINT_HEIGHT) >= RULE;
}

function run(ink: Uint8Array, from: number, step: number, base: number, end: number): number {
  let [before, behind] = [from, from];
  while (before > 0 && from - before < RULE && ink[base + (before - 1) * step] === 1) before--;
  while (behind < end - 1 && behind - from < RULE && ink[base + (behind + 1) * step] === 1) behind++;
  return behind - before + 1;
}

interface Search {
  readonly dx: number;
  readonly dy: number;
  readonly reach: number;
  readonly step: number;
}

/** A straight stroke fits along its whole length: of what fits as well the nearest counts. */
function nearestFirst(reach: number, step: number): readonly (readonly [number, number])[] {
  const known = orders.get(reach);
  if (known !== undefined) return known;
  const steps = Array.from({ length: (2 * reach) / step + 1 }, (_each, at) => at * step - reach);
  const order = steps
    .flatMap((down) => steps.map((across) => [across, down] as const))
    .toSorted((a, b) => Math.hypot(...a) - Math.hypot(...b));
  orders.set(reach, order);
  return order;
}
const orders = new Map<number, readonly (readonly [number, number])[]>();

function bestShift({ dots }: Block, near: Uint8Array, { dx, dy, reach, step }: Search) {
  let best = { alone: dots.length / 2 + 1, dx, dy };
  for (const [right, lower] of nearestFirst(reach, step)) {
    const [across, down] = [dx + right, dy + lower];
    let alone = 0;
    for (let at = 0; at < dots.length && alone < best.alone; at += 2) {
      const x = (dots[at] ?? 0) + across;
      const y = (dots[at + 1] ?? 0) + down;
      if (x < 0 || y < 0 || x >= PRINT_WIDTH || y >= PRINT_HEIGHT || near[y * PRINT_WIDTH + x] === 0) alone++;
    }
    if (alone < best.alone) best = { alone, dx: across, dy: down };
  }
  return best;
}

/** How the page slipped, stretched and turned as a whole: least squares over its blocks, twice, the second time without strays. */
function commonSlip(
  blocks: readonly Block[],
  near: Uint8Array,
): (at: { x: number; y: number }) => readonly [number, number] {
  const seen = blocks
    .filter(({ dots }) => dots.length >= ENOUGH_INK * 2)
    .map((block) => ({ ...block, ...bestShift(block, near, { dx: 0, dy: 0, reach: SLIP, step: STEP }) }));
  const fit = (of: readonly (typeof seen)[number][], value: (each: (typeof seen)[number]) => number) =>
    plane(of.map((each) => [each.x, each.y, value(each)] as const));
  let kept: readonly (typeof seen)[number][] = seen;
  for (let round = 0; ; round++) {
    if (kept.length < LEAST_BLOCKS) {
      const slip = [middle(seen.map(({ dx }) => dx)), middle(seen.map(({ dy }) => dy))] as const;
      return () => slip;
    }
    const across = fit(kept, ({ dx }) => dx);
    const down = fit(kept, ({ dy }) => dy);
    if (round === 1) return ({ x, y }) => [across(x, y), down(x, y)];
    kept = seen.filter((each) => Math.hypot(each.dx - across(each.x, each.y), each.dy - down(each.x, each.y)) <= STRAY);
  }
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** The plane through points in the sense of least squares (normal equations, Cramer's rule); level where they do not tell. */
function plane(points: readonly (readonly [number, number, number])[]): (x: number, y: number) => number {
  const n = points.length;
  const mean = (at: 0 | 1 | 2) => points.reduce((sum, point) => sum + point[at], 0) / n;
  const [mx, my, mv] = [mean(0), mean(1), mean(2)];
  const of = (a: 0 | 1 | 2, b: 0 | 1 | 2, ma: number, mb: number) =>
    points.reduce((sum, point) => sum + (point[a] - ma) * (point[b] - mb), 0);
  const [xx, xy, yy] = [of(0, 0, mx, mx), of(0, 1, mx, my), of(1, 1, my, my)];
  const [xv, yv] = [of(0, 2, mx, mv), of(1, 2, my, mv)];
  const scale = xx * yy - xy * xy;
  if (scale <= 1e-6) return () => mv;
  const [a, b] = [(xv * yy - yv * xy) / scale, (yv * xx - xv * xy) / scale];
  return (x, y) => mv + a * (x - mx) + b * (y - my);
}

function thicken(ink: Uint8Array): Uint8Array {
  const out = new Uint8Array(ink.length);
  for (let y = 0; y < PRINT_HEIGHT; y++)
    for (let x = 0; x < PRINT_WIDTH; x++) {
      if (ink[y * PRINT_WIDTH + x] === 0) continue;
      for (let v = Math.max(0, y - NEAR); v <= Math.min(PRINT_HEIGHT - 1, y + NEAR); v++)
        for (let u = Math.max(0, x - NEAR); u <= Math.min(PRINT_WIDTH - 1, x + NEAR); u++) out[v * PRINT_WIDTH + u] = 1;
    }
  return out;
}
