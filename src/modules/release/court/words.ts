/** What the paper is. */
export const PROCESS_KINDS = [
  'court-order',
  'subpoena-duces-tecum',
  'deposition-subpoena',
  'administrative-subpoena',
  'warrant',
  'discovery-request',
] as const;
export type ProcessKind = (typeof PROCESS_KINDS)[number];

export const ISSUERS = ['court', 'clerk', 'attorney', 'agency', 'grand-jury'] as const;
export type Issuer = (typeof ISSUERS)[number];

export const SERVED_HOW = ['in-person', 'mail', 'fax', 'email', 'agent'] as const;

/** Satisfactory assurance, 45 CFR 164.512(e)(1)(ii)-(vi). */
export const ASSURANCES = ['notice', 'protective-order', 'own-effort', 'none'] as const;
export type Assurance = (typeof ASSURANCES)[number];

export const OBJECTION_KINDS = ['objection', 'motion-to-quash'] as const;
export const COURT_DECISIONS = ['overruled', 'dismissed', 'limited', 'sustained'] as const;
export type CourtDecision = (typeof COURT_DECISIONS)[number];

export const COURT_PAPERS = ['affidavit', 'certification', 'objection', 'cover'] as const;
export type CourtPaper = (typeof COURT_PAPERS)[number];

/** What is still to be found out or done about a process. */
export const COURT_NEEDS = ['process', 'return-date', 'assurance', 'objection-window', 'order-scope'] as const;
export type CourtNeed = (typeof COURT_NEEDS)[number];

/** Signed by a judge or tribunal; everything else is a demand that needs assurance or another authority. */
export function isOrder(kind: ProcessKind): boolean {
  return kind === 'court-order' || kind === 'warrant';
}

/** The clock of a state that service starts, in `regulations`, beside the clock of access. */
export const COURT_TOPIC = 'disclosure';
