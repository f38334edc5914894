/** A browser at home or in a library: shorter than the desk's. */
export const IDLE_MINUTES = 15;
export const SESSION_HOURS = 2;
/** More browsers at once than this end the oldest. */
export const SESSIONS_PER_ACCOUNT = 5;

/** Whether a session that nobody ended still lives. */
export function isLive(times: { readonly lastSeenAt: Date; readonly expiresAt: Date }, now: Date): boolean {
  return now < times.expiresAt && now.getTime() < times.lastSeenAt.getTime() + IDLE_MINUTES * 60_000;
}
