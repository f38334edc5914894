/** What people said of a pair, and the probability that was shown to them then. */
export interface Judged {
  readonly probability: number;
  readonly one: boolean;
}

export interface Precision {
  readonly from: number;
  /** Pairs judged from here on, and how many of them were one person. */
  readonly judged: number;
  readonly one: number;
  /** Pairs that were one person and would no longer be shown. */
  readonly lost: number;
}

const STEPS = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];
/** Fewer judgements than this say nothing about a share. */
const FEWEST = 20;
/** Of ten pairs shown, nine are to be one person. */
const WANTED = 0.9;

/**
 * Precision (true matches / pairs shown) from each cut-off on, by the verdicts kept, and the lowest cut-off that reaches 0.9
 * with at least 20 judgements; null while none does. Below the cut-off in force nothing was shown, so nothing is measured.
 */
export function derivePrecision(verdicts: readonly Judged[]): {
  readonly steps: readonly Precision[];
  readonly proposed: number | null;
} {
  const steps = STEPS.map((from) => {
    const shown = verdicts.filter(({ probability }) => probability >= from);
    const one = shown.filter((each) => each.one).length;
    return { from, judged: shown.length, one, lost: verdicts.filter((each) => each.one).length - one };
  });
  const good = steps.find(({ judged, one }) => judged >= FEWEST && one / judged >= WANTED);
  return { steps, proposed: good?.from ?? null };
}
