export type Channel = 'mail' | 'print';
export type Outcome = 'sent' | 'printed' | 'failed' | 'cancelled';
export type Result = 'handed-over' | 'not-now' | 'refused' | 'unknown';

/** Longer than a mail server is ever waited for: an attempt as old as this without an end was interrupted. */
export const ATTEMPT_LIMIT_MS = 5 * 60 * 1000;

export interface Attempt {
  readonly number: number;
  readonly begunAt: Date;
  readonly result: Result | null;
  readonly code: string | null;
  readonly againAt: Date | null;
}

export interface DeliveryFacts {
  readonly channel: Channel;
  readonly notBefore: Date;
  readonly outcome: Outcome | null;
  readonly lastAttempt: Attempt | null;
}

/**
 * Where a delivery stands. `delayed`: it can be taken back without anybody outside knowing. `waiting`: nothing was tried
 * yet, or no mail server is set. `in-doubt`: nobody knows whether it left, and a person is asked.
 */
export type DeliveryState = Outcome | 'delayed' | 'to-print' | 'waiting' | 'sending' | 'retrying' | 'in-doubt';

export function deriveDeliveryState(delivery: DeliveryFacts, now: Date): DeliveryState {
  if (delivery.outcome !== null) return delivery.outcome;
  if (now < delivery.notBefore) return 'delayed';
  if (delivery.channel === 'print') return 'to-print';
  const last = delivery.lastAttempt;
  if (last === null) return 'waiting';
  if (last.result === null) return now.getTime() - last.begunAt.getTime() < ATTEMPT_LIMIT_MS ? 'sending' : 'in-doubt';
  return last.result === 'unknown' ? 'in-doubt' : 'retrying';
}
