import { factsIn } from './condition.ts';
import type { FeeLine, Rule, RuleKind, ValueOf } from './rule.ts';
import type { FactName } from './vocabulary.ts';

type Collectors = { readonly [K in RuleKind]: (value: ValueOf[K]) => readonly FactName[] };

const COLLECTORS: Collectors = {
  clock: ({ starts }) => [starts, 'as_of'],
  window: ({ ends }) => [ends, 'event_on'],
  retention: ({ keep }) => [...(keep === 'permanent' ? [] : keep.map(({ after }) => after)), 'as_of'],
  checklist: ({ items }) => items.flatMap(({ when }) => factsIn(when)),
  table: ({ rows }) => rows.flatMap(({ when }) => factsIn(when)),
  fee: ({ lines }) => lines.flatMap(factsOfLine),
  wording: () => [],
  calendar: () => ['event_on'],
};

/** Every fact a rule may ask for, in any of its values, in the order in which it asks. */
export function factsAsked(rule: Rule): FactName[] {
  return [...new Set([...factsIn(rule.appliesWhen), ...collect(rule)])];
}

function collect<K extends RuleKind>(rule: { kind: K; values: readonly ValueOf[K][] }): FactName[] {
  return rule.values.flatMap((value) => COLLECTORS[rule.kind](value));
}

function factsOfLine(line: FeeLine): FactName[] {
  const counted = line.charge === 'actual' ? [line.cost] : line.charge === 'flat' ? [] : [line.count];
  return [...factsIn(line.when), ...counted];
}
