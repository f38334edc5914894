import type { DateText } from '../../../packages/rule-engine/index.ts';
import {
  byPolicy,
  DECISIONS,
  type DocumentFacts,
  plain,
  type Rater,
  type ReleaseAuthority,
  type ReleaseDecision,
  type Vote,
} from './basis/facts.ts';
import { isPsychotherapyNote, mayHoldNotes, ratePsychotherapyNotes } from './basis/rate-notes.ts';
import { rateBasis } from './basis/rate-basis.ts';
import { ratePart2 } from './basis/rate-part2.ts';
import { rateHarm } from './basis/rate-minor.ts';
import { rateStateClasses } from './basis/rate-place.ts';
import { rateInjury } from './payers/rate-injury.ts';
import { rateRestriction } from './basis/rate-restriction.ts';
import { rateOrder } from './court/rate-order.ts';
import { rateRepresentative } from './requesters/rate-representative.ts';
import { ask, policy, tableReason, type Reason, type RuleBookRules } from './reason.ts';

export { DECISIONS, type DocumentFacts, type ReleaseAuthority, type ReleaseDecision } from './basis/facts.ts';

export interface DocumentDecision {
  readonly documentId: string;
  readonly decision: ReleaseDecision;
  readonly reasons: readonly Reason[];
  /** Printed on each page. */
  readonly mark?: 'UNSIGNED' | 'PRELIMINARY';
}

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
  rateBasis,
  rateStanding,
  rateCustodian,
  rateRecordSet,
  rateDates,
  rateInjury,
  rateType,
  rateOrder,
  rateRepresentative,
  rateSignature,
  rateRestriction,
  ratePsychotherapyNotes,
  ratePart2,
  rateStateClasses,
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
    !(isPsychotherapyNote(document) && mayHoldNotes(authority, rules, on))
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

function markOf(document: DocumentFacts): DocumentDecision['mark'] {
  if (document.authentication === 'unsigned') return 'UNSIGNED';
  return document.authentication === 'preliminary' ? 'PRELIMINARY' : undefined;
}
