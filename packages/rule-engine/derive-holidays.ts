// Legal holidays from their rules: a date, an n-th weekday of a month, or one proclaimed day, and where each is kept when it
// falls on a weekend. 5 U.S.C. 6103 is the pattern; a state may keep other days and move them otherwise.

import type { BusinessCalendar, DayOff } from './business-calendar.ts';
import { addDays, addMonths, type DateText, weekday } from './dates.ts';
import { valueInForce } from './effective.ts';
import type { CalendarValue, LegalHoliday, Observance, RuleOf } from './rule.ts';
import { doubtsAbout } from './ruling.ts';

/** As far as a business-day count is walked, with room for the day that is kept in the year before. */
const YEARS_AHEAD = 12;

/** Every day of a year that is kept, the ones that slip over its edge too. */
export function holidaysOf({ days }: CalendarValue, year: number): readonly DayOff[] {
  return days.flatMap((each) => {
    const falls = fallsOn(each, year);
    return falls === null ? [] : [{ on: keptOn(falls, each.observed), text: each.text, cite: each.cite }];
  });
}

/**
 * The calendar of a place by its rules in force on a day; undefined where none may act, so that only weekends are left out: a day
 * counted too many makes a due day earlier, which harms nobody.
 */
export function calendarBy(rules: readonly RuleOf<'calendar'>[], on: DateText): BusinessCalendar | undefined {
  const year = Number(on.slice(0, 4));
  const values = rules.flatMap((rule) => {
    const value = valueInForce(rule, on);
    return value === null || doubtsAbout(rule, value, on).length > 0 ? [] : [value];
  });
  if (values.length === 0) return undefined;
  const years = Array.from({ length: YEARS_AHEAD + 2 }, (_, index) => year - 1 + index);
  const kept = values.flatMap((value) => years.flatMap((each) => holidaysOf(value, each)));
  return {
    weekend: [6, 7],
    holidays: new Map(kept.map((each) => [each.on, each])),
    knownThrough: `${year + YEARS_AHEAD - 1}-12-31`,
  };
}

function fallsOn(holiday: LegalHoliday, year: number): DateText | null {
  switch (holiday.falls) {
    case 'once':
      return holiday.on.startsWith(`${year}-`) ? holiday.on : null;
    case 'date':
      return dayOf(year, holiday.month, holiday.day);
    case 'weekday':
      return addDays(nthWeekday(year, holiday), holiday.plus);
  }
}

function nthWeekday(year: number, holiday: { month: number; weekday: number; nth: number }): DateText {
  const first = dayOf(year, holiday.month, 1);
  if (holiday.nth < 0) {
    const last = addDays(addMonths(first, 1, 'last'), -1);
    return addDays(last, -((weekday(last) - holiday.weekday + 7) % 7));
  }
  return addDays(first, ((holiday.weekday - weekday(first) + 7) % 7) + (holiday.nth - 1) * 7);
}

function keptOn(day: DateText, observed: Observance): DateText {
  const on = weekday(day);
  if (on === 7 && observed !== 'not-moved') return addDays(day, 1);
  return on === 6 && observed === 'nearest-weekday' ? addDays(day, -1) : day;
}

function dayOf(year: number, month: number, day: number): DateText {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
