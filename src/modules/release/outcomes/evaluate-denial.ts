import type { DateText, Facts, ItemState } from '../../../../packages/rule-engine/index.ts';
import { ask, type Reason, type RuleBookRules, tableReason } from '../reason.ts';
import type { DenialKind } from './kinds.ts';

const GROUNDS = 'us/hipaa/access-denial-grounds';
const LETTER = 'us/hipaa/access-denial-letter';

export type DenialGround = NonNullable<Facts['denial_ground']>;

export interface DenialQuestion {
  readonly kind: DenialKind;
  readonly ground: DenialGround;
  /** The licensed professional who judged it, where one did. */
  readonly professional: string | undefined;
  readonly inmate: boolean;
  readonly rest: string | undefined;
  readonly contactName: string | undefined;
  readonly contactPhone: string | undefined;
}

export type DenialEvaluation =
  | { readonly refused: 'no-ground'; readonly because: Reason }
  | { readonly refused: 'letter-incomplete'; readonly missing: readonly { text: string; cite: string }[] }
  | {
      readonly refused?: undefined;
      readonly reviewable: boolean;
      /** Why, as the letter says it. */
      readonly basis: Reason;
      readonly reasons: readonly Reason[];
      /** False: a rule in it is not verified, and a person has read it. */
      readonly acts: boolean;
    };

/** 45 CFR 164.524(a)(2)-(3), (d): whether access may be refused so, with which right, and whether the letter says all it must. */
export function evaluateDenial(question: DenialQuestion, rules: RuleBookRules, on: DateText): DenialEvaluation {
  const facts: Facts = {
    denial_ground: question.ground,
    licensed_professional_judged: question.professional !== undefined,
    inmate: question.inmate,
  };
  const grounds = ask(rules, GROUNDS, 'table', { on, facts });
  const basis = tableReason(grounds);
  if (basis === undefined || basis.answer === 'no-ground')
    return {
      refused: 'no-ground',
      because: basis ?? { ruleId: GROUNDS, text: 'The rule does not answer for this ground' },
    };
  const said = (is: boolean): ItemState => (is ? 'found' : 'missing');
  const contact = question.contactName !== undefined && question.contactPhone !== undefined;
  const letter = ask(rules, LETTER, 'checklist', {
    on,
    facts,
    items: {
      // The template is written in plain language and says the rest by itself.
      'plain-language': 'found',
      basis: 'found',
      'complaint-to-hhs': 'found',
      'rest-released': said(question.kind === 'denied' || question.rest !== undefined),
      'review-right': said(contact),
      'complaint-to-facility': said(contact),
    },
  });
  const missing = [...(letter.answer?.missing ?? []), ...(letter.answer?.unclear ?? [])];
  if (letter.answer?.result !== 'complete')
    return { refused: 'letter-incomplete', missing: missing.map(({ text, cite }) => ({ text, cite })) };
  const { answer, ...reason } = basis;
  return {
    reviewable: answer === 'reviewable',
    basis: reason,
    reasons: [
      reason,
      { ruleId: LETTER, version: letter.version, cite: letter.citations.join('; '), text: 'The letter has every part' },
    ],
    acts: grounds.acts && letter.acts,
  };
}
