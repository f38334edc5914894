import type { DateText, Facts } from '../../../packages/rule-engine/index.ts';
import type { LabelName } from '../access/index.ts';
import type { DisclosureBasis } from './decide-accountable.ts';
import { ask, policy, tableReason, type PolicyId, type Reason, type RuleBookRules } from './reason.ts';

/** What the record says of one document. */
export interface DocumentFacts {
  readonly documentId: string;
  readonly legalEntityId: string;
  readonly typeCode: string;
  readonly serviceFrom: DateText | null;
  readonly serviceTo: DateText | null;
  readonly inDesignatedRecordSet: boolean;
  readonly inLegalHealthRecord: boolean;
  readonly labels: readonly LabelName[];
  readonly authentication: 'authenticated' | 'not-needed' | 'unsigned' | 'preliminary';
  readonly superseded: boolean;
  readonly enteredInError: boolean;
  readonly recordKind: NonNullable<Facts['record_kind']> | null;
  /** A restriction granted to the patient that reaches this recipient (45 CFR 164.522(a)). */
  readonly restriction: 'none' | 'paid-in-full' | 'agreed';
}

/** What the request rests on and reaches. */
export interface ReleaseAuthority {
  readonly basis: DisclosureBasis;
  readonly requester: NonNullable<Facts['requester']>;
  readonly purpose: NonNullable<Facts['purpose']>;
  /** The legal entities the authorization, order or law names as those who may disclose. */
  readonly legalEntityIds: readonly string[];
  readonly from: DateText | null;
  readonly to: DateText | null;
  /** Undefined: all kinds. */
  readonly typeCodes?: readonly string[];
  /** Specially protected classes that the signed form names. */
  readonly classesNamed: readonly LabelName[];
  /** Whether the form is good as a consent under 42 CFR Part 2; the authorization itself was evaluated before. */
  readonly part2Consent: 'sufficient' | 'defective' | 'undecided' | 'none';
  readonly useAgainstPatient: boolean;
  readonly withUnsigned: boolean;
}

export const DECISIONS = ['include', 'needs-review', 'needs-professional', 'needs-consent', 'withhold'] as const;
export type ReleaseDecision = (typeof DECISIONS)[number];

export interface DocumentDecision {
  readonly documentId: string;
  readonly decision: ReleaseDecision;
  readonly reasons: readonly Reason[];
  /** Printed on each page. */
  readonly mark?: 'UNSIGNED' | 'PRELIMINARY';
}

interface Vote {
  readonly decision: ReleaseDecision;
  readonly reason: Reason;
}

type Rater = (
  document: DocumentFacts,
  authority: ReleaseAuthority,
  rules: RuleBookRules,
  on: DateText,
) => readonly Vote[];

/**
 * Whether one document may go into the packet. Everything that stands against it is said, the strictest decides; what no
 * rule stops is included, with that as its reason. Only a person turns needs-... into include, and says why.
 */
export function decideRelease(
  document: DocumentFacts,
  authority: ReleaseAuthority,
  rules: RuleBookRules,
  on: DateText,
): DocumentDecision {
  const votes = RATERS.flatMap((rate) => rate(document, authority, rules, on));
  const strictest = Math.max(0, ...votes.map(({ decision }) => DECISIONS.indexOf(decision)));
  const decision = DECISIONS[strictest] ?? 'withhold';
  const against = votes.filter((vote) => vote.decision !== 'include').map(({ reason }) => reason);
  const reasons = against.length > 0 ? against : [policy('release/covered'), ...votes.map(({ reason }) => reason)];
  const mark = markOf(document);
  return { documentId: document.documentId, decision, reasons, ...(mark === undefined ? {} : { mark }) };
}

const RATERS: readonly Rater[] = [
  rateStanding,
  rateCustodian,
  rateRecordSet,
  rateDates,
  rateType,
  rateSignature,
  rateRestriction,
  ratePsychotherapyNotes,
  ratePart2,
  rateOtherClasses,
  rateHarm,
];

function rateStanding(document: DocumentFacts): Vote[] {
  if (document.enteredInError) return [byPolicy('withhold', 'release/entered-in-error')];
  if (document.labels.includes('not-kept')) return [byPolicy('withhold', 'release/not-kept')];
  return document.superseded ? [byPolicy('withhold', 'release/superseded')] : [];
}

/** An authorization names who may disclose (45 CFR 164.508(c)(1)(ii)): it never reaches another entity's record. */
function rateCustodian(document: DocumentFacts, authority: ReleaseAuthority): Vote[] {
  if (authority.legalEntityIds.includes(document.legalEntityId)) return [];
  const reason: Reason = {
    ...policy('release/other-custodian'),
    ...(authority.basis === 'authorization'
      ? { ruleId: 'us/hipaa/authorization-elements', cite: '45 CFR 164.508(c)(1)(ii)' }
      : {}),
  };
  return [{ decision: 'withhold', reason }];
}

function rateRecordSet(
  document: DocumentFacts,
  authority: ReleaseAuthority,
  rules: RuleBookRules,
  on: DateText,
): Vote[] {
  // Psychotherapy notes lie outside both, and an authorization may still name them (45 CFR 164.508(a)(2)).
  if (
    !document.inDesignatedRecordSet &&
    !document.inLegalHealthRecord &&
    !isNamedPsychotherapyNote(document, authority)
  )
    return [byPolicy('withhold', 'release/not-part-of-record')];
  if (authority.basis !== 'to-individual') return [];
  const ruling = ask(rules, 'us/hipaa/access-scope', 'table', {
    on,
    facts: document.recordKind === null ? { record_kind: 'medical-record' } : { record_kind: document.recordKind },
  });
  const reason = tableReason(ruling);
  if (reason === undefined) return [byPolicy('needs-review', 'release/rule-not-decisive')];
  return reason.answer === 'outside-the-right' ? [{ decision: 'withhold', reason: plain(reason) }] : [];
}

function rateDates(document: DocumentFacts, { from, to }: ReleaseAuthority): Vote[] {
  if (from === null && to === null) return [];
  if (document.serviceFrom === null) return [byPolicy('needs-review', 'release/date-unknown')];
  const last = document.serviceTo ?? document.serviceFrom;
  const outside = (from !== null && last < from) || (to !== null && document.serviceFrom > to);
  return outside ? [byPolicy('withhold', 'release/outside-dates')] : [];
}

function rateType(document: DocumentFacts, { typeCodes }: ReleaseAuthority): Vote[] {
  return typeCodes === undefined || typeCodes.includes(document.typeCode)
    ? []
    : [byPolicy('withhold', 'release/outside-types')];
}

/** The right of access reaches drafts that are in the record set: for the patient a person looks, for others they stay out. */
function rateSignature(document: DocumentFacts, authority: ReleaseAuthority): Vote[] {
  if (markOf(document) === undefined || authority.withUnsigned) return [];
  return [byPolicy(authority.basis === 'to-individual' ? 'needs-review' : 'withhold', 'release/unsigned')];
}

function rateRestriction(
  document: DocumentFacts,
  authority: ReleaseAuthority,
  rules: RuleBookRules,
  on: DateText,
): Vote[] {
  const votes: Vote[] = [];
  if (document.labels.includes('restricted') && authority.basis !== 'to-individual')
    votes.push(byPolicy('needs-review', 'release/restricted'));
  if (document.restriction === 'none') return votes;
  if (document.restriction === 'agreed') return [...votes, byPolicy('withhold', 'release/restricted')];
  const facts: Facts = {
    paid_in_full_out_of_pocket: true,
    purpose: authority.purpose,
    disclosure_required_by_law: authority.basis === 'required-by-law',
  };
  const reason = tableReason(ask(rules, 'us/hipaa/restriction-paid-in-full', 'table', { on, facts }));
  return reason?.answer === 'must-agree' ? [...votes, { decision: 'withhold', reason: plain(reason) }] : votes;
}

/** 45 CFR 164.508(a)(2): an authorization for these notes, and for nothing else. */
function ratePsychotherapyNotes(
  document: DocumentFacts,
  authority: ReleaseAuthority,
  rules: RuleBookRules,
  on: DateText,
): Vote[] {
  if (!isPsychotherapyNote(document)) return [];
  if (authority.basis === 'to-individual') {
    const scope = tableReason(
      ask(rules, 'us/hipaa/access-scope', 'table', { on, facts: { record_kind: 'psychotherapy-notes' } }),
    );
    return [{ decision: 'withhold', reason: scope === undefined ? policy('release/rule-not-decisive') : plain(scope) }];
  }
  if (isNamedPsychotherapyNote(document, authority)) return [];
  const ruling = ask(rules, 'us/hipaa/psychotherapy-notes-authorization', 'table', {
    on,
    facts: { record_kind: 'psychotherapy-notes', notes_exception: 'none' },
  });
  return [{ decision: 'needs-consent', reason: plainOr(tableReason(ruling)) }];
}

function isPsychotherapyNote({ recordKind, labels }: DocumentFacts): boolean {
  return recordKind === 'psychotherapy-notes' || labels.includes('psychotherapy-notes');
}

function isNamedPsychotherapyNote(document: DocumentFacts, { basis, classesNamed }: ReleaseAuthority): boolean {
  return isPsychotherapyNote(document) && basis === 'authorization' && classesNamed.includes('psychotherapy-notes');
}

/** 42 CFR Part 2: consent of its own kind, and never against the patient without more. The patient's own copy needs none. */
function ratePart2(document: DocumentFacts, authority: ReleaseAuthority, rules: RuleBookRules, on: DateText): Vote[] {
  const counseling = document.recordKind === 'sud-counseling-notes';
  if (!counseling && document.recordKind !== 'sud-record' && !document.labels.includes('substance-use-part2'))
    return [];
  if (authority.basis === 'to-individual')
    return counseling ? [byPolicy('needs-professional', 'release/professional-judgement')] : [];
  const facts: Facts = { part2_record: true, use_against_patient: authority.useAgainstPatient };
  const votes: Vote[] = [];
  const against = tableReason(ask(rules, 'us/part2/proceedings-against-patient', 'table', { on, facts }));
  if (against?.answer === 'consent-or-order-needed' && authority.basis !== 'part2-court-order')
    votes.push({ decision: 'needs-consent', reason: plain(against) });
  if (counseling) {
    const notes = tableReason(
      ask(rules, 'us/part2/counseling-notes-consent', 'table', {
        on,
        facts: { ...facts, record_kind: 'sud-counseling-notes' },
      }),
    );
    votes.push({ decision: 'needs-consent', reason: plainOr(notes) });
  }
  if (authority.basis.startsWith('part2-') && authority.basis !== 'part2-consent')
    return [...votes, byPolicy('needs-review', 'release/sensitive-class-basis')];
  if (authority.part2Consent === 'sufficient') return votes;
  const rule = rules.get('us/part2/consent-elements');
  const reason: Reason = {
    ruleId: 'us/part2/consent-elements',
    ...(rule === undefined ? {} : { version: rule.version }),
    cite: '42 CFR 2.31',
    text: CONSENT_TEXT[authority.part2Consent],
  };
  return [...votes, { decision: 'needs-consent', reason }];
}

const CONSENT_TEXT = {
  none: 'Substance use disorder records under 42 CFR Part 2: the patient’s written consent for them is needed',
  defective: 'The consent for records under 42 CFR Part 2 lacks an element or is no longer good',
  undecided: 'The consent for records under 42 CFR Part 2 has not been read completely',
} as const;

/** Classes that state laws protect beyond HIPAA. */
const STATE_CLASSES: readonly LabelName[] = [
  'mental-health',
  'hiv',
  'genetic',
  'reproductive',
  'minor-confidential',
  'violence',
];

/**
 * Sensitive classes are unticked until something ticks them: the patient's own copy, or a form that names the class. On any
 * other basis (a subpoena, another provider) a person looks at the state's law.
 */
function rateOtherClasses(document: DocumentFacts, authority: ReleaseAuthority): Vote[] {
  if (authority.basis === 'to-individual') return [];
  const open = document.labels.filter(
    (label) => STATE_CLASSES.includes(label) && !authority.classesNamed.includes(label),
  );
  if (open.length === 0) return [];
  return [
    authority.basis === 'authorization' || authority.basis === 'part2-consent'
      ? byPolicy('needs-consent', 'release/sensitive-class-not-named')
      : byPolicy('needs-review', 'release/sensitive-class-basis'),
  ];
}

/** Somebody who acts for the patient asks for what could endanger the patient: 45 CFR 164.524(a)(3)(iii), 164.502(g)(3)-(5). */
function rateHarm(document: DocumentFacts, authority: ReleaseAuthority): Vote[] {
  if (authority.requester !== 'personal-representative') return [];
  const votes: Vote[] = [];
  if (document.labels.includes('minor-confidential'))
    votes.push(byPolicy('needs-professional', 'release/minor-confidential'));
  if (document.labels.includes('violence')) {
    votes.push({
      decision: 'needs-professional',
      reason: { ...policy('release/professional-judgement'), cite: '45 CFR 164.524(a)(3)(iii)' },
    });
  }
  return votes;
}

function markOf(document: DocumentFacts): DocumentDecision['mark'] {
  if (document.authentication === 'unsigned') return 'UNSIGNED';
  return document.authentication === 'preliminary' ? 'PRELIMINARY' : undefined;
}

function byPolicy(decision: ReleaseDecision, id: PolicyId): Vote {
  return { decision, reason: policy(id) };
}

function plain({ ruleId, version, cite, text }: Reason): Reason {
  return { ruleId, ...(version === undefined ? {} : { version }), ...(cite === undefined ? {} : { cite }), text };
}

function plainOr(reason: Reason | undefined): Reason {
  return reason === undefined ? policy('release/rule-not-decisive') : plain(reason);
}
