// Named cases beside each rule: what a lawyer or a coordinator would try first. They are tests, and they are shown to staff
// with the rule as worked examples, so they are run by the product itself.

import { evaluate } from './evaluate.ts';
import { factFlaw } from './condition.ts';
import { Reading, type Flaw } from './reading.ts';
import type { Rule } from './rule.ts';
import type { ItemState, NamedItem, Question, Ruling } from './ruling.ts';
import type { Facts } from './vocabulary.ts';

export interface RuleCase {
  readonly name: string;
  readonly question: Question;
  /** Where the case stands at a limit: the last day, the day before, the day after; 'edge' where no day is counted. */
  readonly boundary: Boundary | null;
  readonly expect: Readonly<Record<string, unknown>>;
}
export const BOUNDARIES = ['before', 'on', 'after', 'edge'] as const;
export type Boundary = (typeof BOUNDARIES)[number];

export interface CaseResult {
  readonly name: string;
  readonly boundary: Boundary | null;
  readonly passed: boolean;
  readonly expected: Readonly<Record<string, unknown>>;
  /** The same keys as expected, as the engine answers now. */
  readonly actual: Readonly<Record<string, unknown>>;
}

export function readCases(content: unknown): { cases: RuleCase[]; flaws: Flaw[] } {
  const root = new Reading(content, []);
  root.fields(['given', 'cases']);
  const given = root.get('given');
  if (!given.absent) given.fields(['on', 'facts', 'items']);
  const cases = root
    .get('cases')
    .list()
    .map((reading) => readCase(reading, given));
  const names = new Set(cases.map(({ name }) => name));
  if (names.size < cases.length) root.get('cases').flaw('two cases have the same name');
  return { cases, flaws: root.flaws };
}

function readCase(reading: Reading, given: Reading): RuleCase {
  reading.fields(['name', 'on', 'facts', 'items', 'boundary', 'expect']);
  const on = reading.get('on').absent ? given.get('on') : reading.get('on');
  const items = { ...readItems(given.get('items')), ...readItems(reading.get('items')) };
  const expect = reading.get('expect');
  if (expect.keys().length === 0) expect.flaw('a case expects something');
  return {
    name: reading.get('name').text(),
    question: {
      on: on.date(),
      facts: { ...readFacts(given.get('facts')), ...readFacts(reading.get('facts')) },
      ...(Object.keys(items).length === 0 ? {} : { items }),
    },
    boundary: reading.get('boundary').absent ? null : reading.get('boundary').oneOf(BOUNDARIES),
    expect: expect.isMapping() ? expect.value : {},
  };
}

/** Facts of a case; `null` takes back what `given` states, for the case where it is not known. */
function readFacts(reading: Reading): Facts {
  const facts: Record<string, unknown> = {};
  for (const name of reading.keys()) {
    const { value } = reading.get(name);
    const flaw = value === null ? null : factFlaw(name, value);
    if (flaw !== null) reading.get(name).flaw(flaw);
    else facts[name] = value ?? undefined;
  }
  return facts; // every entry was checked against the vocabulary above
}

function readItems(reading: Reading): Record<string, ItemState> {
  const states: Record<string, ItemState> = {};
  for (const id of reading.keys()) {
    states[id] = reading.get(id).oneOf(['found', 'missing', 'unclear']) ?? 'unclear';
  }
  return states;
}

export function runCase(rule: Rule, ruleCase: RuleCase): CaseResult {
  const { name, boundary, expect } = ruleCase;
  const told = tell(evaluate(rule, dropUnknown(ruleCase.question)) as Ruling);
  const actual = Object.fromEntries(Object.keys(expect).map((key) => [key, told[key] ?? null]));
  const passed = Object.keys(expect).every((key) => same(expect[key], actual[key]));
  return { name, boundary, passed, expected: expect, actual };
}

/** A ruling as flat words and days, with the names that cases use. */
export function tell(ruling: Ruling): Record<string, unknown> {
  const { outcome, acts, needs } = ruling;
  return { outcome, acts, needs, ...tellAnswer(ruling) };
}

function tellAnswer(ruling: Ruling): Record<string, unknown> {
  if (ruling.answer === null) return {};
  switch (ruling.kind) {
    case 'clock': {
      const { dueOn, latestDueOn, overdue, daysLeft } = ruling.answer;
      return { due_on: dueOn, latest_due_on: latestDueOn, overdue, days_left: daysLeft };
    }
    case 'window':
      return { from: ruling.answer.from, to: ruling.answer.to, inside: ruling.answer.inside };
    case 'retention':
      return { keep_through: ruling.answer.keepThrough, eligible: ruling.answer.eligible };
    case 'checklist': {
      const { result, found, missing, unclear, disqualifiedBy, path } = ruling.answer;
      return {
        result,
        found: ids(found),
        missing: ids(missing),
        unclear: ids(unclear),
        disqualified_by: ids(disqualifiedBy),
        path,
      };
    }
    case 'table':
      return { answer: ruling.answer.answer, cite: ruling.answer.cite };
    case 'fee':
      return { total: ruling.answer.total, workings: ruling.answer.lines.map(({ working }) => working) };
    case 'wording':
      return { wording: ruling.answer.wording };
    case 'calendar':
      return { holiday: ruling.answer.holiday?.text ?? null };
  }
}

function dropUnknown(question: Question): Question {
  const facts = Object.fromEntries(Object.entries(question.facts).filter(([, value]) => value !== undefined));
  return { ...question, facts };
}

function ids(items: readonly NamedItem[]): string[] {
  return items.map(({ id }) => id);
}

/** Lists are compared as sets of names: the order of a checklist carries no meaning. */
function same(expected: unknown, actual: unknown): boolean {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    return JSON.stringify([...expected].sort()) === JSON.stringify([...actual].sort());
  }
  return expected === actual;
}
