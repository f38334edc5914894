const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
/** An AE may pass (a lock, a restart); after so many a person looks at it and the next one goes. */
export const MAX_ERRORS = 5;
export const MAX_REASON = 500;

/** Longer after each attempt, up to ten minutes. */
export function nextAttemptAt(now: Date, attempts: number): Date {
  return new Date(now.getTime() + Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts, 10), LONGEST_PAUSE_MS));
}
