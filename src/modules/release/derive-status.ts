/** The rows of a request that somebody caused; each absent until it happened. */
export interface RequestFacts {
  readonly cancelled: boolean;
  readonly closed: boolean;
  readonly patientIdentified: boolean;
  readonly requesterVerified: boolean;
  /** Null until the basis of disclosure is recorded; an authorization also has its evaluation. */
  readonly authority: 'sufficient' | 'defective' | 'undecided' | null;
  readonly scopeChosen: boolean;
  /** Documents that still need a consent, a professional or a person's look. */
  readonly openDecisions: number;
  readonly included: number;
  readonly approved: boolean;
  readonly packet: 'none' | 'assembling' | 'failed' | 'ready';
  readonly handOver: 'none' | 'begun' | 'failed' | 'confirmed';
  /** Reasons for which the case waits for somebody outside. */
  readonly pends: readonly string[];
}

export const STATUSES = [
  'received',
  'identified',
  'verified',
  'authorized',
  'scoped',
  'approved',
  'assembling',
  'ready',
  'handing-over',
  'delivered',
  'closed',
  'cancelled',
] as const;
export type Status = (typeof STATUSES)[number];

/** What somebody has to do next; `wait` where the machine or the outside is at work. */
export type NextStep =
  | 'identify-patient'
  | 'verify-requester'
  | 'record-authority'
  | 'cure-authority'
  | 'choose-scope'
  | 'settle-documents'
  | 'approve'
  | 'assemble'
  | 'repair-packet'
  | 'deliver'
  | 'confirm-delivery'
  | 'close'
  | 'wait'
  | 'nothing';

/** The only place that names the state of a request (design section 5); the worklist, lists and letters use this word. */
export function deriveStatus(facts: RequestFacts): {
  readonly status: Status;
  readonly next: NextStep;
  readonly pended: boolean;
} {
  const pended = facts.pends.length > 0;
  const as = (status: Status, next: NextStep) => ({
    status,
    next: pended && next !== 'nothing' ? ('wait' as const) : next,
    pended,
  });
  if (facts.cancelled) return { status: 'cancelled', next: 'nothing', pended: false };
  if (facts.closed) return { status: 'closed', next: 'nothing', pended: false };
  if (facts.handOver === 'confirmed') return as('delivered', 'close');
  if (facts.handOver === 'begun') return as('handing-over', 'confirm-delivery');
  if (facts.packet === 'ready') return as('ready', 'deliver');
  if (facts.packet === 'assembling') return as('assembling', 'wait');
  if (facts.packet === 'failed') return as('approved', 'repair-packet');
  if (facts.approved) return as('approved', 'assemble');
  if (!facts.patientIdentified) return as('received', 'identify-patient');
  if (!facts.requesterVerified) return as('identified', 'verify-requester');
  if (facts.authority === null) return as('verified', 'record-authority');
  if (facts.authority !== 'sufficient') return as('verified', 'cure-authority');
  if (!facts.scopeChosen || facts.included === 0)
    return as('authorized', facts.openDecisions > 0 ? 'settle-documents' : 'choose-scope');
  return as('scoped', facts.openDecisions > 0 ? 'settle-documents' : 'approve');
}
