import type { DateText, Facts, ItemState, RulingOf } from '../../../packages/rule-engine/index.ts';
import { elementsOf, sumOf, type EvaluatedElement } from './evaluate-checklists.ts';
import { ask, type RuleBookRules } from './reason.ts';

const ELEMENTS = 'us/hipaa/authorization-elements';
const STATEMENTS = 'us/hipaa/authorization-statements';
const COMPOUND = 'us/hipaa/authorization-compound';
const DEFECTS = 'us/hipaa/authorization-defects';
const PART2_ELEMENTS = 'us/part2/consent-elements';
const PART2_DEFECTS = 'us/part2/consent-defects';

/** The checklists a person goes through with the form beside them; what follows from facts is not asked. */
export const FORM_CHECKLISTS = { hipaa: [ELEMENTS, STATEMENTS], part2: [PART2_ELEMENTS] } as const;

/** What a person read from the signed form. A form says nothing until somebody has looked: absent is unclear. */
export interface AuthorizationForm {
  /** rule id -> element -> what was seen. */
  readonly seen: Readonly<Record<string, Readonly<Record<string, ItemState>>>>;
  readonly signedOn: DateText | null;
  readonly signedBy: 'individual' | 'representative';
  /** Last day on which it holds, where the form names a day. */
  readonly expiresOn: DateText | null;
  /** The event that ends it, where it names one. */
  readonly expiresWhen: string | null;
  readonly expiryEventKnown: boolean;
  readonly revokedOn: DateText | null;
  readonly knownFalse: boolean;
  readonly combinedWith: 'nothing' | 'other-document' | 'conditioned-authorization' | 'other-than-psychotherapy-notes';
  readonly wronglyConditioned: boolean;
  readonly forResearch: boolean;
}

export interface AuthorizationQuestion {
  /** The day of the disclosure. */
  readonly on: DateText;
  readonly recipient: NonNullable<Facts['recipient']>;
  readonly purpose: NonNullable<Facts['purpose']>;
  /** Content under 42 CFR Part 2 is in scope: the form must also be a consent. */
  readonly part2InScope: boolean;
}

export interface AuthorizationEvaluation {
  /** sufficient: it authorizes. defective: it does not, see what is missing or wrong. undecided: a person must look again. */
  readonly result: 'sufficient' | 'defective' | 'undecided';
  readonly elements: readonly EvaluatedElement[];
  readonly rules: readonly { readonly ruleId: string; readonly version: string }[];
  readonly warnings: readonly string[];
}

/** 45 CFR 164.508(b)(1)-(2), (c): every element and statement, then what would spoil the form. */
export function evaluateAuthorization(
  form: AuthorizationForm,
  question: AuthorizationQuestion,
  rules: RuleBookRules,
): AuthorizationEvaluation {
  const facts: Facts = { signed_by_representative: form.signedBy === 'representative', for_research: form.forResearch };
  const on = question.on;
  const elements = ask(rules, ELEMENTS, 'checklist', { on, facts, items: withFacts(form, form.seen[ELEMENTS] ?? {}) });
  const statements = ask(rules, STATEMENTS, 'checklist', { on, facts, items: form.seen[STATEMENTS] ?? {} });
  const compound = ask(rules, COMPOUND, 'checklist', { on, facts, items: { '*': 'missing', ...combined(form) } });
  const whole = sumOf([elements, statements]);
  const defects = ask(rules, DEFECTS, 'checklist', {
    on,
    facts,
    items: {
      expired: expired(form, on),
      incomplete: whole === 'incomplete' ? 'found' : whole === 'complete' ? 'missing' : 'unclear',
      revoked: form.revokedOn !== null && form.revokedOn <= on ? 'found' : 'missing',
      'wrongly-combined': sumOf([compound]) === 'incomplete' ? 'found' : 'missing',
      'wrongly-conditioned': form.wronglyConditioned ? 'found' : 'missing',
      'known-false': form.knownFalse || isSignedLater(form, on) ? 'found' : 'missing',
    },
  });
  return conclude([elements, statements, compound, defects]);
}

/** 42 CFR 2.31: asked besides when content under Part 2 is in scope; a good HIPAA form alone does not reach it. */
export function evaluatePart2Consent(
  form: AuthorizationForm,
  question: AuthorizationQuestion,
  rules: RuleBookRules,
): AuthorizationEvaluation {
  const facts: Facts = { part2_record: true, recipient: question.recipient, purpose: question.purpose };
  const on = question.on;
  const elements = ask(rules, PART2_ELEMENTS, 'checklist', {
    on,
    facts,
    items: withFacts(form, form.seen[PART2_ELEMENTS] ?? {}),
  });
  const whole = sumOf([elements]);
  const defects = ask(rules, PART2_DEFECTS, 'checklist', {
    on,
    facts,
    items: {
      expired: expired(form, on),
      deficient: whole === 'incomplete' ? 'found' : whole === 'complete' ? 'missing' : 'unclear',
      revoked: form.revokedOn !== null && form.revokedOn <= on ? 'found' : 'missing',
      'known-false': form.knownFalse || isSignedLater(form, on) ? 'found' : 'missing',
    },
  });
  return conclude([elements, defects]);
}

/** A tick without the fact behind it is not enough: no date written down, no date found. */
function withFacts(form: AuthorizationForm, seen: Readonly<Record<string, ItemState>>): Record<string, ItemState> {
  const items: Record<string, ItemState> = { ...seen };
  const ticked = (element: string) => (items[element] ?? items['*']) === 'found';
  if (form.signedOn === null && ticked('signature-date')) items['signature-date'] = 'missing';
  if (form.expiresOn === null && form.expiresWhen === null && ticked('expiration')) items['expiration'] = 'missing';
  return items;
}

function combined(form: AuthorizationForm): Record<string, ItemState> {
  switch (form.combinedWith) {
    case 'nothing':
      return {};
    case 'other-document':
      return form.forResearch ? {} : { 'combined-with-other-document': 'found' };
    case 'conditioned-authorization':
      return form.forResearch ? {} : { 'combined-with-conditioned': 'found' };
    case 'other-than-psychotherapy-notes':
      return { 'psychotherapy-with-other': 'found' };
  }
}

/** Good through the day it names. An event ends it once the facility knows; nobody can say that of an event unasked. */
function expired(form: AuthorizationForm, on: DateText): ItemState {
  if (form.expiresOn !== null && form.expiresOn < on) return 'found';
  return form.expiryEventKnown ? 'found' : 'missing';
}

/** Signed on a day to come: what the form says of itself cannot be true. */
function isSignedLater(form: AuthorizationForm, on: DateText): boolean {
  return form.signedOn !== null && form.signedOn > on;
}

function conclude(rulings: readonly RulingOf<'checklist'>[]): AuthorizationEvaluation {
  const elements = rulings.flatMap(elementsOf);
  const silent = rulings
    .filter(({ outcome }) => outcome === 'needs-facts' || outcome === 'not-in-force')
    .map(({ ruleId, outcome }) => `${ruleId}: ${outcome}`);
  const sum = silent.length > 0 && sumOf(rulings) === 'complete' ? 'undecided' : sumOf(rulings);
  return {
    result: sum === 'incomplete' ? 'defective' : sum === 'complete' ? 'sufficient' : 'undecided',
    elements,
    rules: rulings.map(({ ruleId, version }) => ({ ruleId, version })),
    warnings: [...silent, ...new Set(rulings.flatMap(({ warnings }) => warnings))],
  };
}
