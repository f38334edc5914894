import type { LegacyField, LegacyMap } from './contract.ts';

export type RowFinding =
  'columns-differ' | 'path-missing' | 'path-refused' | 'bad-pages' | 'bad-date' | 'bad-birth-date' | 'type-unknown';

/** A row of an index in our words. */
export interface RowFacts {
  readonly mrn: string | undefined;
  readonly names: readonly string[];
  /** YYYY-MM-DD. */
  readonly birthDate: string | undefined;
  readonly visit: string | undefined;
  readonly typeCode: string | undefined;
  readonly date: string | undefined;
  readonly title: string | undefined;
  readonly author: string | undefined;
  /** Below the folder, with `/` between. */
  readonly path: string | undefined;
  readonly pages: { readonly first: number; readonly last: number } | undefined;
  readonly originalId: string | undefined;
  readonly findings: readonly RowFinding[];
}

const MAX_PATH = 1_000;
const MAX_TITLE = 300;
const MAX_AUTHOR = 200;
const MAX_ID = 200;

/** Reads one row by the map; whatever is wrong is a finding, never an exception. */
export function evaluateRow(
  row: Readonly<Record<string, string>> | undefined,
  map: LegacyMap,
  options: { isType: (code: string) => boolean; today: string },
): RowFacts {
  const findings: RowFinding[] = [];
  if (row === undefined) return { ...NOTHING, findings: ['columns-differ'] };
  const say = (field: LegacyField): string | undefined => {
    const column = map.columns[field];
    const value = column === undefined ? '' : (row[column] ?? '').normalize('NFC').trim();
    return value === '' ? undefined : value;
  };
  const dateOf = (field: 'date' | 'birthDate', finding: RowFinding) => {
    const text = say(field);
    const date = text === undefined ? undefined : readDay(text, map.dateOrder);
    if (text !== undefined && (date === undefined || date > options.today)) findings.push(finding);
    return date === undefined || date > options.today ? undefined : date;
  };
  const path = safePath(say('file'));
  if (path === undefined) findings.push(say('file') === undefined ? 'path-missing' : 'path-refused');
  const pages = pagesOf(say('firstPage'), say('lastPage'), say('pages'));
  if (pages === 'bad') findings.push('bad-pages');
  const date = dateOf('date', 'bad-date');
  const birthDate = dateOf('birthDate', 'bad-birth-date');
  const typeCode = typeOf(say('type'), map, options.isType);
  if (typeCode === undefined) findings.push('type-unknown');
  return {
    mrn: say('mrn'),
    names: [say('family'), say('given'), say('name')].flatMap((part) => part?.split(/[\s,^]+/).filter(Boolean) ?? []),
    birthDate,
    visit: say('visit'),
    typeCode,
    date,
    title: say('title')?.slice(0, MAX_TITLE),
    author: say('author')?.slice(0, MAX_AUTHOR),
    path,
    pages: pages === 'bad' ? undefined : pages,
    originalId: say('originalId')?.slice(0, MAX_ID),
    findings,
  };
}

const NOTHING: Omit<RowFacts, 'findings'> = {
  ...{ mrn: undefined, names: [], birthDate: undefined, visit: undefined, typeCode: undefined, date: undefined },
  ...{ title: undefined, author: undefined, path: undefined, pages: undefined, originalId: undefined },
};

/** Only what lies below the folder: no drive, no root, no step upwards, no control character. */
function safePath(text: string | undefined): string | undefined {
  if (text === undefined || text.length > MAX_PATH) return undefined;

  if (/[\u0000-\u001f\u007f]/.test(text) || /^[A-Za-z]:/.test(text)) return undefined;
  const steps = text.replaceAll('\\', '/').split('/');
  if (steps[0] === '' || steps.includes('..')) return undefined;
  const path = steps.filter((step) => step !== '' && step !== '.').join('/');
  return path === '' ? undefined : path;
}

function pagesOf(
  first: string | undefined,
  last: string | undefined,
  range: string | undefined,
): RowFacts['pages'] | 'bad' {
  const [from, to] = range === undefined ? [first, last] : (range.split(/\s*[-–]\s*/) as [string, string?]);
  if (from === undefined && to === undefined) return undefined;
  const [a, b] = [Number(from ?? '1'), Number(to ?? from)];
  return Number.isInteger(a) && Number.isInteger(b) && a >= 1 && b >= a && b <= 100_000 ? { first: a, last: b } : 'bad';
}

function typeOf(value: string | undefined, map: LegacyMap, isType: (code: string) => boolean): string | undefined {
  const code =
    value === undefined ? map.type : (map.types?.[value] ?? (isType(value) ? value : undefined) ?? undefined);
  return code !== undefined && isType(code) ? code : undefined;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `2004-03-09`, `03/09/2004`, `9.3.2004`, `20040309`, `9 Mar 2004`, with or without a time. A year of two digits is no date. */
export function readDay(text: string, order: LegacyMap['dateOrder']): string | undefined {
  const day =
    text
      .trim()
      .split(/[T]|\s+\d{1,2}:/)[0]
      ?.trim() ?? '';
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(day) ?? /^(\d{4})(\d{2})(\d{2})(?:\d{4,6})?$/.exec(day);
  if (iso !== null) return calendarDay(iso[1], iso[2], iso[3]);
  const digits = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(day);
  if (digits !== null)
    return order === 'dmy'
      ? calendarDay(digits[3], digits[2], digits[1])
      : order === 'mdy'
        ? calendarDay(digits[3], digits[1], digits[2])
        : undefined;
  const words = /^(\d{1,2})[-\s.]+([A-Za-z]{3,9})\.?[-\s,]+(\d{4})$/.exec(day);
  const american = /^([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})$/.exec(day);
  const [dayOf, month, year] =
    words !== null ? [words[1], words[2], words[3]] : american !== null ? [american[2], american[1], american[3]] : [];
  const at = MONTHS.indexOf((month ?? '').slice(0, 3).toLowerCase());
  return at === -1 ? undefined : calendarDay(year, String(at + 1), dayOf);
}

function calendarDay(year = '', month = '', day = ''): string | undefined {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return Number(year) >= 1850 && !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text
    ? text
    : undefined;
}
