/** Controls, and the marks that reverse what follows: they could make a name read as another. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;

/** A value as one line of text: composed letters, plain spaces, nothing invisible. Values are never markup. */
export function plainLine(value: string): string {
  return value
    .normalize('NFC')
    .replace(/[\s\u00a0\u2028\u2029]+/g, ' ')
    .replace(INVISIBLE, '')
    .trim();
}

/** Dates and numbers as people of that language write them where the facility stands. */
export function localeOf(language: string, country: string): string {
  return `${language}-${country}`;
}

/** `YYYY-MM-DD` in words. */
export function dayInWords(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** The calendar day in a time zone, `YYYY-MM-DD`: a letter carries the day of its facility. */
export function dayAt(zone: string, now: Date): string {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(now);
}
