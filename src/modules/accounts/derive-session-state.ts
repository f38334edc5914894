export const SESSION_HOURS = 12;
export const IDLE_MINUTES = 15;

export interface SessionTimes {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

export type SessionState = 'live' | 'idle' | 'over';

/** A session lives while it is used, and twelve hours at most (research: security 5.9; stricter than NIST SP 800-63B AAL2). */
export function deriveSessionState(times: SessionTimes, now: Date): SessionState {
  if (now.getTime() >= times.expiresAt.getTime()) return 'over';
  return now.getTime() >= times.lastSeenAt.getTime() + IDLE_MINUTES * 60_000 ? 'idle' : 'live';
}
