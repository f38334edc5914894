import { describe, expect, test } from 'vitest';
import { deriveSignInGate, HARD_STOP, stricterGate } from './derive-sign-in-gate.ts';

const at = new Date('2026-11-23T08:00:00Z');
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);
const failed = (failures: number) => ({ failures, lastFailedAt: at });

describe('the delay after failed sign-ins', () => {
  test('four typing errors cost nothing', () => {
    expect(deriveSignInGate('username', undefined, at)).toEqual({ kind: 'open' });
    expect(deriveSignInGate('username', failed(4), at)).toEqual({ kind: 'open' });
  });

  test.each([
    [5, 1],
    [6, 2],
    [7, 4],
    [14, 512],
    [15, 900],
    [49, 900],
  ])('after %i failures the next try waits %i seconds, not a moment longer', (failures, seconds) => {
    expect(deriveSignInGate('username', failed(failures), at)).toEqual({ kind: 'wait', until: later(seconds) });
    expect(deriveSignInGate('username', failed(failures), later(seconds - 0.001)).kind).toBe('wait');
    expect(deriveSignInGate('username', failed(failures), later(seconds)).kind).toBe('open');
  });

  test('fifty failures stop the username until an administrator lifts the stop', () => {
    expect(deriveSignInGate('username', failed(HARD_STOP), later(365 * 86_400))).toEqual({ kind: 'stopped' });
  });

  test('an address that a whole clinic shares is slowed down later and never stopped', () => {
    expect(deriveSignInGate('address', failed(24), at)).toEqual({ kind: 'open' });
    expect(deriveSignInGate('address', failed(25), at)).toEqual({ kind: 'wait', until: later(1) });
    expect(deriveSignInGate('address', failed(5_000), later(901))).toEqual({ kind: 'open' });
  });

  test('of two gates the stricter holds', () => {
    const wait = (seconds: number) => ({ kind: 'wait', until: later(seconds) }) as const;
    expect(stricterGate({ kind: 'open' }, wait(1))).toEqual(wait(1));
    expect(stricterGate(wait(2), wait(1))).toEqual(wait(2));
    expect(stricterGate(wait(2), { kind: 'stopped' })).toEqual({ kind: 'stopped' });
    expect(stricterGate({ kind: 'stopped' }, wait(2))).toEqual({ kind: 'stopped' });
  });
});
