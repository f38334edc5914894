import type { DateText, Facts } from '../../../../packages/rule-engine/index.ts';
import type { LabelName } from '../../access/index.ts';
import { ask, tableReason, type Reason, type RuleBookRules } from '../reason.ts';
import { byPolicy, type DocumentFacts, plain, type ReleaseAuthority, type Vote } from './facts.ts';

/** Classes that state laws protect beyond HIPAA. */
export const STATE_CLASSES = [
  'mental-health',
  'hiv',
  'genetic',
  'reproductive',
  'minor-confidential',
  'violence',
] as const satisfies readonly (LabelName & Facts['content_class'])[];
type StateClass = (typeof STATE_CLASSES)[number];

/**
 * Sensitive classes are unticked until something ticks them: the patient's own copy, or a form that names the class. On any
 * other basis (a subpoena, another provider) a person looks at the law of the place, whose section is named where we have
 * it. None of the states' sections is verified: they only ever stop and ask.
 */
export function rateStateClasses(
  document: DocumentFacts,
  authority: ReleaseAuthority,
  rules: RuleBookRules,
  on: DateText,
): Vote[] {
  if (!/^us(\/|$)/.test(authority.place)) return [byPolicy('needs-review', 'release/other-country')];
  if (authority.basis === 'to-individual') return [];
  const present = STATE_CLASSES.filter((label) => document.labels.includes(label));
  return present.flatMap((label) =>
    authority.classesNamed.includes(label) ? named(label, authority, rules, on) : notNamed(label, authority, rules, on),
  );
}

function notNamed(label: StateClass, authority: ReleaseAuthority, rules: RuleBookRules, on: DateText): Vote[] {
  const onForm = authority.basis === 'authorization' || authority.basis === 'part2-consent';
  const vote = onForm
    ? byPolicy('needs-consent', 'release/sensitive-class-not-named')
    : byPolicy('needs-review', 'release/sensitive-class-basis');
  const law = lawOfPlace(label, authority.place, rules, on);
  if (law === undefined) return [vote, byPolicy('needs-review', 'release/place-unknown')];
  return law.answer === 'not-named-here' ? [vote] : [vote, { decision: 'needs-review', reason: plain(law) }];
}

/** A form that names the class is what most laws ask for; where the place wants its own form or each time anew, one looks. */
function named(label: StateClass, authority: ReleaseAuthority, rules: RuleBookRules, on: DateText): Vote[] {
  const law = lawOfPlace(label, authority.place, rules, on);
  if (law === undefined) return [byPolicy('needs-review', 'release/place-unknown')];
  return law.answer === 'own-form' || law.answer === 'consent-each-time'
    ? [{ decision: 'needs-review', reason: plain(law) }]
    : [];
}

/** Undefined: no rule here knows the law of this place. */
function lawOfPlace(
  label: StateClass,
  place: string,
  rules: RuleBookRules,
  on: DateText,
): (Reason & { readonly answer: string }) | undefined {
  const ruleId = `${place}/sensitive-classes`;
  if (!rules.has(ruleId)) return undefined;
  return tableReason(ask(rules, ruleId, 'table', { on, facts: { content_class: label } }));
}
