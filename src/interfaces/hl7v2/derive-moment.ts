/** HL7 TS/DTM: `YYYY[MM[DD[HH[MM[SS[.S]]]]]][+-ZZZZ]`. */
const WRITTEN = /^(\d{4})(\d{2})?(\d{2})?(?:(\d{2})(\d{2})?(\d{2})?(?:\.\d{1,4})?)?([+-]\d{4})?$/;

/** The moment, in the sender's zone where it says one, else UTC; undefined when there is no such moment. */
export function deriveMoment(written: string | undefined): Date | undefined {
  const match = WRITTEN.exec(written?.trim() ?? '');
  if (match === null) return undefined;
  const [, year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00', zone = '+0000'] = match;
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}${zone.slice(0, 3)}:${zone.slice(3)}`;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) || !dayExists(year, month, day) ? undefined : at;
}

export interface WrittenDay {
  /** YYYY-MM-DD, unknown parts 01. */
  readonly day: string;
  readonly precision: 'day' | 'month' | 'year';
}

export function deriveDay(written: string | undefined): WrittenDay | undefined {
  const match = WRITTEN.exec(written?.trim() ?? '');
  if (match === null) return undefined;
  const [, year = '', month, day] = match;
  if (!dayExists(year, month ?? '01', day ?? '01')) return undefined;
  return {
    day: `${year}-${month ?? '01'}-${day ?? '01'}`,
    precision: day !== undefined ? 'day' : month !== undefined ? 'month' : 'year',
  };
}

function dayExists(year: string, month: string, day: string): boolean {
  const at = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.getUTCDate() === Number(day);
}
