import type { DateText } from '../../../../packages/rule-engine/index.ts';
import { ask, type RuleBookRules } from '../reason.ts';

/** A form that every custodian knows by its number. */
export interface KnownForm {
  readonly form: 'ssa-827';
  /** As the rule counts from the day of signing; null where that is not known. */
  readonly endsOn: DateText | null;
  /** False: the rule is not verified and only proposes. */
  readonly acts: boolean;
  readonly cite: string;
}

const NUMBER = /\b(?:form\s+)?ssa\s*-?\s*827\b/i;
const TITLE = /authorization\s+to\s+disclose\s+information\s+to\s+the\s+social\s+security\s+administration/i;

/** Recognised by its number or its title, which a copy of the form carries on each page. */
export function deriveKnownForm(
  text: string,
  signedOn: DateText | null,
  rules: RuleBookRules,
  today: DateText,
): KnownForm | null {
  return NUMBER.test(text) || TITLE.test(text) ? ssa827(signedOn, rules, today) : null;
}

export function ssa827(signedOn: DateText | null, rules: RuleBookRules, today: DateText): KnownForm {
  const ruling = ask(rules, 'us/ssa/authorization-time', 'clock', {
    on: today,
    facts: { authorization_form: 'ssa-827', ...(signedOn === null ? {} : { signed_on: signedOn }) },
  });
  const cite = rules
    .get('us/ssa/authorization-time')
    ?.references.map(({ section }) => section)
    .join('; ');
  return { form: 'ssa-827', endsOn: ruling.answer?.dueOn ?? null, acts: ruling.acts, cite: cite ?? '' };
}
