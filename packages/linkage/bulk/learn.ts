import { SAME } from './fields.ts';
import { levelsIn, type RowComparer } from './compare-rows.ts';
import { type Kind, KINDS, type LinkageModel, SAME_PERSON, takesFromSame, usualChances } from './model.ts';
import type { RecordTable } from './record-table.ts';

const LEVEL_COUNT = 6;
/** All pairs of up to this many are looked at, else as many drawn ones. */
const SAMPLE = 300_000;
const MAX_ROUNDS = 100;
const ENOUGH = 1e-4;
/** What the usual rates weigh beside the pairs of the file. */
const USUAL_PAIRS = 20;
/** One pair in a thousand matches is where each rare kind begins; it is learnt from there. */
const FIRST_SHARE: Readonly<Record<Exclude<Kind, 'strangers'>, number>> = {
  same: 0.2,
  moved: 0.02,
  renamed: 0.005,
  household: 0.05,
  twins: 0.001,
  namesakes: 0.001,
};

/**
 * How often levels fall together between any two rows. The level *same* is counted in the whole file, the others in a sample: they
 * are what strangers look like, but for the few pairs that are one person, which `learn` takes out again.
 */
export function sampleLevels(table: RecordTable, comparer: RowComparer): number[][] {
  const counts = comparer.columns.map(() => new Array<number>(LEVEL_COUNT).fill(0));
  const count = (a: number, b: number): void => {
    levelsIn(comparer.compare(a, b), comparer.columns.length).forEach((level, at) => counts[at]![level]!++);
  };
  const { size } = table;
  if ((size * (size - 1)) / 2 <= SAMPLE) {
    for (let a = 0; a < size; a++) for (let b = a + 1; b < size; b++) count(a, b);
  } else {
    const random = drawFrom(20_261_128);
    for (let drawn = 0; drawn < SAMPLE; drawn++) {
      const a = Math.floor(random() * size);
      const b = Math.floor(random() * (size - 1));
      count(a, b < a ? b : b + 1);
    }
  }
  return comparer.columns.map((column, at) => {
    const seen = counts[at]!;
    const known = seen.slice(1).reduce((sum, n) => sum + n, 0);
    const chances = seen.map((n, level) => (level === 0 ? 1 : (n + 0.5) / (known + LEVEL_COUNT / 2)));
    const same = shareThatAgrees(table.counts(column));
    const others = chances.slice(2).reduce((sum, chance) => sum + chance, 0);
    return chances.map((chance, level) => {
      if (level === 0) return 1;
      return level === SAME ? same : (chance / others) * (1 - same);
    });
  });
}

function shareThatAgrees(counts: Uint32Array): number {
  let [known, agreeing] = [0, 0];
  for (const n of counts) {
    known += n;
    agreeing += n * (n - 1);
  }
  return (agreeing + 1) / (known * (known - 1) + 2);
}

/**
 * Expectation and maximisation (Dempster, Laird, Rubin 1977) over all pairs of the file, without labels: the pairs that blocking brought
 * together, by their patterns, and all others, which are strangers.
 */
export function learn(
  table: RecordTable,
  comparer: RowComparer,
  patterns: ReadonlyMap<number, number>,
  sampled: readonly (readonly number[])[],
): LinkageModel {
  const { columns } = comparer;
  const total = (table.size * (table.size - 1)) / 2;
  const seen = [...patterns]
    .sort(([a], [b]) => a - b)
    .map(([pattern, count]) => ({ levels: levelsIn(pattern, columns.length), count }));
  const takes = KINDS.map((kind) => columns.map((column) => takesFromSame(kind, column)));
  const known = columns.map((column) => {
    const filled = table.column(column).reduce((sum, number) => sum + (number === 0 ? 0 : 1), 0);
    return Math.max(1, (filled * (filled - 1)) / 2);
  });
  let m = columns.map(usualChances);
  let u = sampled.map((chances) => [...chances]);
  let shares = firstShares(table.size, total);

  for (let round = 0; round < MAX_ROUNDS; round++) {
    const found = KINDS.map(() => 0);
    const levelsOfOne = columns.map(() => new Array<number>(LEVEL_COUNT).fill(0));
    for (const { levels, count } of seen) {
      const likely = KINDS.map((kind, at) => {
        let chance = shares[kind];
        for (let column = 0; column < levels.length; column++)
          chance *= (takes[at]![column]! ? m : u)[column]![levels[column]!]!;
        return chance;
      });
      const sum = likely.reduce((a, b) => a + b, 0);
      if (sum === 0) continue;
      KINDS.forEach((_, at) => {
        const share = (likely[at]! / sum) * count;
        found[at]! += share;
        if (!SAME_PERSON.has(KINDS[at]!)) return;
        for (let column = 0; column < levels.length; column++)
          if (takes[at]![column]!) levelsOfOne[column]![levels[column]!]! += share;
      });
    }
    const nextM = columns.map((column, at) => {
      const usual = usualChances(column);
      const counts = levelsOfOne[at]!;
      const sum = counts.slice(1).reduce((a, b) => a + b, 0);
      return counts.map((n, level) => (level === 0 ? 1 : (n + usual[level]! * USUAL_PAIRS) / (sum + USUAL_PAIRS)));
    });
    const nextU = columns.map((_, at) => withoutTheSame(sampled[at]!, known[at]!, levelsOfOne[at]!));
    const nextShares = sharesOf(found, total);
    const change = Math.abs(nextShares.same - shares.same) / shares.same;
    const changeM = Math.max(
      ...nextM.flatMap((chances, at) => chances.map((c, level) => Math.abs(c - m[at]![level]!))),
    );
    [m, u, shares] = [nextM, nextU, nextShares];
    if (change < ENOUGH && changeM < ENOUGH) break;
  }
  return { columns: columns.map((column, at) => ({ column, m: m[at]!, u: u[at]! })), shares };
}

/** What is left of the pairs of the file when those of one person are taken out; never less than a quarter of one pair. */
function withoutTheSame(all: readonly number[], pairs: number, ofOne: readonly number[]): number[] {
  const counts = all.map((chance, level) => (level === 0 ? 0 : Math.max(chance * pairs - ofOne[level]!, 0.25)));
  const sum = counts.reduce((a, b) => a + b, 0);
  return counts.map((n, level) => (level === 0 ? 1 : n / sum));
}

function firstShares(rows: number, total: number): Record<Kind, number> {
  const rare = Object.entries(FIRST_SHARE).map(([kind, ofRows]) => [kind, (ofRows * rows) / total] as const);
  const others = rare.reduce((sum, [, share]) => sum + share, 0);
  return { ...Object.fromEntries(rare), strangers: 1 - others } as Record<Kind, number>; // FIRST_SHARE names the others
}

function sharesOf(found: readonly number[], total: number): Record<Kind, number> {
  const rare = KINDS.map((kind, at) => [kind, kind === 'strangers' ? 0 : (found[at]! + 1e-3) / total] as const);
  const others = rare.reduce((sum, [, share]) => sum + share, 0);
  return { ...(Object.fromEntries(rare) as Record<Kind, number>), strangers: Math.max(1e-9, 1 - others) };
}

/** Mulberry32: the same file is always judged the same way. */
function drawFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
