import { describe, expect, it } from 'vitest';
import {
  ageOf,
  dayIn,
  formatDay,
  formatDueDay,
  formatInstant,
  instantOf,
  yearsBetween,
  type Calendar,
} from './dates.ts';

const chicago: Calendar = { zone: 'America/Chicago', order: 'mdy', locale: 'en' };

describe('Times on the screen', () => {
  it('are those of the facility, whatever zone the browser is in', () => {
    expect(formatInstant('2026-11-24T03:30:00Z', chicago)).toBe('11/23/2026 21:30');
    expect(dayIn('Pacific/Auckland', new Date('2026-11-23T12:00:00Z'))).toBe('2026-11-24');
  });
  it('midnight prints as 00, not 24', () => {
    expect(formatInstant('2026-11-23T06:00:00Z', chicago)).toBe('11/23/2026 00:00');
  });
  it('a day without a time never shifts, and a due day names its weekday', () => {
    expect(formatDay('2026-01-02', { ...chicago, order: 'dmy' })).toBe('02/01/2026');
    expect(formatDueDay('2026-11-23', chicago)).toBe('Mon 11/23/2026');
  });
  it('a wait is told in the largest unit that says enough', () => {
    const now = new Date('2026-11-23T12:00:00Z');
    expect(ageOf('2026-11-23T11:20:00Z', now)).toEqual({ unit: 'minutes', count: 40 });
    expect(ageOf('2026-11-22T11:00:00Z', now)).toEqual({ unit: 'hours', count: 25 });
    expect(ageOf('2026-11-01T11:00:00Z', now)).toEqual({ unit: 'days', count: 22 });
    expect(ageOf('2026-11-23T12:00:05Z', now)).toEqual({ unit: 'minutes', count: 0 });
  });
  it('an age counts completed years', () => {
    expect([yearsBetween('2000-11-24', '2026-11-23'), yearsBetween('2000-11-23', '2026-11-23')]).toEqual([25, 26]);
  });
  it('a day begins at midnight of the facility, also on the day the clocks change', () => {
    expect(instantOf('2026-11-23', 'America/Chicago')).toBe('2026-11-23T06:00:00.000Z');
    expect(instantOf('2026-03-08', 'America/Chicago')).toBe('2026-03-08T06:00:00.000Z');
    expect(instantOf('2026-03-08', 'America/Chicago', 'end')).toBe('2026-03-09T05:00:00.000Z');
    expect(instantOf('2026-11-23', 'Pacific/Auckland')).toBe('2026-11-22T11:00:00.000Z');
  });
});
