import { describe, expect, it } from 'vitest';
import { decideNextTry, MAX_TRIES } from './decide-next-try.ts';
import { type Attempt, ATTEMPT_LIMIT_MS, type DeliveryFacts, deriveDeliveryState } from './derive-delivery-state.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const at = (millis: number) => new Date(NOW.getTime() + millis);
const mail = (more: Partial<DeliveryFacts> = {}): DeliveryFacts => ({
  channel: 'mail',
  notBefore: at(-60_000),
  outcome: null,
  lastAttempt: null,
  ...more,
});
const tried = (more: Partial<Attempt>): Attempt => ({
  number: 1,
  begunAt: at(-1_000),
  result: null,
  code: null,
  againAt: null,
  ...more,
});

describe('where a delivery stands', () => {
  it('can be taken back unnoticed until its minute is over, to the millisecond', () => {
    expect(deriveDeliveryState(mail({ notBefore: at(1) }), NOW)).toBe('delayed');
    expect(deriveDeliveryState(mail({ notBefore: NOW }), NOW)).toBe('waiting');
  });

  it('waits for a person when it is paper', () => {
    expect(deriveDeliveryState(mail({ channel: 'print' }), NOW)).toBe('to-print');
  });

  it('is being sent while an attempt is young, and in doubt when nobody ended it', () => {
    expect(deriveDeliveryState(mail({ lastAttempt: tried({ begunAt: at(1 - ATTEMPT_LIMIT_MS) }) }), NOW)).toBe(
      'sending',
    );
    expect(deriveDeliveryState(mail({ lastAttempt: tried({ begunAt: at(-ATTEMPT_LIMIT_MS) }) }), NOW)).toBe('in-doubt');
  });

  it('is in doubt when the server never answered, and tried again when it said not now', () => {
    expect(deriveDeliveryState(mail({ lastAttempt: tried({ result: 'unknown' }) }), NOW)).toBe('in-doubt');
    expect(deriveDeliveryState(mail({ lastAttempt: tried({ result: 'not-now' }) }), NOW)).toBe('retrying');
  });

  it('stays as it ended', () => {
    expect(deriveDeliveryState(mail({ outcome: 'cancelled', notBefore: at(1) }), NOW)).toBe('cancelled');
  });
});

describe('the next try', () => {
  it('comes after pauses that grow from a minute to four hours', () => {
    const minutes = [1, 2, 3, 4, 5, 6].map(
      (tries) => ((decideNextTry(tries, NOW)?.getTime() ?? 0) - NOW.getTime()) / 60_000,
    );
    expect(minutes).toEqual([1, 5, 15, 60, 240, 240]);
  });

  it('does not come after the last of about three days', () => {
    let hours = 0;
    let tries = 1;
    for (; decideNextTry(tries, NOW) !== null; tries++)
      hours += ((decideNextTry(tries, NOW)?.getTime() ?? 0) - NOW.getTime()) / 3_600_000;
    expect(tries).toBe(MAX_TRIES);
    expect(hours).toBeGreaterThan(68);
    expect(hours).toBeLessThan(76);
  });
});
