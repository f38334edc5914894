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

/** What stands between the case and its close beside the hand-over (components/, outcomes/). */
export interface AnswerFacts {
  /** Parts of what was asked for that are neither sent nor explained. */
  readonly openComponents: number;
  /** The outcome that ends the case in place of records, where one stands. */
  readonly ending: string | null;
  /** A letter that tells an outcome has not left yet. */
  readonly letterOwed: boolean;
  /** A professional reviews a denial. */
  readonly reviewOpen: boolean;
  /** Records of this case left before, in whatever packet. */
  readonly handedOver: boolean;
  /** An objection waits for a court, or the court sustained it (court/). */
  readonly frozen?: boolean;
}

export const NOTHING_OWED: AnswerFacts = {
  openComponents: 0,
  ending: null,
  letterOwed: false,
  reviewOpen: false,
  handedOver: false,
};

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
  'partly-delivered',
  'delivered',
  'answered',
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
  | 'settle-components'
  | 'send-letter'
  | 'review-denial'
  | 'close'
  | 'wait'
  | 'nothing';

/** The only place that names the state of a request (design section 5); the worklist, lists and letters use this word. */
export function deriveStatus(
  facts: RequestFacts,
  answer: AnswerFacts = NOTHING_OWED,
): {
  readonly status: Status;
  readonly next: NextStep;
  readonly pended: boolean;
} {
  const pended = facts.pends.length > 0;
  const as = (status: Status, next: NextStep) => ({
    status,
    next:
      (pended && next !== 'nothing') || (answer.frozen === true && STOPPED.includes(next)) ? ('wait' as const) : next,
    pended,
  });
  if (facts.cancelled) return { status: 'cancelled', next: 'nothing', pended: false };
  if (facts.closed) return { status: 'closed', next: 'nothing', pended: false };
  if (facts.handOver === 'begun') return as('handing-over', 'confirm-delivery');
  if (answer.ending !== null) return as('answered', beforeClose(answer));
  if (facts.handOver === 'confirmed')
    return as(answer.openComponents > 0 ? 'partly-delivered' : 'delivered', beforeClose(answer));
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

/** What nobody does while a court has to decide. */
const STOPPED: readonly NextStep[] = ['approve', 'assemble', 'repair-packet', 'deliver'];

/** What was answered is closed once nothing is owed: no part, no letter, no review. */
function beforeClose({ openComponents, letterOwed, reviewOpen }: AnswerFacts): NextStep {
  if (openComponents > 0) return 'settle-components';
  if (letterOwed) return 'send-letter';
  return reviewOpen ? 'review-denial' : 'close';
}
