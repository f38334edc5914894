import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addBusinessDays, isBusinessDay, type BusinessCalendar } from './business-calendar.ts';
import { addDays, addMonths, daysBetween, isDateText, weekday } from './dates.ts';

const day = fc.integer({ min: -20_000, max: 40_000 }).map((n) => addDays('1970-01-01', n));

describe('days without time', () => {
  test('a day that does not exist is refused', () => {
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '', '2024-02-29x'].filter(isDateText)).toEqual([]);
    expect(isDateText('2024-02-29')).toBe(true);
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
  });

  test('adding days and counting them are opposites', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5_000, max: 5_000 }), (from, n) => {
        expect(daysBetween(from, addDays(from, n))).toBe(n);
      }),
    );
  });

  test('a month too short takes its last day or the first of the next, as asked', () => {
    expect(addMonths('2026-01-31', 1, 'last')).toBe('2026-02-28');
    expect(addMonths('2026-01-31', 1, 'next')).toBe('2026-03-01');
    expect(addMonths('2024-02-29', 72, 'last')).toBe('2030-02-28');
    expect(addMonths('2024-02-29', 72, 'next')).toBe('2030-03-01');
    expect(addMonths('2024-02-29', 48, 'next')).toBe('2028-02-29');
    expect(addMonths('2026-03-31', -1, 'last')).toBe('2026-02-28');
    expect(addMonths('2026-12-15', 1, 'last')).toBe('2027-01-15');
  });

  test('weekdays are numbered from Monday', () => {
    expect(weekday('2026-11-23')).toBe(1);
    expect(weekday('2026-11-29')).toBe(7);
    expect(weekday('1969-12-31')).toBe(3);
  });
});

describe('business days', () => {
  const calendar: BusinessCalendar = {
    weekend: [6, 7],
    holidays: new Map(
      ['2026-11-26', '2026-12-25'].map((on) => [on, { on, text: 'A holiday', cite: '5 U.S.C. 6103(a)' }]),
    ),
    knownThrough: '2026-12-31',
  };

  test('Thanksgiving and the weekend are passed over, the day of receipt is not counted', () => {
    expect(addBusinessDays(calendar, '2026-11-25', 1)).toBe('2026-11-27');
    expect(addBusinessDays(calendar, '2026-11-27', 1)).toBe('2026-11-30');
    expect(addBusinessDays(calendar, '2026-11-23', 15)).toBe('2026-12-15');
  });

  test('the n-th business day is a business day, and n of them lie in between', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, n) => {
        const end = addBusinessDays(calendar, from, n);
        const counted = Array.from({ length: daysBetween(from, end) }, (_, i) => addDays(from, i + 1));
        expect(counted.filter((date) => isBusinessDay(calendar, date))).toHaveLength(n);
        expect(isBusinessDay(calendar, end)).toBe(true);
      }),
    );
  });

  test('a calendar without any business day is refused instead of walked for ever', () => {
    const never: BusinessCalendar = { weekend: [1, 2, 3, 4, 5, 6, 7], holidays: new Map(), knownThrough: null };
    expect(() => addBusinessDays(never, '2026-01-01', 1)).toThrow(RangeError);
  });
});
