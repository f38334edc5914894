import { type DateOrder } from '../dates.ts';

/**
 * A day as people at a desk type it: `2024-03-05`, `3/5/2024`, `030524`, `5 Mar 2024`, `t`, `t-3`. The order of day and
 * month follows the facility; where the numbers leave only one reading, that one is taken. Pure.
 */
export interface DayRules {
  readonly order: DateOrder;
  /** The day it is at the facility, `YYYY-MM-DD`. */
  readonly today: string;
  /** A birth date lies in the past, an expiry often ahead: decides which century a two-digit year means. */
  readonly lies?: 'past' | 'any';
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

export function parseDay(text: string, rules: DayRules): string | undefined {
  const typed = text.trim().toLowerCase();
  return (
    relativeDay(typed, rules.today) ??
    isoDay(typed) ??
    worded(typed, rules) ??
    separated(typed, rules) ??
    solid(typed, rules)
  );
}

function relativeDay(typed: string, today: string): string | undefined {
  const match = /^(?:t|today)\s*(?:([+-])\s*(\d{1,3}))?$/.exec(typed);
  if (match !== null) {
    const days = Number(match[2] ?? 0) * (match[1] === '-' ? -1 : 1);
    return new Date(Date.parse(`${today}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  }
  return typed === 'yesterday' ? relativeDay('t-1', today) : undefined;
}

function isoDay(typed: string): string | undefined {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(typed);
  return match === null ? undefined : day(Number(match[1]), Number(match[2]), Number(match[3]));
}

function worded(typed: string, rules: DayRules): string | undefined {
  const words = typed.split(/[\s,./-]+/).filter((word) => word !== '');
  if (words.length !== 3) return undefined;
  const at = words.findIndex((word) => word.length >= 3 && MONTHS.includes(word.slice(0, 3)) && /^[a-z]+$/.test(word));
  if (at === -1) return undefined;
  const month = MONTHS.indexOf((words[at] ?? '').slice(0, 3)) + 1;
  const [first = '', second = ''] = words.filter((_, index) => index !== at);
  if (!/^\d{1,4}$/.test(first) || !/^\d{1,4}$/.test(second)) return undefined;
  const [date, year] = first.length === 4 ? [second, first] : [first, second];
  return day(fullYear(year, month, Number(date), rules), month, Number(date));
}

function separated(typed: string, rules: DayRules): string | undefined {
  const match = /^(\d{1,2})[\s./-](\d{1,2})[\s./-](\d{2}|\d{4})$/.exec(typed);
  return match === null ? undefined : inOrder(match[1] ?? '', match[2] ?? '', match[3] ?? '', rules);
}

function solid(typed: string, rules: DayRules): string | undefined {
  if (!/^(\d{6}|\d{8})$/.test(typed)) return undefined;
  if (typed.length === 8 && /^(19|20)/.test(typed)) {
    const iso = day(Number(typed.slice(0, 4)), Number(typed.slice(4, 6)), Number(typed.slice(6)));
    if (iso !== undefined && (rules.order === 'ymd' || Number(typed.slice(0, 2)) > 12)) return iso;
  }
  return inOrder(typed.slice(0, 2), typed.slice(2, 4), typed.slice(4), rules);
}

/** The facility's order first, the other when the first gives no day (`25/12/2024` at a site that writes the month first). */
function inOrder(first: string, second: string, year: string, rules: DayRules): string | undefined {
  const monthFirst = [Number(first), Number(second)] as const;
  const dayFirst = [Number(second), Number(first)] as const;
  for (const [month, date] of rules.order === 'dmy' ? [dayFirst, monthFirst] : [monthFirst, dayFirst]) {
    const found = day(fullYear(year, month, date, rules), month, date);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Two digits: the nearest such year that is not ahead (birth dates), or at most 20 years ahead (everything else). */
function fullYear(year: string, month: number, date: number, rules: DayRules): number {
  if (year.length === 4) return Number(year);
  if (year.length !== 2) return Number.NaN;
  const thisYear = Number(rules.today.slice(0, 4));
  const guess = thisYear - (thisYear % 100) + Number(year);
  if (rules.lies === 'past') {
    const key = `${guess}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
    return key > rules.today ? guess - 100 : guess;
  }
  return guess > thisYear + 20 ? guess - 100 : guess;
}

/** `YYYY-MM-DD`, or nothing where the calendar has no such day. Years outside 1850-2150 are slips of the finger. */
function day(year: number, month: number, date: number): string | undefined {
  if (!(year >= 1850 && year <= 2150)) return undefined;
  const at = new Date(Date.UTC(year, month - 1, date));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== date || month < 1) return undefined;
  return at.toISOString().slice(0, 10);
}
