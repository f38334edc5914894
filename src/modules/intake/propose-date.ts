import { deriveZone, type Evidence, type PageText } from './evidence.ts';

/** What stands before the date a document is of, most telling first. A birth date is none. */
const LABELS: readonly (readonly [RegExp, number])[] = [
  [
    /\b(date of service|service date|dos|date of procedure|date of surgery|date of operation|collected|collection date|date collected)\s*[:.]?\s*$/i,
    0.9,
  ],
  [/\b(discharge date|date of discharge|date discharged|discharged)\s*[:.]?\s*$/i, 0.8],
  [/\b(admission date|date of admission|date admitted|admitted)\s*[:.]?\s*$/i, 0.7],
  [/\b(date signed|signed on|report date|dictated|date)\s*[:.]?\s*$/i, 0.6],
];
const NOT_OF_THE_DOCUMENT =
  /\b(dob|d\.o\.b\.?|birth|born|birthdate|expires?|expiration|due|fax(ed)?|received)\b[^\n]{0,12}$/i;
const UNLABELLED = 0.3;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DATE =
  /\b(\d{4})-(\d{1,2})-(\d{1,2})\b|\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d{1,2}),? (\d{4})\b/gi;
const MAX_DATES = 400;

export interface DateProposal {
  readonly date: string;
  readonly confidence: number;
  readonly evidence: Evidence;
}

/** The date the document is of: the best labelled one, never later than today, else the newest date on the first page. */
export function proposeDate(
  pages: readonly PageText[],
  options: { today: string; order: 'mdy' | 'dmy' },
): DateProposal[] {
  const found: DateProposal[] = [];
  for (const page of pages.slice(0, 3)) {
    let count = 0;
    for (const match of page.text.matchAll(DATE)) {
      if (++count > MAX_DATES) break;
      const date = dateOf(match, options.order, options.today);
      if (date === undefined || date > options.today) continue;
      const before = page.text.slice(Math.max(0, match.index - 40), match.index);
      if (NOT_OF_THE_DOCUMENT.test(before)) continue;
      const label = LABELS.find(([pattern]) => pattern.test(before));
      const zone = deriveZone(page, match[0]);
      found.push({
        date,
        confidence: label?.[1] ?? UNLABELLED,
        evidence: {
          how: label === undefined ? 'a date on the page' : 'a labelled date',
          ...(zone === undefined ? { more: { page: page.number } } : { zone }),
        },
      });
    }
  }
  const best = new Map<string, DateProposal>();
  for (const each of found) if ((best.get(each.date)?.confidence ?? 0) < each.confidence) best.set(each.date, each);
  return [...best.values()].sort((a, b) => b.confidence - a.confidence || (a.date < b.date ? 1 : -1)).slice(0, 3);
}

function dateOf(match: RegExpMatchArray, order: 'mdy' | 'dmy', today: string): string | undefined {
  const [, year, month, day, one, two, shortYear, monthName, monthDay, monthYear] = match;
  if (year !== undefined) return checked(year, month, day);
  if (monthName !== undefined)
    return checked(monthYear, String(MONTHS.indexOf(monthName.toLowerCase().slice(0, 3)) + 1), monthDay);
  const full = (shortYear ?? '').length === 2 ? century(shortYear ?? '', today) : shortYear;
  return (
    (order === 'mdy' ? checked(full, one, two) : checked(full, two, one)) ??
    (order === 'mdy' ? checked(full, two, one) : checked(full, one, two))
  );
}

/** Two digits are read as the past: 27 is 1927 while it is 2026. */
function century(year: string, today: string): string {
  const this_ = today.slice(0, 2);
  return year <= today.slice(2, 4) ? `${this_}${year}` : `${Number(this_) - 1}${year}`;
}

function checked(year: string | undefined, month: string | undefined, day: string | undefined): string | undefined {
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const [m, d] = [Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1 || d > new Date(Date.UTC(Number(year), m, 0)).getUTCDate() || Number(year) < 1900)
    return undefined;
  return `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}
