import type { DateText } from '../../../../packages/rule-engine/index.ts';
import { ask, policy, tableReason, type Reason, type RuleBookRules } from '../reason.ts';
import type { RestrictionKind } from './restriction.ts';

/** Whether the facility may refuse what was asked (45 CFR 164.522(a)(1)(ii), (vi), (b)(1)). */
export function decideRestriction(
  kind: RestrictionKind,
  rules: RuleBookRules,
  on: DateText,
): { readonly mayRefuse: boolean; readonly reason: Reason } {
  const reason = tableReason(
    kind === 'confidential-communication'
      ? ask(rules, 'us/hipaa/confidential-communication', 'table', { on, facts: { custodian: 'hospital' } })
      : ask(rules, 'us/hipaa/restriction-paid-in-full', 'table', {
          on,
          facts: {
            paid_in_full_out_of_pocket: kind === 'paid-in-full',
            purpose: 'payment',
            disclosure_required_by_law: false,
          },
        }),
  );
  if (reason === undefined) return { mayRefuse: true, reason: policy('release/rule-not-decisive') };
  const { answer, ...why } = reason;
  return { mayRefuse: answer !== 'must-agree', reason: why };
}

/** Whether who wants to end it can (45 CFR 164.522(a)(2)). */
export function decideRestrictionEnd(
  kind: RestrictionKind,
  endedBy: 'individual' | 'custodian',
  rules: RuleBookRules,
  on: DateText,
): { readonly ends: boolean; readonly reason: Reason } {
  const reason = tableReason(
    ask(rules, 'us/hipaa/restriction-end', 'table', {
      on,
      facts: { restriction_ended_by: endedBy, paid_in_full_out_of_pocket: kind === 'paid-in-full' },
    }),
  );
  if (reason === undefined) return { ends: endedBy === 'individual', reason: policy('release/rule-not-decisive') };
  const { answer, ...why } = reason;
  return { ends: answer === 'ends', reason: why };
}
