const AFTER_AN_ERROR = 0.1;
const DECAY = 0.9;

/**
 * The share of filings to verify, from the results of the last ones (oldest first): an error doubles it (by a tenth of all at least),
 * each clean one takes a tenth of the rise back. Never above all of them, never below what the site demands; where the
 * site verifies none, none.
 */
export function deriveVerifyShare(base: number, wrong: readonly boolean[]): number {
  if (base <= 0) return 0;
  let rise = 0;
  for (const each of wrong)
    rise = each ? Math.min(1 - base, rise + Math.max(base + rise, AFTER_AN_ERROR)) : rise * DECAY;
  return Math.min(1, base + rise);
}
