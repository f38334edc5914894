import { describe, expect, it } from 'vitest';
import { parseDay, type DayRules } from './parse-day.ts';

const us: DayRules = { order: 'mdy', today: '2026-11-23' };
const uk: DayRules = { order: 'dmy', today: '2026-11-23' };

describe('A date can be typed the way people write it', () => {
  const march5 = '2024-03-05';
  it.each([
    '2024-03-05',
    '2024/3/5',
    '3/5/2024',
    '03-05-24',
    '3.5.24',
    '030524',
    '03052024',
    '5 Mar 2024',
    'march 5, 2024',
    '5-mar-24',
  ])('%s in the United States is 5 March 2024', (typed) => expect(parseDay(typed, us)).toBe(march5));
  it.each(['5/3/2024', '05.03.24', '050324', '05032024', '5 march 2024'])('%s in Britain is 5 March 2024', (typed) =>
    expect(parseDay(typed, uk)).toBe(march5),
  );
  it('takes the only reading that is a day, whatever the order', () => {
    expect(parseDay('25/12/2024', us)).toBe('2024-12-25');
    expect(parseDay('12/25/2024', uk)).toBe('2024-12-25');
  });
  it('counts from today', () => {
    expect([parseDay('t', us), parseDay('T-3', us), parseDay('today+1', us), parseDay('yesterday', us)]).toEqual([
      '2026-11-23',
      '2026-11-20',
      '2026-11-24',
      '2026-11-22',
    ]);
  });
  it('reads eight digits that begin with a year as a year', () => {
    expect(parseDay('20240305', us)).toBe(march5);
    expect(parseDay('19990115', uk)).toBe('1999-01-15');
  });
  it('puts a two-digit birth year in the past, any other at most twenty years ahead', () => {
    expect(parseDay('11/24/26', { ...us, lies: 'past' })).toBe('1926-11-24');
    expect(parseDay('11/23/26', { ...us, lies: 'past' })).toBe('2026-11-23');
    expect(parseDay('1/1/40', us)).toBe('2040-01-01');
    expect(parseDay('1/1/60', us)).toBe('1960-01-01');
  });
  it('refuses days the calendar does not have', () => {
    for (const typed of ['2/30/2024', '2023-02-29', '13/13/2024', '0/5/2024', '1/1/1492', 'soon', '12', '']) {
      expect(parseDay(typed, us), typed).toBeUndefined();
    }
    expect(parseDay('29 feb 2024', us)).toBe('2024-02-29');
  });
});
