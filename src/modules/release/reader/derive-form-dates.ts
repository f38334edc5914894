import { addDays, addMonths, type DateText } from '../../../../packages/rule-engine/index.ts';
import { fold } from './form-page.ts';

const MONTHS = [
  ['january', 'jan', 'enero', 'ene'],
  ['february', 'feb', 'febrero'],
  ['march', 'mar', 'marzo'],
  ['april', 'apr', 'abril', 'abr'],
  ['may', 'mayo'],
  ['june', 'jun', 'junio'],
  ['july', 'jul', 'julio'],
  ['august', 'aug', 'agosto', 'ago'],
  ['september', 'sept', 'sep', 'septiembre', 'setiembre'],
  ['october', 'oct', 'octubre'],
  ['november', 'nov', 'noviembre'],
  ['december', 'dec', 'diciembre', 'dic'],
];
const NAMES = MONTHS.flat().join('|');

export interface FormDate {
  readonly on: DateText;
  /** Day and month could be the other way round. */
  readonly ambiguous: boolean;
  readonly from: number;
  readonly to: number;
}

/** Dates as forms in the United States write them, in English and Spanish; what is no day of the calendar is none. */
export function deriveFormDates(text: string): FormDate[] {
  const folded = fold(text).replaceAll('|', ' ');
  const found: FormDate[] = [];
  const add = (match: RegExpMatchArray, year: string, month: number, day: number, ambiguous = false) => {
    const on = dayOf(year, month, day);
    const from = match.index;
    if (on === undefined || from === undefined) return;
    if (!found.some((each) => from < each.to && each.from < from + match[0].length))
      found.push({ on, ambiguous, from, to: from + match[0].length });
  };
  for (const match of folded.matchAll(/\b(\d{4})-(\d{1,2})-(\d{1,2})\b/g))
    add(match, match[1] ?? '', Number(match[2]), Number(match[3]));
  for (const match of folded.matchAll(/\b(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4}|\d{2})\b/g)) {
    const [first, second] = [Number(match[1]), Number(match[2])];
    if (first > 12) add(match, match[3] ?? '', second, first);
    else add(match, match[3] ?? '', first, second, second <= 12 && first !== second);
  }
  for (const match of folded.matchAll(
    new RegExp(String.raw`\b(${NAMES})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b`, 'g'),
  ))
    add(match, match[3] ?? '', monthOf(match[1] ?? ''), Number(match[2]));
  for (const match of folded.matchAll(
    new RegExp(String.raw`\b(\d{1,2})(?:st|nd|rd|th)? (?:de |of |day of )?(${NAMES})\.?,?(?: de| del)? (\d{4})\b`, 'g'),
  ))
    add(match, match[3] ?? '', monthOf(match[2] ?? ''), Number(match[1]));
  return found.sort((a, b) => a.from - b.from);
}

const UNITS: Readonly<Record<string, 'day' | 'month' | 'year'>> = {
  ...{ day: 'day', days: 'day', dia: 'day', dias: 'day' },
  ...{ month: 'month', months: 'month', mes: 'month', meses: 'month' },
  ...{ year: 'year', years: 'year', ano: 'year', anos: 'year' },
};
const COUNTS: Readonly<Record<string, number>> = {
  ...{ one: 1, two: 2, three: 3, six: 6, twelve: 12, thirty: 30, sixty: 60, ninety: 90 },
  ...{ un: 1, una: 1, dos: 2, tres: 3, seis: 6, doce: 12, noventa: 90 },
};

/** `12 months`, `one (1) year`, `90 dias`: how long it holds from the day of signing. */
export function derivePeriod(text: string): { readonly count: number; readonly unit: 'day' | 'month' | 'year' } | null {
  const match =
    /\b(\d{1,3}|one|two|three|six|twelve|thirty|sixty|ninety|una?|dos|tres|seis|doce|noventa)(?: ?\(\d{1,3}\))?[ -](days?|months?|years?|dias?|mes(?:es)?|anos?)\b/.exec(
      fold(text).replaceAll('|', ' '),
    );
  const unit = UNITS[match?.[2] ?? ''];
  const count = COUNTS[match?.[1] ?? ''] ?? Number(match?.[1]);
  return unit === undefined || !Number.isInteger(count) || count < 1 ? null : { count, unit };
}

export function afterPeriod(from: DateText, period: NonNullable<ReturnType<typeof derivePeriod>>): DateText {
  const { count, unit } = period;
  return unit === 'day' ? addDays(from, count) : addMonths(from, unit === 'year' ? count * 12 : count, 'last');
}

function monthOf(name: string): number {
  return MONTHS.findIndex((names) => names.includes(name)) + 1;
}

function dayOf(year: string, month: number, day: number): DateText | undefined {
  const full = year.length === 2 ? `20${year}` : year;
  const text = `${full}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return isDay && Number(full) >= 1900 && Number(full) <= 2199 ? text : undefined;
}
