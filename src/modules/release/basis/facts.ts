import type { DateText, Facts } from '../../../../packages/rule-engine/index.ts';
import type { LabelName } from '../../access/index.ts';
import type { OrderLimits } from '../court/order-limits.ts';
import type { DisclosureBasis } from '../decide-accountable.ts';
import { policy, type PolicyId, type Reason, type RuleBookRules } from '../reason.ts';

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
  /** Full years of age on the day of the care, where the person is still a minor today; null for adults. */
  readonly minorAge: number | null;
  /** The document that it is an addendum to, as the record links them. */
  readonly appendsTo: string | null;
  /** Its words are clearly about another part of the body than the claim; looked up for workers' compensation only. */
  readonly otherBodyPart?: boolean;
}

/** What no paper of the record says: a person states it in the case, and answers for it (basis/state-facts.ts). */
export type StatedFacts = Pick<
  Facts,
  | 'abuse_or_endangerment_believed'
  | 'emergency_needs_restricted'
  | 'minor_consented_alone'
  | 'notes_exception'
  | 'parent_agreed_to_confidentiality'
  | 'redisclosure_received_for_tpo'
  | 'refusal_in_best_interest'
  | 'state_law_on_parent_access'
>;

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
  /** What the order or subpoena names, where the release rests on it (court/). */
  readonly limits?: OrderLimits;
  /** Specially protected classes that the signed form names. */
  readonly classesNamed: readonly LabelName[];
  /** Whether the form is good as a consent under 42 CFR Part 2; the authorization itself was evaluated before. */
  readonly part2Consent: 'sufficient' | 'defective' | 'undecided' | 'none';
  readonly useAgainstPatient: boolean;
  readonly withUnsigned: boolean;
  /** Where the custodian lies, as rules name it: 'us/ca'; 'us' where no state is known. */
  readonly place: string;
  readonly stated: StatedFacts;
  /** Of a workers' compensation claim: the days of care that it reaches. */
  readonly injury?: { readonly from: DateText; readonly to: DateText | null; readonly bodyPart?: string } | undefined;
  /** Where somebody acts in the patient's place: the care and kinds that the power reaches, null what it leaves open. */
  readonly power?:
    | { readonly from: DateText | null; readonly to: DateText | null; readonly typeCodes: readonly string[] | null }
    | undefined;
}

export const DECISIONS = ['include', 'needs-review', 'needs-professional', 'needs-consent', 'withhold'] as const;
export type ReleaseDecision = (typeof DECISIONS)[number];

export interface Vote {
  readonly decision: ReleaseDecision;
  readonly reason: Reason;
}

export type Rater = (
  document: DocumentFacts,
  authority: ReleaseAuthority,
  rules: RuleBookRules,
  on: DateText,
) => readonly Vote[];

export function byPolicy(decision: ReleaseDecision, id: PolicyId): Vote {
  return { decision, reason: policy(id) };
}

export function plain({ ruleId, version, cite, text }: Reason): Reason {
  return { ruleId, ...(version === undefined ? {} : { version }), ...(cite === undefined ? {} : { cite }), text };
}

/** A table that does not answer is a question for a person, under the policy that says so. */
export function plainOr(reason: Reason | undefined): Reason {
  return reason === undefined ? policy('release/rule-not-decisive') : plain(reason);
}
