import { tableReason, ask, type Reason, type RuleBookRules } from '../reason.ts';
import { factsOf, isOwnRequest, type FeeQuestion } from './fee-question.ts';

/** Who asks, as far as the fee goes by it. */
export const FEE_KINDS = [
  'patient',
  'portal',
  'continuity-of-care',
  'internal',
  'social-security',
  'workers-compensation',
  'directive',
  'schedule',
] as const;
export type FeeKind = (typeof FEE_KINDS)[number];

/** What is not law but how this desk charges. */
const FEE_POLICIES = {
  'fees/continuity-of-care': 'Copies for the treatment by another provider are given without a fee',
  'fees/internal': 'Copies for the work of this house are not charged',
  'fees/portal': 'What is fetched in the portal costs nothing',
  'fees/program-pays': 'The program that asks pays its fixed fee; the patient is never billed',
  'fees/workers-compensation': 'The schedule for workers’ compensation goes before the general one',
  'fees/schedule': 'Charged by the schedule of the place, at what it allows at most',
  'fees/customary': 'No schedule of this place answers: the customary charge of the house',
  'fees/at-cost': 'At what it cost; the schedule does not speak of it',
} as const;

export function feePolicy(ruleId: keyof typeof FEE_POLICIES): Reason {
  return { ruleId, text: FEE_POLICIES[ruleId] };
}

/** Decides by whose rules the copy is charged, with the reasons. */
export function decideFeeKind(
  asked: FeeQuestion,
  rules: RuleBookRules,
): { readonly kind: FeeKind; readonly reasons: readonly Reason[] } {
  const { input, requester, purpose } = asked;
  const own = isOwnRequest(asked);
  if (asked.kind === 'internal') return { kind: 'internal', reasons: [feePolicy('fees/internal')] };
  if (own && input.program === 'patient-portal')
    return { kind: 'portal', reasons: [feePolicy('fees/portal'), ...says(asked, rules, 'us/hipaa/access-portal-fee')] };
  if (input.program === 'social-security')
    return { kind: 'social-security', reasons: [feePolicy('fees/program-pays')] };
  if (input.program === 'workers-compensation')
    return { kind: 'workers-compensation', reasons: [feePolicy('fees/workers-compensation')] };
  if (requester === 'provider' && purpose === 'treatment')
    return { kind: 'continuity-of-care', reasons: [feePolicy('fees/continuity-of-care')] };
  const rate = says(asked, rules, 'us/hipaa/patient-rate');
  if (own) return { kind: 'patient', reasons: rate };
  return {
    kind: requester === 'third-party-directive' ? 'directive' : 'schedule',
    reasons: [...rate, feePolicy('fees/schedule')],
  };
}

/** The law of the country, where the facility lies in it. */
function says(asked: FeeQuestion, rules: RuleBookRules, ruleId: string): Reason[] {
  if (!asked.jurisdictions.some((place) => place === 'us' || place.startsWith('us/'))) return [];
  const reason = tableReason(ask(rules, ruleId, 'table', { on: asked.receivedOn, facts: factsOf(asked) }));
  if (reason === undefined) return [];
  const { answer: _answer, ...rest } = reason;
  return [rest];
}
