export const WAYS = ['fax', 'mail', 'email', 'electronic', 'disc', 'patient', 'courier', 'other'] as const;
export type HowReceived = (typeof WAYS)[number];

/** Where a record that another organisation made comes from. Its original date and author are the document's own. */
export interface OutsideOrigin {
  /** In words; the directory's spelling is taken where it knows the name. */
  readonly organisation: string;
  /** YYYY-MM-DD. */
  readonly receivedOn: string;
  readonly howReceived: HowReceived;
  /** Who of our people decides what is kept; else somebody is named later. */
  readonly reviewerId?: string | undefined;
}

export const DECISIONS = ['keep', 'keep-part', 'do-not-keep'] as const;
export type OutsideDecision = (typeof DECISIONS)[number];

export const REVIEW_KIND = 'documents.outside-review';
