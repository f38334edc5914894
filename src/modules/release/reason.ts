import {
  evaluate,
  type AnswerOf,
  type Question,
  type Rule,
  type RuleKind,
  type RuleOf,
  type RulingOf,
} from '../../../packages/rule-engine/index.ts';

/** Why something was decided: a rule of law with its version, or a policy of this module. Stored with the decision. */
export interface Reason {
  readonly ruleId: string;
  /** Hash of the rule's text on that day; absent for a policy, whose text is here. */
  readonly version?: string;
  readonly cite?: string;
  readonly text: string;
}

export type RuleBookRules = ReadonlyMap<string, Rule>;

/** What is not law but how a records desk works. Sites read them beside the rules. */
export const POLICIES = {
  'release/entered-in-error': 'Entered in error: never released',
  'release/superseded': 'A newer version stands in its place',
  'release/not-kept': 'Came from elsewhere, and the reviewing clinician did not keep it for care here',
  'release/addendum-of': 'An addendum goes only together with the document it belongs to',
  'release/unsigned': 'Not yet authenticated: left out unless asked for, and then marked on every page',
  'release/outside-dates': 'Outside the dates of the request',
  'release/outside-injury': 'Outside the days of the injury that the workers’ compensation claim is about',
  'release/other-body-part':
    'Its words are about another part of the body than the workers’ compensation claim: a person decides',
  'release/date-unknown': 'Its date is not known, so nobody can say whether it lies within the dates of the request',
  'release/outside-types': 'Not among the kinds of document asked for',
  'release/outside-power-types': 'Not among the kinds of document that the power of the representative reaches',
  'release/outside-power-days': 'Care outside the days that the power of the representative reaches',
  'release/power-date-unknown':
    'Its date is not known, so nobody can say whether the power of the representative reaches it',
  'release/other-custodian': 'The record of another legal entity, which the request does not name',
  'release/not-part-of-record': 'Neither part of the designated record set nor of the legal health record',
  'release/sensitive-class-not-named': 'Content of a specially protected kind, which the authorization does not name',
  'release/sensitive-class-basis': 'Content of a specially protected kind: state law may ask for more than this basis',
  'release/agreed-restriction': 'The facility agreed with the patient not to disclose this here',
  'release/place-unknown': 'No rule here knows what the law of this place asks for such content: a person looks it up',
  'release/other-country': 'Another country: no rule here knows its law, so a person decides',
  'release/minors-law-unknown':
    'Care that a minor may have consented to alone: a person looks at the law of this place',
  'release/restricted': 'Marked as restricted at the request of the patient or by policy',
  'release/professional-judgement': 'A licensed professional decides whether this may be given',
  'release/minor-confidential': 'Care a minor may consent to alone, asked for by somebody acting for the minor',
  'release/rule-not-decisive': 'The rule is not verified or lacks facts: a person decides',
  'release/second-person': 'Approved by another person than the one who prepared it',
  'release/care-one-person':
    'For treatment by another provider, with nothing left to anybody’s judgement: approved by whoever sends it',
  'release/own-record': 'Nobody prepares or approves the release of their own record',
  'release/relative-record': 'Nobody prepares or approves the release of a relative’s record',
  'release/identity-in-question':
    'The identity of the patient is in question: two people may share this chart, or a merge may be wrong',
  'release/preflight-not-done': 'The pages that would leave have not all been gone over yet',
  'release/preflight-stale':
    'The records chosen or the registration of the patient changed since the pages were gone over',
  'release/preflight-open': 'Something found on the pages is not settled yet',
  'release/outside-order': 'Outside the order: it names other days, kinds or documents',
  'release/court-objection': 'An objection or a motion to quash waits for the decision of the court',
  'release/court-quashed': 'The court sustained an objection: nothing leaves under this process',
  'release/court-limits-unrecorded':
    'The court limited the process: record what is left of it, then choose the scope again',
  'release/no-assurance': 'A subpoena without an order, and no satisfactory assurance came with it',
  'release/objection-window-open': 'The time in which the individual may object has not run out, or is not recorded',
  'release/not-an-order': 'What was served is a subpoena, not the order of a court that the release is said to rest on',
  'release/covered': 'Within the authority, dates and kinds of the request',
} as const;
export type PolicyId = keyof typeof POLICIES;

export function policy(ruleId: PolicyId): Reason {
  return { ruleId, text: POLICIES[ruleId] };
}

/** Asks one rule of the book. @throws TypeError when the book has no such rule: the product was built with another one. */
export function ask<K extends RuleKind>(
  rules: RuleBookRules,
  ruleId: string,
  kind: K,
  question: Question,
): RulingOf<K> {
  const rule = rules.get(ruleId);
  if (rule === undefined || rule.kind !== kind) throw new TypeError(`the rule book has no ${kind} "${ruleId}"`);
  return evaluate(rule as RuleOf<K>, question); // its kind is K, as just seen
}

/** The answer of a decision table, as a reason; undefined when it does not apply or cannot answer. */
export function tableReason(ruling: RulingOf<'table'>): (Reason & { readonly answer: string }) | undefined {
  const answer: AnswerOf['table'] | null = ruling.answer;
  if (answer === null) return undefined;
  return {
    ruleId: ruling.ruleId,
    version: ruling.version,
    cite: answer.cite,
    text: answer.because,
    answer: answer.answer,
  };
}
