import { type Blocks, findBlocks } from './blocking.ts';
import { joinThrough } from './join-through.ts';
import { levelsIn, RowComparer } from './compare-rows.ts';
import { COMPARED_COLUMNS } from './fields.ts';
import { learn, sampleLevels } from './learn.ts';
import { type LinkageModel, usualChances } from './model.ts';
import { RecordTable, type SharedTable } from './record-table.ts';
import { runStretches } from './run-stretches.ts';
import { type PairScore, PairScorer } from './score-pair.ts';

/** Two rows of the file, by their place from 0. */
export interface ScoredPair extends PairScore {
  readonly a: number;
  readonly b: number;
  /** The row through which the two are joined, where their own facts would not be enough. */
  readonly through?: number;
}

export interface Dedupe {
  readonly pairs: readonly ScoredPair[];
  readonly compared: number;
  readonly model: LinkageModel;
  /** What each blocking rule brought together, and what it left to the others. */
  readonly blocking: readonly { readonly rule: string; readonly pairs: number; readonly leftOut: number }[];
  /** Pairs of one person that probably met in no block. */
  readonly estimatedMissed: number;
}

export interface DedupeOptions {
  /** Pairs below this probability are not told. */
  readonly least?: number;
  readonly threads?: number;
}

const LEAST = 0.5;
/** A pair this many bits short of even odds, by the usual rates, is never made up for by what is learnt. */
const BITS_SHORT = 12;
const [FEW_ROWS, MANY_ROWS] = [10_000, 1_000_000];
const [MOST_PAIRS_A_ROW, LEAST_PAIRS_A_ROW] = [20, 2];

/**
 * The pairs of rows that are likely one person: blocks, levels, chances learnt from the file itself, and a probability for each pair. No
 * labels, no settings; the same file always gives the same answer, on however many threads.
 */
export async function dedupe(shared: SharedTable, { least = LEAST, threads }: DedupeOptions = {}): Promise<Dedupe> {
  const table = new RecordTable(shared);
  const columns = COMPARED_COLUMNS.filter((column) => table.column(column).some((number) => number !== 0));
  if (table.size < 2 || columns.length === 0)
    return { pairs: [], compared: 0, model: { columns: [], shares: NOBODY }, blocking: [], estimatedMissed: 0 };
  const comparer = new RowComparer(table, columns);
  const sampled = sampleLevels(table, comparer);
  const blocks = findBlocks(table, pairsPerRow(table.size));
  const bits = columns.map((column, at) =>
    usualChances(column).map((chance, level) => (level === 0 ? 0 : Math.log2(chance / sampled[at]![level]!))),
  );
  const evenOdds = Math.log2(table.size);
  const found = await runStretches(
    { table: shared, columns, blocks, bits, least: Math.max(0, evenOdds - BITS_SHORT) },
    threads,
  );

  const patterns = new Map<number, number>();
  for (const part of found)
    for (const pattern of part.patterns) patterns.set(pattern, (patterns.get(pattern) ?? 0) + 1);
  const model = learn(table, comparer, patterns, sampled);
  const scorer = new PairScorer(table, model);
  const likely = found.flatMap(({ a, b, patterns: levels }) => scorer.likely(a, b, levels, Math.min(least, LEAST)));
  const joined = joinThrough(likely, comparer, scorer, least);
  const pairs = joined
    .map(({ a, b, probability, through }): ScoredPair => {
      const [one, other] = a < b ? [a, b] : [b, a];
      const explained = scorer.explain(one, levelsIn(comparer.compare(one, other), columns.length));
      return { ...explained, a: one, b: other, probability, ...(through === undefined ? {} : { through }) };
    })
    .sort((x, y) => y.probability - x.probability || x.a - y.a || x.b - y.b);
  return {
    pairs,
    compared: found.reduce((sum, part) => sum + part.compared, 0),
    model,
    blocking: blocks.map(({ rule, pairs: met, leftOut }) => ({ rule, pairs: met, leftOut })),
    estimatedMissed: estimateMissed(pairs, blocks),
  };
}

/**
 * Chao's lower bound (1984) of what was never seen, from the pairs that one rule alone and that two rules brought together: how well
 * blocking recalls, measured without labels.
 */
function estimateMissed(pairs: readonly ScoredPair[], blocks: readonly Blocks[]): number {
  const keys = blocks.map((block) => new Uint32Array(block.keys));
  let [once, twice] = [0, 0];
  for (const { a, b, through } of pairs) {
    if (through !== undefined) continue;
    const rules = keys.reduce((sum, key) => sum + (key[a] !== 0 && key[a] === key[b] ? 1 : 0), 0);
    if (rules === 1) once++;
    if (rules === 2) twice++;
  }
  return Math.round((once * (once - 1)) / (2 * (twice + 1)));
}

const NOBODY: LinkageModel['shares'] = {
  same: 0,
  moved: 0,
  renamed: 0,
  strangers: 1,
  household: 0,
  twins: 0,
  namesakes: 0,
};

/** Much for a small file, where time is no matter; less for each row of a large one. */
function pairsPerRow(rows: number): number {
  const share = Math.log(rows / FEW_ROWS) / Math.log(MANY_ROWS / FEW_ROWS);
  const within = Math.min(1, Math.max(0, share));
  return MOST_PAIRS_A_ROW * (LEAST_PAIRS_A_ROW / MOST_PAIRS_A_ROW) ** within;
}
