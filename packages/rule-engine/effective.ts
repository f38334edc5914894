// Which law was in force on a day, for whom.

import { evaluateCondition } from './condition.ts';
import type { DateText } from './dates.ts';
import type { Dated, Rule, RuleKind, RuleOf, ValueOf } from './rule.ts';
import type { FactName, Facts, Topic } from './vocabulary.ts';

/** The value whose days include `on`, or null: not yet law, no longer law, or a gap between two values. */
export function valueInForce<K extends RuleKind>(rule: RuleOf<K>, on: DateText): (Dated & ValueOf[K]) | null {
  const begun = rule.values.filter((value) => value.from === null || value.from <= on);
  const latest = begun.at(-1);
  return latest === undefined || (latest.until !== null && latest.until <= on) ? null : latest;
}

/** '45 CFR 164.524(b)(2)', as letters quote it. */
export function citationsOf(rule: RuleOf<RuleKind>): string[] {
  return rule.references.map(({ section }) => section);
}

/** 'us/tx' is bound by the rules of 'us/tx' and of 'us', not by those of 'us/ca'. */
export function bindsIn(rule: RuleOf<RuleKind>, jurisdictions: readonly string[]): boolean {
  return jurisdictions.some((place) => place === rule.jurisdiction || place.startsWith(`${rule.jurisdiction}/`));
}

export interface InForce {
  readonly rule: Rule;
  readonly value: Rule['values'][number];
  /** 'unknown': the facts in `needs` would tell. */
  readonly applies: 'yes' | 'unknown';
  readonly needs: readonly FactName[];
}

export interface InForceQuery {
  readonly on: DateText;
  /** Where the facility lies, most often one: ['us/tx']. */
  readonly jurisdictions: readonly string[];
  readonly topic?: Topic;
  readonly facts?: Facts;
}

/** In force on that day, in that place, not superseded, and not shut out by the facts. In the order of the ids. */
export function rulesInForce(rules: Iterable<Rule>, query: InForceQuery): InForce[] {
  const all = [...rules];
  const superseded = new Set(
    all.flatMap((rule) => rule.supersedes.filter(({ from }) => from <= query.on).map((entry) => entry.rule)),
  );
  const found = all.flatMap((rule): InForce[] => {
    if (superseded.has(rule.id) || !bindsIn(rule, query.jurisdictions)) return [];
    if (query.topic !== undefined && rule.topic !== query.topic) return [];
    const value = valueInForce<RuleKind>(rule, query.on);
    const { holds, needs } = evaluateCondition(rule.appliesWhen, query.facts ?? {});
    return value === null || holds === 'no' ? [] : [{ rule, value, applies: holds, needs }];
  });
  return found.sort((left, right) => (left.rule.id < right.rule.id ? -1 : 1));
}
