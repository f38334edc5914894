import type { DateText, Facts, ItemState } from '../../../packages/rule-engine/index.ts';
import { concludeChecklists, type EvaluatedElement } from './evaluate-checklists.ts';
import { ask, type RuleBookRules } from './reason.ts';

export const VERIFICATION_CHECKLISTS = [
  'us/hipaa/verification-of-requester',
  'us/hipaa/verification-of-official',
] as const;

export interface VerificationSeen {
  readonly seen: Readonly<Record<string, Readonly<Record<string, ItemState>>>>;
  readonly officialAsks: NonNullable<Facts['official_asks']>;
}

export interface VerificationEvaluation {
  readonly result: 'complete' | 'incomplete' | 'undecided';
  readonly elements: readonly EvaluatedElement[];
  readonly rules: readonly { readonly ruleId: string; readonly version: string }[];
}

/** 45 CFR 164.514(h): identity, authority, and the papers on which the disclosure depends; officials by rules of their own. */
export function evaluateVerification(
  input: VerificationSeen,
  rules: RuleBookRules,
  on: DateText,
): VerificationEvaluation {
  const [requester, official] = VERIFICATION_CHECKLISTS;
  const rulings = [
    ask(rules, requester, 'checklist', {
      on,
      facts: { disclosure_basis: 'authorization' },
      items: input.seen[requester] ?? {},
    }),
  ];
  if (input.officialAsks !== 'not-an-official')
    rulings.push(
      ask(rules, official, 'checklist', {
        on,
        facts: { recipient: 'public-official', official_asks: input.officialAsks },
        items: input.seen[official] ?? {},
      }),
    );
  const { sum, elements } = concludeChecklists(rulings);
  return { result: sum, elements, rules: rulings.map(({ ruleId, version }) => ({ ruleId, version })) };
}
