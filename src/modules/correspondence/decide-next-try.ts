const MINUTE = 60_000;

/** Growing pauses: a server that restarts is back in minutes, one that is being repaired in hours. */
const PAUSES_MS = [1, 5, 15, 60, 240].map((minutes) => minutes * MINUTE);
/** With the last pause repeated: three days, as long as mail servers themselves keep trying (RFC 5321, 4.5.4.1: 4-5 days). */
export const MAX_TRIES = 22;

/** When a mail that was not taken is tried again; null when it is given up. `tries` counts those made. */
export function decideNextTry(tries: number, now: Date): Date | null {
  if (tries >= MAX_TRIES) return null;
  const pause = PAUSES_MS[Math.min(tries, PAUSES_MS.length) - 1] ?? MINUTE;
  return new Date(now.getTime() + pause);
}
