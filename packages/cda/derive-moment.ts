const TS = /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.\d+)?)?)?)?)?)?([+-]\d{2}:?\d{2})?$/;

/**
 * An HL7 time stamp (TS: `20120806103014-0500`) as FHIR writes it, as precise as it was said. A time of day without a zone is
 * a time nobody can place: the day is kept. So is that of a midnight in `-0000`, an offset that is not known (RFC 3339, 4.3):
 * senders write a bare day like that. Undefined for what is none, or is a day that does not exist.
 */
export function deriveMoment(ts: string | undefined): string | undefined {
  const match = TS.exec(ts?.trim() ?? '');
  if (match === null) return undefined;
  const [, year = '', month, day, hour, minute, second, zone] = match;
  if (month === undefined) return year;
  if (day === undefined) return Number(month) >= 1 && Number(month) <= 12 ? `${year}-${month}` : undefined;
  const date = `${year}-${month}-${day}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date) return undefined;
  if (hour === undefined || minute === undefined || zone === undefined) return date;
  if (/^-00:?00$/.test(zone) && `${hour}${minute}${second ?? '00'}` === '000000') return date;
  const offset = zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const moment = `${date}T${hour}:${minute}:${second ?? '00'}${offset}`;
  return Number.isNaN(Date.parse(moment)) ? date : moment;
}

/** The day, `YYYY-MM-DD`; undefined where it is less precise. */
export function deriveDay(ts: string | undefined): string | undefined {
  const moment = deriveMoment(ts);
  return moment !== undefined && moment.length >= 10 ? moment.slice(0, 10) : undefined;
}
