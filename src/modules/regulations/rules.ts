// What other modules ask of the law. Each answer carries the rule id and its version: store both with the decision, and
// call `citeRulings` in the same act, so that the text can still be shown when the rule has changed.

import {
  evaluate as evaluateRule,
  rulesInForce as inForce,
  type InForce,
  type InForceQuery,
  type Question,
  type Rule,
  type RuleKind,
  type RuleOf,
  type RulingOf,
  type Topic,
} from '../../../packages/rule-engine/index.ts';
import { ruleBook } from './rule-folder.ts';

/** The rules in force on a day in a place, not superseded, and not shut out by the facts. */
export function rulesInForce(query: InForceQuery): InForce[] {
  return inForce(ruleBook().rules.values(), query);
}

/** What one rule says. `kind` names the shape of the answer; asking a rule for another shape is a defect. */
export function evaluate<K extends RuleKind>(kind: K, ruleId: string, question: Question): RulingOf<K> {
  return evaluateRule(ruleOfKind(kind, ruleId), question);
}

export interface TopicQuestion extends Question {
  readonly topic: Topic;
  readonly jurisdictions: readonly string[];
}

/** What every rule of one kind and topic says; those that need facts say which. For the precedence functions. */
export function evaluateTopic<K extends RuleKind>(kind: K, question: TopicQuestion): RulingOf<K>[] {
  return rulesInForce(question)
    .map(({ rule }) => rule)
    .filter((rule): rule is Rule & RuleOf<K> => rule.kind === kind)
    .map((rule) => evaluateRule(rule, question));
}

export function ruleById(ruleId: string): Rule {
  const rule = ruleBook().rules.get(ruleId);
  if (rule === undefined) throw new Error(`There is no rule ${ruleId} in the folder regulations/.`);
  return rule;
}

function ruleOfKind<K extends RuleKind>(kind: K, ruleId: string): RuleOf<K> {
  const rule = ruleById(ruleId);
  if (!isOfKind(rule, kind)) throw new Error(`${ruleId} is a ${rule.kind}, not a ${kind}.`);
  return rule;
}

function isOfKind<K extends RuleKind>(rule: Rule, kind: K): rule is Rule & RuleOf<K> {
  return rule.kind === kind;
}
