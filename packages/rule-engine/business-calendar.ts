// Business and working days. Which days count is law of the place (its weekend, its legal holidays), so it is passed in.
// Statutes say "business" in one place and "working" in another without a different meaning we could verify; both are
// counted on the same calendar, and the word of the statute is kept in the rule's unit.

import { addDays, weekday, type DateText } from './dates.ts';

/** A legal holiday on the day on which it is kept. */
export interface DayOff {
  readonly on: DateText;
  readonly text: string;
  readonly cite: string;
}

export interface BusinessCalendar {
  /** ISO weekdays on which the facility is closed by habit, 6 Saturday and 7 Sunday in most places. */
  readonly weekend: readonly number[];
  readonly holidays: ReadonlyMap<DateText, DayOff>;
  /** The last day for which holidays are entered; counting past it warns. Null: kept without end. */
  readonly knownThrough: DateText | null;
}

export const WEEKENDS_ONLY: BusinessCalendar = { weekend: [6, 7], holidays: new Map(), knownThrough: null };

const MAX_DAYS_WALKED = 4_000; // eleven years; no statute counts that far in business days

export function isBusinessDay(calendar: BusinessCalendar, date: DateText): boolean {
  return !calendar.weekend.includes(weekday(date)) && !calendar.holidays.has(date);
}

/** The n-th business day after a day; the day itself is not counted. */
export function addBusinessDays(calendar: BusinessCalendar, date: DateText, n: number): DateText {
  let day = date;
  let counted = 0;
  for (let walked = 0; counted < n; walked += 1) {
    if (walked >= MAX_DAYS_WALKED)
      throw new RangeError(`no ${n} business days within ${MAX_DAYS_WALKED} days of ${date}`);
    day = addDays(day, 1);
    if (isBusinessDay(calendar, day)) counted += 1;
  }
  return day;
}

/** The holidays from the day after `from` up to and with `to` that would else have been business days. */
export function daysOffBetween(calendar: BusinessCalendar, from: DateText, to: DateText): readonly DayOff[] {
  return [...calendar.holidays.values()]
    .filter(({ on }) => on > from && on <= to && !calendar.weekend.includes(weekday(on)))
    .sort((left, right) => (left.on < right.on ? -1 : 1));
}
