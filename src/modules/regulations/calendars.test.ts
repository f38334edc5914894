import { describe, expect, test } from 'vitest';
import { calendarOfLaw, calendarOfPlace, daysOffOf } from './calendars.ts';

const named = (days: readonly { on: string; text: string }[]) => days.map(({ on, text }) => `${on} ${text}`);

describe('the days off by which a clock counts', () => {
  test('are those of the law’s own place: the state’s list for a law of the state, the nation’s for one of the nation', () => {
    const wa = calendarOfLaw({ jurisdiction: 'us/wa' }, '2026-11-01');
    const us = calendarOfLaw({ jurisdiction: 'us' }, '2026-11-01');
    expect([wa?.holidays.has('2026-11-27'), us?.holidays.has('2026-11-27')]).toEqual([true, false]);
    expect([wa?.holidays.has('2026-10-12'), us?.holidays.has('2026-10-12')]).toEqual([false, true]);
  });

  test('are weekends alone where no list of the place is kept, or none was in force: the earlier day is safe', () => {
    expect(calendarOfLaw({ jurisdiction: 'us/fl' }, '2026-11-01')).toBeUndefined();
    expect(calendarOfLaw({ jurisdiction: 'us' }, '2020-11-01')).toBeUndefined();
  });

  test('are both lists where an office counts how long it has left', () => {
    const place = calendarOfPlace(['us/wa'], '2026-11-01');
    expect([place?.holidays.has('2026-11-27'), place?.holidays.has('2026-10-12')]).toEqual([true, true]);
  });

  test('are told by name for a clock of business days, and not for one that counts every day', () => {
    const clock = { startsOn: '2026-11-20', dueOn: '2026-12-15' };
    expect(named(daysOffOf({ ...clock, ruleId: 'us/wa/response-time' }))).toEqual([
      '2026-11-26 Thanksgiving Day',
      '2026-11-27 Native American Heritage Day',
    ]);
    expect(daysOffOf({ ...clock, ruleId: 'us/hipaa/access-response-time' })).toEqual([]);
    expect(named(daysOffOf({ ...clock, ruleId: 'us/ca/inspection-time' }))).toEqual(['2026-11-26 Thanksgiving Day']);
  });
});
