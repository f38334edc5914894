import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from './dates.ts';
import { endOfLocalDay, localDate, startOfLocalDay } from './zone.ts';

const ZONES = [
  'America/New_York',
  'America/Havana',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Asia/Kathmandu',
  'UTC',
];

describe('the days of a place', () => {
  test('a fax stamped at eleven at night in Chicago counts for that day, not for the next one in Greenwich', () => {
    expect(localDate(new Date('2026-03-02T05:00:00Z'), 'America/Chicago')).toBe('2026-03-01');
    expect(localDate(new Date('2026-03-02T06:00:00Z'), 'America/Chicago')).toBe('2026-03-02');
  });

  test('the day ends with its last millisecond, in winter and in summer time', () => {
    expect(endOfLocalDay('2026-03-31', 'America/New_York').toISOString()).toBe('2026-04-01T03:59:59.999Z');
    expect(endOfLocalDay('2026-01-31', 'America/New_York').toISOString()).toBe('2026-02-01T04:59:59.999Z');
  });

  test('the days on which clocks change have 23 and 25 hours', () => {
    const hours = (date: string) =>
      (startOfLocalDay(addDays(date, 1), 'America/New_York').getTime() -
        startOfLocalDay(date, 'America/New_York').getTime()) /
      3_600_000;
    expect([hours('2026-03-08'), hours('2026-11-01'), hours('2026-06-01')]).toEqual([23, 25, 24]);
  });

  test('a day that begins at one in the morning begins there', () => {
    // Havana puts its clocks forward at midnight.
    expect(startOfLocalDay('2026-03-08', 'America/Havana').toISOString()).toBe('2026-03-08T05:00:00.000Z');
    expect(localDate(new Date('2026-03-08T04:59:59.999Z'), 'America/Havana')).toBe('2026-03-07');
  });

  test('anywhere, any day: the first and the last instant lie in it and their neighbours do not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), fc.constantFrom(...ZONES), (n, zone) => {
        const date = addDays('1990-01-01', n % 20_000);
        if (zone === 'Pacific/Kiritimati' && date <= '1995-01-01') return; // skipped a whole day that year
        const first = startOfLocalDay(date, zone);
        const last = endOfLocalDay(date, zone);
        expect(localDate(first, zone)).toBe(date);
        expect(localDate(new Date(first.getTime() - 1), zone)).toBe(addDays(date, -1));
        expect(localDate(last, zone)).toBe(date);
      }),
      { numRuns: 200 },
    );
  });

  test('a time zone that does not exist is refused', () => {
    expect(() => localDate(new Date(0), 'America/Springfield')).toThrow(RangeError);
  });
});
