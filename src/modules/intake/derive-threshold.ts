/** A proposal that nobody saw beside its verification: how sure it was, and whether it was right. */
export interface VerifiedProposal {
  readonly confidence: number;
  readonly right: boolean;
}

export interface ThresholdOptions {
  /** The share of errors that the site allows. */
  readonly target: number;
  /** How sure one wants to be that it holds. */
  readonly certainty?: number;
}

export interface Threshold {
  /** Undefined: too few were verified, or too many were wrong; nothing of this type files itself. */
  readonly threshold: number | undefined;
  readonly verified: number;
  /** Upper bound of the share of errors at and above the threshold; of all of them where there is none. */
  readonly bound: number;
}

export const DEFAULT_TARGET = 0.001;
const CERTAINTY = 0.95;
const HALVINGS = 60;

/**
 * The lowest confidence from which on upwards the upper bound of the error rate (Clopper and Pearson, one-sided) stays
 * below the target. Without any error that takes about three proposals for each thousandth: 2,995 for 0.1 %.
 */
export function deriveThreshold(pairs: readonly VerifiedProposal[], options: ThresholdOptions): Threshold {
  const certainty = options.certainty ?? CERTAINTY;
  const sorted = [...pairs].sort((a, b) => b.confidence - a.confidence);
  let wrong = 0;
  let found: Pick<Threshold, 'threshold' | 'bound'> = { threshold: undefined, bound: 1 };
  sorted.forEach(({ confidence, right }, index) => {
    if (!right) wrong += 1;
    if (sorted[index + 1]?.confidence === confidence) return;
    const bound = upperBound(wrong, index + 1, certainty);
    if (bound < options.target) found = { threshold: confidence, bound };
    else if (found.threshold === undefined) found = { threshold: undefined, bound };
  });
  return { ...found, verified: pairs.length };
}

/** The error rate at which so few errors among so many would be seen only once in 20 (at a certainty of 95 %). */
export function upperBound(wrong: number, of: number, certainty = CERTAINTY): number {
  if (of === 0 || wrong >= of) return 1;
  let [low, high] = [wrong / of, 1];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (atMost(wrong, of, middle) > 1 - certainty) low = middle;
    else high = middle;
  }
  return high;
}

/** The chance of at most `wrong` errors among `of` at this rate; summed as logarithms, which do not vanish. */
function atMost(wrong: number, of: number, rate: number): number {
  let log = of * Math.log1p(-rate);
  let sum = Math.exp(log);
  for (let n = 1; n <= wrong; n += 1) {
    log += Math.log(((of - n + 1) * rate) / (n * (1 - rate)));
    sum += Math.exp(log);
  }
  return sum;
}
