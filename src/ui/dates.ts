/** Instants are shown in the facility's zone, never the browser's: a legal clock runs where the records are kept. */
export type DateOrder = 'ymd' | 'mdy' | 'dmy';

export interface Calendar {
  readonly zone: string;
  readonly order: DateOrder;
  readonly locale: string;
}

/** The order in which the people of a country write a day; ISO where we do not know. */
export function dateOrderOf(country: string): DateOrder {
  if (country === 'US') return 'mdy';
  return ['GB', 'IE', 'AU', 'NZ', 'DE', 'FR', 'ES', 'IT', 'AT', 'CH', 'NL', 'BE', 'PT'].includes(country)
    ? 'dmy'
    : 'ymd';
}

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

function arrange({ year, month, day }: Parts, order: DateOrder): string {
  if (order === 'mdy') return `${month}/${day}/${year}`;
  if (order === 'dmy') return `${day}/${month}/${year}`;
  return `${year}-${month}-${day}`;
}

/** A day without a time (`YYYY-MM-DD`, as all dates travel); it has no zone and never shifts. */
export function formatDay(day: string, calendar: Calendar): string {
  const [year, month, date] = day.split('-');
  if (year === undefined || month === undefined || date === undefined) return day;
  return arrange({ year, month, day: date.slice(0, 2) }, calendar.order);
}

/** A due date carries its weekday: people plan by it. */
export function formatDueDay(day: string, calendar: Calendar): string {
  return `${weekdayOf(day, calendar.locale)} ${formatDay(day, calendar)}`;
}

/** A month of the calendar (`YYYY-MM`) in words. */
export function formatMonth(month: string, { locale }: Calendar): string {
  const at = new Date(`${month}-01T00:00Z`);
  if (Number.isNaN(at.getTime())) return month;
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at);
}

export function weekdayOf(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(
    new Date(`${day.slice(0, 10)}T00:00Z`),
  );
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function partsIn(zone: string, instant: Date): Record<string, string> {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(zone, formatter);
  }
  return Object.fromEntries(formatter.formatToParts(instant).map(({ type, value }) => [type, value]));
}

/** The day it is at the facility at this instant, as `YYYY-MM-DD`. */
export function dayIn(zone: string, instant: Date): string {
  const { year, month, day } = partsIn(zone, instant);
  return `${year}-${month}-${day}`;
}

/**
 * The instant at which a day begins (or the one at which the next begins) at the facility, as ISO text. The zone's
 * offset is found by asking what the clock there shows, twice, so that a change of summer time on that day counts.
 */
export function instantOf(day: string, zone: string, edge: 'begin' | 'end' = 'begin'): string {
  const wanted = Date.parse(`${day}T00:00Z`) + (edge === 'end' ? 86_400_000 : 0);
  let at = wanted;
  for (let look = 0; look < 2; look++) {
    const { hour, minute } = partsIn(zone, new Date(at));
    const shown = Date.parse(`${dayIn(zone, new Date(at))}T${hour}:${minute}Z`);
    at += wanted - shown;
  }
  return new Date(at).toISOString();
}

export function formatInstant(instant: string | Date, calendar: Calendar): string {
  const at = typeof instant === 'string' ? new Date(instant) : instant;
  if (Number.isNaN(at.getTime())) return String(instant);
  const { hour, minute } = partsIn(calendar.zone, at);
  return `${formatDay(dayIn(calendar.zone, at), calendar)} ${hour}:${minute}`;
}

/** How long something has waited: the largest unit that says enough. `now` is a value, as everywhere. */
export interface Age {
  readonly unit: 'minutes' | 'hours' | 'days';
  readonly count: number;
}

export function ageOf(since: string | Date, now: Date): Age {
  const minutes = Math.max(0, Math.floor((now.getTime() - new Date(since).getTime()) / 60_000));
  if (minutes < 60) return { unit: 'minutes', count: minutes };
  if (minutes < 48 * 60) return { unit: 'hours', count: Math.floor(minutes / 60) };
  return { unit: 'days', count: Math.floor(minutes / (24 * 60)) };
}

/** Completed years on a given day, as an age is counted. */
export function yearsBetween(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5, 10) < birth.slice(5, 10) ? years - 1 : years;
}
