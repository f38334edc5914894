import type { DateText, Facts, ItemState } from '../../../packages/rule-engine/index.ts';
import type { DisclosureBasis } from './decide-accountable.ts';
import {
  evaluateAuthorization,
  evaluatePart2Consent,
  FORM_CHECKLISTS,
  type AuthorizationEvaluation,
  type AuthorizationForm,
} from './evaluate-authorization.ts';
import { evaluateBasis } from './evaluate-basis.ts';
import type { RuleBookRules } from './reason.ts';

/** What was recorded of an authority, to be asked again on any day: when it is approved, assembled, handed over. */
export interface AuthorityFacts {
  readonly basis: DisclosureBasis;
  readonly requesterClass: string;
  readonly purpose: NonNullable<Facts['purpose']>;
  readonly recipient: NonNullable<Facts['recipient']>;
  readonly form: AuthorizationForm | null;
  readonly seen: Readonly<Record<string, Readonly<Record<string, ItemState>>>>;
}

export interface AuthorityResult {
  readonly result: AuthorizationEvaluation['result'];
  /** Whether the form is also good as a consent under 42 CFR Part 2; none where nobody read it as one. */
  readonly part2Consent: AuthorizationEvaluation['result'] | 'none';
  readonly evaluation: AuthorizationEvaluation;
}

/** Both questions of a form: is it an authorization under HIPAA, and, where it was read as one, a consent under Part 2. */
export function deriveAuthorityResult(facts: AuthorityFacts, rules: RuleBookRules, on: DateText): AuthorityResult {
  const { form } = facts;
  if (form === null) {
    const evaluation = evaluateBasis(facts.basis, facts.seen, facts.requesterClass, rules, on);
    return { result: evaluation.result, part2Consent: 'none', evaluation };
  }
  const onlyPart2 = facts.basis === 'part2-consent';
  const readForPart2 = onlyPart2 || FORM_CHECKLISTS.part2.some((ruleId) => Object.hasOwn(form.seen, ruleId));
  const question = { on, recipient: facts.recipient, purpose: facts.purpose, part2InScope: readForPart2 };
  const part2 = readForPart2 ? evaluatePart2Consent(form, question, rules) : undefined;
  const hipaa = onlyPart2 ? undefined : evaluateAuthorization(form, question, rules);
  const both = [hipaa, part2].filter((each) => each !== undefined);
  const result = both[0]?.result ?? 'undecided';
  return {
    result,
    part2Consent: part2?.result ?? 'none',
    evaluation: {
      result,
      elements: both.flatMap(({ elements }) => elements),
      rules: both.flatMap((each) => each.rules),
      warnings: [...new Set(both.flatMap(({ warnings }) => warnings))],
    },
  };
}
