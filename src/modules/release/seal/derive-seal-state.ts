export const WARN_DAYS = 60;
export const DAY_MS = 86_400_000;

/** Ordering a certificate of an authority takes weeks: it is warned of two months before. */
export function deriveSealState(
  row: { readonly not_before: Date; readonly not_after: Date },
  now: Date,
): 'good' | 'ends-soon' | 'ended' {
  if (row.not_after <= now || row.not_before > now) return 'ended';
  return row.not_after.getTime() - now.getTime() < WARN_DAYS * DAY_MS ? 'ends-soon' : 'good';
}
