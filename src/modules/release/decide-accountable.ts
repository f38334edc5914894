import type { DateText, Facts } from '../../../packages/rule-engine/index.ts';
import { ask, policy, tableReason, type Reason, type RuleBookRules } from './reason.ts';

export type DisclosureBasis = NonNullable<Facts['disclosure_basis']>;

const RULE = 'us/hipaa/accountable-disclosure';

/**
 * Every hand-over stands in the disclosure log. The accounting that a patient may ask for (45 CFR 164.528) shows only the
 * accountable ones. What the rule cannot surely exclude is shown: too much told is mended, too little is not.
 */
export function decideAccountable(
  basis: DisclosureBasis,
  on: DateText,
  rules: RuleBookRules,
): { readonly accountable: boolean; readonly reason: Reason } {
  const ruling = ask(rules, RULE, 'table', { on, facts: { disclosure_basis: basis } });
  const reason = tableReason(ruling);
  if (reason === undefined) return { accountable: true, reason: policy('release/rule-not-decisive') };
  const { answer, ...why } = reason;
  return { accountable: answer !== 'not-accountable' || !ruling.acts, reason: why };
}
