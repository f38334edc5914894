import { describe, expect, it } from 'vitest';
import { decideLate, DEFAULT_LATE_RULE } from './decide-late.ts';

const now = new Date('2026-11-23T09:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const decide = (codedAt: Date | null, endedAt: Date | null, more: { typeCode?: string; neverLate?: string[] } = {}) =>
  decideLate(
    { coding: { codedAt, endedAt }, typeCode: more.typeCode ?? 'progress-note', now },
    { ...DEFAULT_LATE_RULE, neverLate: more.neverLate ?? [] },
  );

describe('a document is late', () => {
  it('once its encounter was coded, from the same moment on', () => {
    expect(decide(now, daysAgo(2))).toEqual({ why: 'coded', since: now, daysAfter: 0 });
    expect(decide(daysAgo(4.9), daysAgo(40))).toMatchObject({ why: 'coded', daysAfter: 4 });
  });
  it('from the thirtieth day after discharge, not on the twenty-ninth, and never while the patient is in the house', () => {
    expect(decide(null, daysAgo(30))).toMatchObject({ why: 'closed', daysAfter: 30 });
    expect(decide(null, daysAgo(29.99))).toBeUndefined();
    expect(decide(null, null)).toBeUndefined();
  });
  it('never, where the site says that coding does not need the type', () => {
    expect(decide(now, daysAgo(99), { neverLate: ['progress-note'] })).toBeUndefined();
    expect(decide(now, daysAgo(99), { neverLate: ['consent'] })).toBeDefined();
  });
});
