import { type RuleOf, valueInForce } from '../../../../packages/rule-engine/index.ts';
import { ask, type Reason, type RuleBookRules } from '../reason.ts';
import type { AmendmentGround } from './step.ts';

const RULE = 'us/hipaa/amendment-denial-grounds';

/** 45 CFR 164.526(a)(2): one of four grounds, and no other. Undefined where the rule does not know it. */
export function evaluateGround(ground: AmendmentGround, rules: RuleBookRules, on: string): Reason | undefined {
  const ruling = ask(rules, RULE, 'checklist', { on, facts: {}, items: { '*': 'missing', [ground]: 'found' } });
  const rule = rules.get(RULE);
  if (ruling.answer?.result !== 'complete' || rule?.kind !== 'checklist') return undefined;
  const item = valueInForce(rule as RuleOf<'checklist'>, on)?.items.find(({ id }) => id === ground);
  return item === undefined ? undefined : { ruleId: RULE, version: ruling.version, cite: item.cite, text: item.text };
}
