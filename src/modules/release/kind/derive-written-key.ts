/** Words that say what follows and name nobody. */
const FILLERS = new Set([
  ...['born', 'birth', 'birthdate', 'date', 'dob', 'of', 'name', 'patient', 'mrn', 'no', 'number', 'ssn', 'claim'],
  ...['policy', 'member', 'id', 'the', 'mr', 'mrs', 'ms', 'dr'],
]);
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const DAY_MONTH = new RegExp(`\\b(\\d{1,2})\\.?\\s+${MONTH}\\.?,?\\s+(\\d{4})\\b`, 'gi');
const MONTH_DAY = new RegExp(`\\b${MONTH}\\.?\\s+(\\d{1,2}),?\\s+(\\d{4})\\b`, 'gi');
const DATES = /\b(\d{4})-(\d{1,2})-(\d{1,2})\b|\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b/g;

/**
 * Name and birth date out of what a requester wrote of the patient, in an order that does not depend on theirs, so that the
 * same person written twice is found again. Null without a date: a name alone is many people.
 */
export function deriveWrittenKey(written: string | null | undefined): string | null {
  if (written == null) return null;
  const days: string[] = [];
  const numbered = (month: string) => String(MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1);
  const plain = written
    .replace(DAY_MONTH, (_all, day: string, month: string, year: string) => `${year}-${numbered(month)}-${day}`)
    .replace(MONTH_DAY, (_all, month: string, day: string, year: string) => `${year}-${numbered(month)}-${day}`);
  const rest = plain.replace(DATES, (_all, year, month, day, first, second, late) => {
    const y = (year ?? late) as string;
    const [m, d] = year === undefined ? inOrder(Number(first), Number(second)) : [Number(month), Number(day)];
    days.push(`${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`);
    return ' ';
  });
  const words = rest
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1 && !FILLERS.has(word));
  if (days.length === 0 || words.length === 0) return null;
  return [...new Set(words)]
    .sort()
    .concat([...new Set(days)].sort())
    .join(' ')
    .slice(0, 200);
}

/** Month first, as most requesters here write; where that is no month, the other way round. */
function inOrder(first: number, second: number): [number, number] {
  return first > 12 ? [second, first] : [first, second];
}
