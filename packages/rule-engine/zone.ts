// Between instants and the days of a place. The receipt date-stamp is an instant; the law counts local days from it.

import { addDays, dayNumber, type DateText } from './dates.ts';

const formats = new Map<string, Intl.DateTimeFormat>();
const MAX_ZONES = 700; // the IANA list has about 600 names; more means somebody feeds us invented ones

/** The calendar day on which an instant falls in an IANA time zone. Throws RangeError for a zone that does not exist. */
export function localDate(instant: Date, zone: string): DateText {
  const { year, month, day } = wallClock(instant.getTime(), zone);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/**
 * The first instant of a local day. Usually midnight; where clocks are put forward at midnight (Havana, Beirut) the day
 * begins at one o'clock. An offset is between -12 and +14 hours, so the answer lies in that span around UTC midnight:
 * binary search for the first instant whose local date is the day asked for.
 */
export function startOfLocalDay(date: DateText, zone: string): Date {
  const utcMidnight = dayNumber(date) * 86_400_000;
  let before = utcMidnight - 15 * 3_600_000;
  let atOrAfter = utcMidnight + 13 * 3_600_000;
  for (let step = 0; step < 40 && atOrAfter - before > 1; step += 1) {
    const middle = Math.floor((before + atOrAfter) / 2);
    if (localDate(new Date(middle), zone) >= date) atOrAfter = middle;
    else before = middle;
  }
  return new Date(atOrAfter);
}

/** The last millisecond of a local day: something due that day is late only after this instant. */
export function endOfLocalDay(date: DateText, zone: string): Date {
  return new Date(startOfLocalDay(addDays(date, 1), zone).getTime() - 1);
}

function wallClock(ms: number, zone: string): { year: number; month: number; day: number } {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
    if (formats.size >= MAX_ZONES) formats.clear();
    formats.set(zone, format);
  }
  const found = { year: 0, month: 0, day: 0 };
  for (const part of format.formatToParts(ms)) {
    if (part.type === 'year' || part.type === 'month' || part.type === 'day') found[part.type] = Number(part.value);
  }
  return found;
}
