export const VERSION_STATUSES = ['preliminary', 'final', 'corrected', 'amended'] as const;
export type VersionStatus = (typeof VERSION_STATUSES)[number];

/**
 * What each version is, oldest first, from what was said of it (null: nothing). A version of which nothing was said after a
 * preliminary one is preliminary too: a better copy of it makes nothing final. Elsewhere nothing is concluded.
 */
export function deriveVersionStatuses(said: readonly (VersionStatus | null)[]): (VersionStatus | null)[] {
  let former: VersionStatus | null = null;
  return said.map((status) => (former = status ?? (former === 'preliminary' ? 'preliminary' : null)));
}
