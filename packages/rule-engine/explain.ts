// A rule in words a person at the desk can read and quote.

import type { Condition } from './condition.ts';
import { citationsOf, valueInForce } from './effective.ts';
import type { DateText } from './dates.ts';
import { printRate } from './money.ts';
import type { Dated, Duration, FeeLine, LegalHoliday, Rule, RuleKind, RuleOf, ValueOf } from './rule.ts';
import { doubtsAbout } from './ruling.ts';

export interface Explanation {
  readonly ruleId: string;
  readonly version: string;
  readonly title: string;
  readonly sentence: string;
  readonly citations: readonly string[];
  /** What is in force on the day asked about, one phrase each; empty when nothing is. */
  readonly inForce: readonly string[];
  readonly from: DateText | null;
  readonly until: DateText | null;
  readonly acts: boolean;
  readonly warnings: readonly string[];
}

export function explain(rule: Rule, on: DateText): Explanation {
  const value = valueInForce<RuleKind>(rule, on);
  const warnings = value === null ? [`Not in force on ${on}.`] : doubtsAbout(rule, value, on);
  return {
    ruleId: rule.id,
    version: rule.version,
    title: rule.title,
    sentence: rule.description,
    citations: citationsOf(rule),
    inForce: value === null ? [] : describeValue(rule, value),
    from: value?.from ?? null,
    until: value?.until ?? null,
    acts: value !== null && warnings.length === 0,
    warnings,
  };
}

type Describers = { readonly [K in RuleKind]: (value: ValueOf[K]) => string[] };

const DESCRIBERS: Describers = {
  clock: ({ extension, starts, pauses, ...period }) => [
    `${printDuration(period)} after ${printFact(starts)}`,
    ...(extension === null
      ? []
      : [
          `may be extended ${extension.times === 1 ? 'once' : `${extension.times} times`} by ${printDuration(extension)}`,
        ]),
    ...(extension?.requires ?? []),
    ...pauses.map(
      ({ text, cite, maxDays }) =>
        `stands still: ${text}${maxDays === null ? '' : `, at most ${maxDays} days`} (${cite})`,
    ),
  ],
  window: ({ ends, ...period }) => [`the ${printDuration(period)} before ${printFact(ends)}`],
  retention: ({ keep }) =>
    keep === 'permanent' ? ['for ever'] : keep.map((part) => `${printDuration(part)} after ${printFact(part.after)}`),
  checklist: ({ items }) => items.map((item) => `${item.disqualifies ? 'not: ' : ''}${item.text} (${item.cite})`),
  table: ({ rows, otherwise }) => [...rows, otherwise].map((row) => `${row.answer}: ${row.because} (${row.cite})`),
  fee: ({ lines, currency, cap }) => [
    ...lines.map((line) => `${line.text}: ${printLine(line, currency)}`),
    ...(cap === null ? [] : [`at most ${printRate(cap, currency)} in all`]),
  ],
  wording: ({ wording }) => [wording],
  calendar: ({ days }) => days.map((day) => `${day.text}: ${printFalls(day)} (${day.cite})`),
};

export function describeValue<K extends RuleKind>(rule: RuleOf<K>, value: Dated & ValueOf[K]): string[] {
  return DESCRIBERS[rule.kind](value);
}

/** 'the requester is individual or attorney, and not: inmate is true', for people who read a rule on the screen. */
export function describeCondition(condition: Condition | null): string {
  if (condition === null) return 'always';
  if ('all' in condition) return condition.all.map(describeCondition).join(', and ');
  if ('any' in condition) return `either ${condition.any.map(describeCondition).join(', or ')}`;
  if ('not' in condition) return `not: ${describeCondition(condition.not)}`;
  const name = condition.fact.replaceAll('_', ' ');
  if ('is' in condition) return `${name} is ${condition.is.join(' or ')}`;
  const bounds = [
    ...(condition.atLeast === null ? [] : [`at least ${condition.atLeast}`]),
    ...(condition.below === null ? [] : [`below ${condition.below}`]),
  ];
  return `${name} is ${bounds.join(' and ')}`;
}

const UNITS: Readonly<Record<Duration['unit'], readonly [string, string]>> = {
  'calendar-days': ['calendar day', 'calendar days'],
  'business-days': ['business day', 'business days'],
  'working-days': ['working day', 'working days'],
  months: ['month', 'months'],
  years: ['year', 'years'],
};

export function printDuration({ n, unit }: Duration): string {
  return `${n} ${UNITS[unit][n === 1 ? 0 : 1]}`;
}

/** 'last_entry_on' -> 'the last entry'. */
function printFact(fact: string): string {
  return `the ${fact.replace(/_on$/, '').replaceAll('_', ' ')} date`;
}

function printLine(line: FeeLine, currency: string): string {
  switch (line.charge) {
    case 'flat':
      return printRate(line.amount, currency);
    case 'actual':
      return 'actual cost';
    case 'tiers':
      return line.tiers
        .map(({ through, each }) => `${printRate(each * line.times, currency)} each${upTo(through)}`)
        .join(', then ');
    case 'steps':
      return line.steps.map(({ through, amount }) => `${printRate(amount, currency)}${upTo(through)}`).join(', else ');
  }
}

function upTo(through: number | null): string {
  return through === null ? '' : ` up to ${through}`;
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December'],
];
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const NTH: Readonly<Record<number, string>> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  [-1]: 'last',
};

function printFalls(day: LegalHoliday): string {
  if (day.falls === 'once') return day.on;
  const month = MONTHS[day.month - 1] ?? '';
  if (day.falls === 'date')
    return `${month} ${day.day}${{ 'nearest-weekday': ', else the nearest weekday', 'monday-after': ', of a Sunday the Monday after', 'not-moved': '' }[day.observed]}`;
  const nth = `the ${NTH[day.nth] ?? ''} ${WEEKDAYS[day.weekday - 1] ?? ''} of ${month}`;
  return day.plus === 0 ? nth : `${day.plus === 1 ? 'the day' : `${day.plus} days`} after ${nth}`;
}
