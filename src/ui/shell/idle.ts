/** Pure: how long nobody has touched the desk, and what follows from it (research/ux.md 3: warn 2 min before). */
export const WARN_SECONDS = 120;

export type IdleState =
  { readonly kind: 'active' } | { readonly kind: 'warning'; readonly secondsLeft: number } | { readonly kind: 'over' };

export function idleState(lastActiveAt: number, now: number, idleSeconds: number): IdleState {
  const left = Math.ceil(idleSeconds - (now - lastActiveAt) / 1_000);
  if (left <= 0) return { kind: 'over' };
  // Where a site allows only a few minutes, warn half-way rather than at once.
  return left <= Math.min(WARN_SECONDS, idleSeconds / 2) ? { kind: 'warning', secondsLeft: left } : { kind: 'active' };
}
