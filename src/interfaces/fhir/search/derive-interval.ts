/** Both ends belong to it. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

const INSTANT = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** The time a FHIR date, dateTime or instant covers, in milliseconds since 1970; without a zone it is UTC. */
export function readInstant(text: string): Interval | undefined {
  const match = INSTANT.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const at = (y: number, mo: number, d: number, h: number, mi: number, s: number, ms: number) =>
    Date.UTC(y, mo, d, h, mi, s, ms) - offsetOf(zone);
  const y = Number(year);
  const mo = month === undefined ? 0 : Number(month) - 1;
  const d = day === undefined ? 1 : Number(day);
  const h = Number(hour ?? 0);
  const mi = Number(minute ?? 0);
  const s = Number(second ?? 0);
  const ms = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
  const low = at(y, mo, d, h, mi, s, ms);
  const next =
    month === undefined
      ? at(y + 1, 0, 1, 0, 0, 0, 0)
      : day === undefined
        ? at(y, mo + 1, 1, 0, 0, 0, 0)
        : hour === undefined
          ? at(y, mo, d + 1, 0, 0, 0, 0)
          : second === undefined
            ? at(y, mo, d, h, mi + 1, 0, 0)
            : fraction === undefined
              ? at(y, mo, d, h, mi, s + 1, 0)
              : low + 1;
  return { low, high: next - 1 };
}

/** The numbers that a decimal stands for by its digits: 100 is 99.5 to 100.5, 1e2 is 50 to 150 (FHIR R4 search.html#number). */
export function readNumber(text: string): Interval | undefined {
  const match = /^[+-]?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
  if (match === null) return undefined;
  const half = 0.5 * 10 ** (Number(match[3] ?? 0) - (match[2]?.length ?? 0));
  return { low: Number(text) - half, high: Number(text) + half };
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}
