import { levelsIn, type RowComparer } from './compare-rows.ts';
import type { PairScorer } from './score-pair.ts';

export interface LikelyPair {
  readonly a: number;
  readonly b: number;
  readonly probability: number;
  readonly through?: number;
}

/** A group of more rows than this is a chain of mistakes, not a person. */
const MOST_IN_GROUP = 40;
const SURE = 1 - 1e-12;

/**
 * If a is b and b is c, then a is c. The three comparisons are weighed together: all one person, two of the three, or none; so two
 * strong links carry a weak third, and a third that speaks strongly against is not carried.
 */
export function joinThrough(
  pairs: readonly LikelyPair[],
  comparer: RowComparer,
  scorer: PairScorer,
  least: number,
): LikelyPair[] {
  const linked = new Map<number, Map<number, number>>();
  const link = (a: number, b: number, probability: number): void => {
    const of = linked.get(a) ?? new Map<number, number>();
    of.set(b, probability);
    linked.set(a, of);
  };
  for (const { a, b, probability } of pairs) {
    if (probability < 0.5) continue;
    link(a, b, probability);
    link(b, a, probability);
  }
  const joined = new Map<string, LikelyPair>();
  const count = comparer.columns.length;
  for (const [middle, around] of linked) {
    if (around.size < 2 || around.size > MOST_IN_GROUP) continue;
    const ends = [...around].sort(([a], [b]) => a - b);
    for (let i = 0; i < ends.length; i++) {
      for (let j = i + 1; j < ends.length; j++) {
        const [[a, toA], [b, toB]] = [ends[i]!, ends[j]!];
        if (linked.get(a)?.has(b)) continue;
        const third = scorer.factor(a, levelsIn(comparer.compare(a, b), count));
        const probability = throughThird(oddsOf(toA), oddsOf(toB), third, scorer.prior);
        const key = `${a} ${b}`;
        if (probability >= least && probability > (joined.get(key)?.probability ?? 0))
          joined.set(key, { a, b, probability, through: middle });
      }
    }
  }
  const isJoined = ({ a, b }: LikelyPair): boolean => joined.has(a < b ? `${a} ${b}` : `${b} ${a}`);
  return [...pairs.filter((pair) => pair.probability >= least && !isJoined(pair)), ...joined.values()];
}

/** `third`: how much likelier one person is than strangers by the facts of the two ends alone. */
function throughThird(one: number, other: number, third: number, prior: number): number {
  const all = one * other * third;
  const ends = third * prior;
  return (all + ends) / (all + one + other + ends + 1);
}

function oddsOf(probability: number): number {
  const p = Math.min(probability, SURE);
  return p / (1 - p);
}
