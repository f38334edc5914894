// The part of a dated value that differs by the kind of the rule.

import { isDateText } from './dates.ts';
import { readCondition, readOptionalCondition } from './read-condition.ts';
import type { Reading } from './reading.ts';
import {
  DURATION_UNITS,
  OBSERVANCES,
  type CalendarValue,
  type ChecklistItem,
  type ChecklistValue,
  type ClockPause,
  type ClockValue,
  type Duration,
  type FeeLine,
  type FeeValue,
  type LegalHoliday,
  type Observance,
  type RetentionValue,
  type RuleKind,
  type TableValue,
  type ValueOf,
  type WindowValue,
  type WordingValue,
} from './rule.ts';
import { FACTS, isFactName, type CountFact, type DateFact, type FactName, type MoneyFact } from './vocabulary.ts';

export const VALUE_FIELDS: Readonly<Record<RuleKind, readonly string[]>> = {
  clock: ['n', 'unit', 'starts', 'extension', 'pauses'],
  window: ['n', 'unit', 'ends'],
  retention: ['keep', 'longest_of'],
  checklist: ['items', 'duties', 'only_these', 'never_these'],
  table: ['answers', 'rows', 'otherwise'],
  fee: ['currency', 'basis', 'day_of', 'lines', 'cap'],
  wording: ['wording'],
  calendar: ['days', 'observed'],
};

const READERS: { readonly [K in RuleKind]: (reading: Reading) => ValueOf[K] } = {
  clock: readClock,
  window: readWindow,
  retention: readRetention,
  checklist: readChecklist,
  table: readTable,
  fee: readFee,
  wording: readWording,
  calendar: readCalendar,
};

export function readValueBody(kind: RuleKind, reading: Reading): ValueOf[RuleKind] {
  return READERS[kind](reading);
}

function readClock(reading: Reading): ClockValue {
  const extension = reading.get('extension');
  if (!extension.absent) extension.fields(['n', 'unit', 'times', 'requires']);
  return {
    ...readDuration(reading),
    starts: readDateFact(reading.get('starts')),
    extension: extension.absent
      ? null
      : {
          ...readDuration(extension),
          times: extension.get('times').whole(1),
          requires: readTexts(extension.get('requires')),
        },
    pauses: readPauses(reading.get('pauses')),
  };
}

function readPauses(reading: Reading): ClockPause[] {
  const pauses = reading.optionalList().map((entry) => {
    entry.fields(['id', 'text', 'cite', 'max_days']);
    const maxDays = entry.get('max_days');
    return {
      id: entry.get('id').id(),
      text: entry.get('text').text(),
      cite: entry.get('cite').text(),
      maxDays: maxDays.absent ? null : maxDays.whole(1),
    };
  });
  refuseRepeats(reading, pauses);
  return pauses;
}

function readWindow(reading: Reading): WindowValue {
  return { ...readDuration(reading), ends: readDateFact(reading.get('ends')) };
}

function readRetention(reading: Reading): RetentionValue {
  if (!reading.get('keep').absent) {
    reading.get('keep').oneOf(['permanent']);
    return { keep: 'permanent' };
  }
  const parts = reading.get('longest_of').list();
  if (parts.length === 0) reading.get('longest_of').flaw('a retention period names at least one period');
  return {
    keep: parts.map((part) => {
      part.fields(['n', 'unit', 'after']);
      return { ...readDuration(part), after: readDateFact(part.get('after')) };
    }),
  };
}

function readChecklist(reading: Reading): ChecklistValue {
  const items = reading.get('items').list().map(readItem);
  if (items.length === 0) reading.get('items').flaw('a checklist has at least one item');
  refuseRepeats(reading.get('items'), items);
  const paths = new Set(items.flatMap((item) => (item.path === null ? [] : [item.path])));
  if (paths.size === 1) reading.get('items').flaw('a single path is no choice: leave "path" away or name a second one');
  return {
    items,
    duties: readTexts(reading.get('duties')),
    onlyThese: readTexts(reading.get('only_these')),
    neverThese: readTexts(reading.get('never_these')),
  };
}

function readItem(reading: Reading): ChecklistItem {
  reading.fields(['id', 'text', 'cite', 'when', 'path', 'disqualifies']);
  return {
    id: reading.get('id').id(),
    text: reading.get('text').text(),
    cite: reading.get('cite').text(),
    when: readOptionalCondition(reading.get('when')),
    path: reading.get('path').optionalText(),
    disqualifies: reading.get('disqualifies').yesNo(),
  };
}

function readTable(reading: Reading): TableValue {
  const answers = readTexts(reading.get('answers'));
  if (answers.length < 2) reading.get('answers').flaw('a decision has at least two answers');
  const readAnswer = (row: Reading) => {
    const answer = row.get('answer').text();
    if (!answers.includes(answer))
      row.get('answer').flaw(`"${answer}" is not one of the answers ${answers.join(', ')}`);
    return { answer, because: row.get('because').text(), cite: row.get('cite').text() };
  };
  const otherwise = reading.get('otherwise');
  otherwise.fields(['answer', 'because', 'cite']);
  return {
    rows: reading
      .get('rows')
      .list()
      .map((row) => {
        row.fields(['when', 'answer', 'because', 'cite']);
        return { when: readCondition(row.get('when')), ...readAnswer(row) };
      }),
    otherwise: readAnswer(otherwise),
  };
}

function readFee(reading: Reading): FeeValue {
  const currency = reading.get('currency').text();
  if (!/^[A-Z]{3}$/.test(currency)) reading.get('currency').flaw('a currency is three capital letters (ISO 4217)');
  const lines = reading.get('lines').list().map(readFeeLine);
  refuseRepeats(reading.get('lines'), lines);
  return {
    currency,
    basis: reading.get('basis').oneOf(['maximum', 'exact']) ?? 'maximum',
    dayOf: reading.get('day_of').absent
      ? 'receipt'
      : (reading.get('day_of').oneOf(['receipt', 'invoice']) ?? 'receipt'),
    lines,
    cap: reading.get('cap').absent ? null : reading.get('cap').rate(),
  };
}

function readFeeLine(reading: Reading): FeeLine {
  reading.fields(['id', 'text', 'when', 'flat', 'count', 'tiers', 'times', 'steps', 'actual']);
  const head = {
    id: reading.get('id').id(),
    text: reading.get('text').text(),
    when: readOptionalCondition(reading.get('when')),
  };
  if (!reading.get('tiers').absent) {
    const tiers = readOpenEnded(reading.get('tiers'), 'each').map(({ through, rate }) => ({ through, each: rate }));
    const times = reading.get('times');
    const factor = times.absent ? 1 : Number(times.value);
    if (!(factor > 0 && factor <= 1)) times.flaw('a factor above 0 and at most 1 is expected here');
    return { ...head, charge: 'tiers', count: readFactOf(reading.get('count'), 'count'), tiers, times: factor };
  }
  if (!reading.get('steps').absent) {
    const steps = readOpenEnded(reading.get('steps'), 'amount').map(({ through, rate }) => ({ through, amount: rate }));
    return { ...head, charge: 'steps', count: readFactOf(reading.get('count'), 'count'), steps };
  }
  if (!reading.get('actual').absent) {
    return { ...head, charge: 'actual', cost: readFactOf(reading.get('actual'), 'money') };
  }
  if (reading.get('flat').absent) reading.flaw('a line charges one of: flat, tiers, steps, actual');
  return { ...head, charge: 'flat', amount: reading.get('flat').rate() };
}

/** Rows with a rising `through`, the last one open: no page may fall between two rates or beyond the last. */
function readOpenEnded(reading: Reading, amount: 'each' | 'amount'): { through: number | null; rate: number }[] {
  const rows = reading.list();
  if (rows.length === 0) reading.flaw('at least one rate is expected');
  let reached = 0;
  return rows.map((row, index) => {
    row.fields(['through', amount]);
    const last = index === rows.length - 1;
    const through = row.get('through').absent ? null : row.get('through').whole(1);
    if (last && through !== null) row.get('through').flaw('the last rate is open: leave "through" away');
    if (!last && (through === null || through <= reached)) row.get('through').flaw('rates stand in rising order');
    reached = through ?? reached;
    return { through, rate: row.get(amount).rate() };
  });
}

function readWording(reading: Reading): WordingValue {
  return { wording: reading.get('wording').text().replace(/\s+/g, ' ') };
}

function readCalendar(reading: Reading): CalendarValue {
  const observed = reading.get('observed').oneOf(OBSERVANCES) ?? 'not-moved';
  const days = reading
    .get('days')
    .list()
    .map((day) => readHoliday(day, observed));
  if (days.length === 0) reading.get('days').flaw('a calendar has at least one day');
  refuseRepeats(reading.get('days'), days);
  return { days };
}

const MONTHS = 12;
const LAST_OF_MONTH = -1;

/** `on` for a day that is proclaimed once; `month` with `day`, or with `nth` (or `last: true`) and `weekday`. */
function readHoliday(reading: Reading, observed: Observance): LegalHoliday {
  reading.fields(['id', 'text', 'cite', 'on', 'month', 'day', 'nth', 'last', 'weekday', 'plus', 'observed']);
  const head = {
    id: reading.get('id').id(),
    text: reading.get('text').text(),
    cite: reading.get('cite').text(),
    observed: reading.get('observed').absent ? observed : (reading.get('observed').oneOf(OBSERVANCES) ?? observed),
  };
  if (!reading.get('on').absent) return { ...head, falls: 'once', on: reading.get('on').date() };
  const month = readUpTo(reading.get('month'), MONTHS);
  if (reading.get('weekday').absent) {
    const day = readUpTo(reading.get('day'), 31);
    // A day that not every year has would have to be moved by a rule that nobody stated.
    if (!isDateText(`2001-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`))
      reading.get('day').flaw('that month has no such day');
    return { ...head, falls: 'date', month, day };
  }
  return {
    ...head,
    ...{ falls: 'weekday', month, weekday: readUpTo(reading.get('weekday'), 7) },
    nth: reading.get('last').yesNo() ? LAST_OF_MONTH : readUpTo(reading.get('nth'), 4),
    plus: reading.get('plus').absent ? 0 : reading.get('plus').whole(1),
  };
}

function readUpTo(reading: Reading, most: number): number {
  const found = reading.whole(1);
  if (found > most) reading.flaw(`at most ${most} is expected here`);
  return Math.min(found, most);
}

function readDuration(reading: Reading): Duration {
  return { n: reading.get('n').whole(1), unit: reading.get('unit').oneOf(DURATION_UNITS) ?? 'calendar-days' };
}

function readDateFact(reading: Reading): DateFact {
  return readFactOf(reading, 'date');
}

function readFactOf(reading: Reading, type: 'date'): DateFact;
function readFactOf(reading: Reading, type: 'count'): CountFact;
function readFactOf(reading: Reading, type: 'money'): MoneyFact;
function readFactOf(reading: Reading, type: 'date' | 'count' | 'money'): FactName {
  const name = reading.text();
  if (isFactName(name) && FACTS[name].type === type) return name;
  reading.flaw(`"${name}" is not a fact of the type ${type} in the vocabulary`);
  return type === 'date' ? 'received_on' : type === 'count' ? 'pages_paper' : 'postage_cost';
}

function readTexts(reading: Reading): string[] {
  return reading.optionalList().map((entry) => entry.text());
}

function refuseRepeats(reading: Reading, items: readonly { readonly id: string }[]): void {
  const seen = new Set<string>();
  for (const { id } of items) {
    if (seen.has(id)) reading.flaw(`the id "${id}" stands twice`);
    seen.add(id);
  }
}
