import type { DateText } from '../../../../packages/rule-engine/dates.ts';
import type { Facts } from '../../../../packages/rule-engine/vocabulary.ts';
import type { ReachWay } from './decide-reach.ts';

export const RESTRICTION_KINDS = ['agreed', 'paid-in-full', 'confidential-communication'] as const;
export type RestrictionKind = (typeof RESTRICTION_KINDS)[number];

/** What a patient asked, with what was answered and whether it was ended; a null list covers everything. */
export interface Restriction {
  readonly id: string;
  readonly patientId: string;
  readonly kind: RestrictionKind;
  readonly askedOn: DateText;
  readonly askedHow: 'in-writing' | 'orally';
  readonly words: string;
  readonly recipients: readonly NonNullable<Facts['requester']>[] | null;
  readonly recipientName: string | null;
  readonly typeCodes: readonly string[] | null;
  readonly encounterIds: readonly string[] | null;
  readonly documentIds: readonly string[] | null;
  readonly serviceFrom: DateText | null;
  readonly serviceTo: DateText | null;
  readonly holdsFrom: DateText;
  readonly holdsTo: DateText | null;
  readonly means: string | null;
  /** The way of it, and the place where the way has one; null: only told in `means`. */
  readonly reachBy: ReachWay | null;
  readonly reachTo: string | null;
  readonly at: Date;
  readonly by: string;
  readonly answer: {
    readonly answer: 'agreed' | 'refused';
    readonly reason: string | null;
    readonly ruleId: string;
    readonly at: Date;
    readonly by: string;
  } | null;
  readonly end: {
    readonly endedBy: 'individual' | 'custodian';
    readonly notifiedOn: DateText | null;
    readonly reason: string;
    readonly ruleId: string;
    readonly at: Date;
    readonly by: string;
  } | null;
}
