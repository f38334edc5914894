/** Where 3/4/1980 is read first as March the 4th (`mdy`) or the 3rd of April (`dmy`); the other reading stays possible. */
export interface DateHabit {
  readonly order: 'mdy' | 'dmy';
  /** YYYY-MM-DD. Nobody is born after it, and two-digit years are read by it. */
  readonly today: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const EARLIEST_YEAR = 1880;

const YEAR_FIRST = /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/;
const YEAR_LAST = /(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/;
const DAY_MONTH_YEAR = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?[-\\s]*${MONTH}[-,\\s]*(\\d{4}|\\d{2})(?!\\d)`,
  'i',
);
const MONTH_DAY_YEAR = new RegExp(`\\b${MONTH}[-\\s]*(\\d{1,2})(?:st|nd|rd|th)?,?[-\\s]+(\\d{4})(?!\\d)`, 'i');

/** The first date written in the text, its readings (likeliest first), and where it stands. */
export function findDate(text: string, habit: DateHabit): { start: number; end: number; dates: string[] } | undefined {
  for (const read of [yearFirst, yearLast, dayMonthYear, monthDayYear]) {
    const found = read(text, habit);
    if (found && found.dates.length > 0) return found;
  }
  return undefined;
}

/** Eight digits without a divider: 19800203, 02031980. */
export function datesInDigits(digits: string, habit: DateHabit): string[] {
  if (!/^\d{8}$/.test(digits)) return [];
  const at = (from: number, to: number): string => digits.slice(from, to);
  return unique([validDate(at(0, 4), at(4, 6), at(6, 8), habit), ...dayAndMonth(at(0, 2), at(2, 4), at(4, 8), habit)]);
}

export function isBirthYear(text: string, habit: DateHabit): boolean {
  return /^\d{4}$/.test(text) && Number(text) >= EARLIEST_YEAR && text <= habit.today.slice(0, 4);
}

type Found = { start: number; end: number; dates: string[] } | undefined;

function yearFirst(text: string, habit: DateHabit): Found {
  const match = YEAR_FIRST.exec(text);
  return match ? spanOf(match, [validDate(match[1], match[2], match[3], habit)]) : undefined;
}

function yearLast(text: string, habit: DateHabit): Found {
  const match = YEAR_LAST.exec(text);
  if (!match) return undefined;
  // A date divided by points has the day first wherever it is written.
  const order = match[2] === '.' ? 'dmy' : habit.order;
  return spanOf(match, dayAndMonth(match[1], match[3], match[4], { ...habit, order }));
}

function dayMonthYear(text: string, habit: DateHabit): Found {
  const match = DAY_MONTH_YEAR.exec(text);
  return match ? spanOf(match, [validDate(match[3], monthNumber(match[2]), match[1], habit)]) : undefined;
}

function monthDayYear(text: string, habit: DateHabit): Found {
  const match = MONTH_DAY_YEAR.exec(text);
  return match ? spanOf(match, [validDate(match[3], monthNumber(match[1]), match[2], habit)]) : undefined;
}

function dayAndMonth(
  a: string | undefined,
  b: string | undefined,
  year: string | undefined,
  habit: DateHabit,
): string[] {
  const monthFirst = validDate(year, a, b, habit);
  const dayFirst = validDate(year, b, a, habit);
  return unique(habit.order === 'mdy' ? [monthFirst, dayFirst] : [dayFirst, monthFirst]);
}

function validDate(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  { today }: DateHabit,
): string | undefined {
  if (!year || !month || !day) return undefined;
  const full = year.length === 4 ? year : centuryOf(year, today);
  const date = `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date) return undefined;
  return Number(full) >= EARLIEST_YEAR && date <= today ? date : undefined;
}

/** 26 is this century when that is not in the future; 80 is the last. */
function centuryOf(twoDigits: string, today: string): string {
  const century = today.slice(0, 2);
  return twoDigits <= today.slice(2, 4) ? century + twoDigits : String(Number(century) - 1) + twoDigits;
}

function monthNumber(name: string | undefined): string {
  return String(MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1);
}

function spanOf(match: RegExpExecArray, dates: (string | undefined)[]): Found {
  return { start: match.index, end: match.index + match[0].length, dates: unique(dates) };
}

function unique(dates: (string | undefined)[]): string[] {
  return [...new Set(dates.filter((date) => date !== undefined))];
}
