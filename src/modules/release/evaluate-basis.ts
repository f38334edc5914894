import type { DateText, Facts, ItemState } from '../../../packages/rule-engine/index.ts';
import type { DisclosureBasis } from './decide-accountable.ts';
import type { AuthorizationEvaluation } from './evaluate-authorization.ts';
import { elementsOf } from './evaluate-checklists.ts';
import { ask, type RuleBookRules } from './reason.ts';

/** What was never a ground to release: these are recorded after the fact, not chosen before it. */
const NEVER: readonly DisclosureBasis[] = ['impermissible', 'incidental'];
/** These rest on a signed form (evaluate-authorization.ts). */
export const FORM_BASES: readonly DisclosureBasis[] = ['authorization', 'part2-consent'];
/** 45 CFR 164.506(c), 164.524: no form and no further element; who asks was verified before. */
const FREE: readonly DisclosureBasis[] = ['treatment', 'payment', 'operations', 'to-individual'];
const OWN_RIGHT = ['individual', 'personal-representative', 'third-party-directive'];

export function mayRestOn(basis: DisclosureBasis): boolean {
  return !NEVER.includes(basis);
}

export function checklistOfBasis(basis: DisclosureBasis, rules: RuleBookRules): string | undefined {
  const ids = basis.startsWith('part2-')
    ? [`us/part2/${basis.slice('part2-'.length)}`]
    : [`us/hipaa/disclosure-${basis}`];
  return ids.find((ruleId) => rules.get(ruleId)?.kind === 'checklist');
}

/**
 * A basis without a signed form: the patient's own right, treatment, payment, operations, or one of the categories of 45
 * CFR 164.512, whose elements are gone through one by one. What no rule here speaks of stays undecided: a person decides.
 */
export function evaluateBasis(
  basis: DisclosureBasis,
  seen: Readonly<Record<string, Readonly<Record<string, ItemState>>>>,
  requesterClass: string,
  rules: RuleBookRules,
  on: DateText,
): AuthorizationEvaluation {
  const none = { elements: [], rules: [], warnings: [] };
  if (basis === 'to-individual' && !OWN_RIGHT.includes(requesterClass))
    return {
      ...none,
      result: 'defective',
      elements: [
        {
          ruleId: 'us/hipaa/access-response-time',
          id: 'own-right',
          text: 'Only the individual, or who stands in their place, asks by right of access',
          cite: '45 CFR 164.524(a)(1)',
          state: 'defect',
        },
      ],
    };
  if (FREE.includes(basis)) return { ...none, result: 'sufficient' };
  const ruleId = checklistOfBasis(basis, rules);
  if (ruleId === undefined)
    return { ...none, result: 'undecided', warnings: [`No rule here says what a disclosure on "${basis}" needs.`] };
  const facts: Facts = { disclosure_basis: basis, ...(basis.startsWith('part2-') ? { part2_record: true } : {}) };
  const ruling = ask(rules, ruleId, 'checklist', { on, facts, items: seen[ruleId] ?? {} });
  const { answer } = ruling;
  return {
    result:
      answer === null || answer.result === 'undecided'
        ? 'undecided'
        : answer.result === 'complete'
          ? 'sufficient'
          : 'defective',
    elements: elementsOf(ruling),
    rules: [{ ruleId, version: ruling.version }],
    warnings: ruling.warnings,
  };
}
