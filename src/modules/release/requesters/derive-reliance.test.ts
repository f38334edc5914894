import { describe, expect, it } from 'vitest';
import { deriveReliance } from './derive-reliance.ts';

const VERIFIED = new Date('2026-01-10T12:00:00Z');
const ask = (parts: Partial<Parameters<typeof deriveReliance>[0]> = {}) =>
  deriveReliance({
    requesterClass: 'attorney',
    before: { at: VERIFIED, result: 'complete' },
    changedAt: null,
    now: new Date('2026-11-28T12:00:00Z'),
    ...parts,
  });

describe('an identity that was verified before', () => {
  it('is relied on for a year, and not one moment longer', () => {
    const last = VERIFIED.getTime() + 365 * 86_400_000;
    expect(ask({ now: new Date(last - 1) })).toMatchObject({ result: 'may-rely', until: new Date(last) });
    expect(ask({ now: new Date(last) })).toMatchObject({ result: 'ask-again', why: 'too-long-ago' });
  });

  it('is verified anew where the entry changed since, or something was missing, or nothing is known', () => {
    expect(ask({ changedAt: new Date('2026-02-01T00:00:00Z') }).why).toBe('changed-since');
    expect(ask({ changedAt: new Date('2026-01-01T00:00:00Z') }).result).toBe('may-rely');
    expect(ask({ before: { at: VERIFIED, result: 'undecided' } }).why).toBe('was-incomplete');
    expect(ask({ before: null }).why).toBe('never-verified');
  });

  it('is never relied on for patients and whoever stands in their place', () => {
    for (const requesterClass of ['individual', 'personal-representative', 'third-party-directive'])
      expect(ask({ requesterClass }).why).toBe('in-person-each-time');
  });
});
