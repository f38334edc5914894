import type { DateText } from '../../../../packages/rule-engine/index.ts';
import { ask, type Reason, type RuleBookRules } from '../reason.ts';

const RULE = 'us/hipaa/access-held-elsewhere';

/** 45 CFR 164.524(d)(3): whoever knows where the records are tells the individual where to ask. */
export function evaluateHeldElsewhere(
  told: boolean,
  rules: RuleBookRules,
  on: DateText,
): { readonly complete: boolean; readonly reason: Reason } {
  const ruling = ask(rules, RULE, 'checklist', { on, facts: {}, items: { 'told-where': told ? 'found' : 'missing' } });
  const item = [...(ruling.answer?.found ?? []), ...(ruling.answer?.missing ?? [])][0];
  return {
    complete: ruling.answer?.result === 'complete',
    reason: {
      ruleId: RULE,
      version: ruling.version,
      cite: item?.cite ?? ruling.citations.join('; '),
      text: item?.text ?? '',
    },
  };
}
