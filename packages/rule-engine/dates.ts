// Calendar arithmetic on days without time. A legal period counts days, not hours, so nothing here knows an instant or
// a zone (zone.ts does). Day numbers count from 1970-01-01.

/** 'YYYY-MM-DD'. */
export type DateText = string;

const DAY_MS = 86_400_000;
const DATE_TEXT = /^(\d{4})-(\d{2})-(\d{2})$/;

export function isDateText(text: string): boolean {
  const parts = DATE_TEXT.exec(text);
  return parts !== null && toDateText(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]))) === text;
}

export function dayNumber(date: DateText): number {
  const parts = DATE_TEXT.exec(date);
  if (parts === null || !isDateText(date)) throw new RangeError(`not a calendar day: ${date}`);
  return Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / DAY_MS;
}

export function fromDayNumber(day: number): DateText {
  return toDateText(day * DAY_MS);
}

export function addDays(date: DateText, days: number): DateText {
  return fromDayNumber(dayNumber(date) + days);
}

export function daysBetween(from: DateText, to: DateText): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * The same day of the month, `months` later (or earlier when negative). Where that month has no such day, `onMissing`
 * says which neighbour to take: 'last' the last day of the month, 'next' the first of the next one.
 */
export function addMonths(date: DateText, months: number, onMissing: 'last' | 'next'): DateText {
  dayNumber(date); // refuses a day that does not exist
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const target = new Date(Date.UTC(year, month - 1 + months, 1));
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  if (day <= lastDay) return toDateText(Date.UTC(target.getUTCFullYear(), target.getUTCMonth(), day));
  return onMissing === 'last'
    ? toDateText(Date.UTC(target.getUTCFullYear(), target.getUTCMonth(), lastDay))
    : toDateText(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 1));
}

/** ISO weekday, 1 Monday to 7 Sunday. Day 0 (1970-01-01) was a Thursday. */
export function weekday(date: DateText): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

function toDateText(ms: number): DateText {
  return new Date(ms).toISOString().slice(0, 10);
}
