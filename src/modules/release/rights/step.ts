export const RIGHTS_KINDS = ['amendment', 'accounting'] as const;
export type RightsKind = (typeof RIGHTS_KINDS)[number];

export const STEP_KINDS = [
  'author-asked',
  'author-answered',
  'accepted',
  'denied',
  'told',
  'not-told',
  'disagreed',
  'rebutted',
  'rides-along',
  'priced',
  'price-agreed',
  'accounted',
  'extended',
  'withdrawn',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** 45 CFR 164.526(a)(2), words of the rule `us/hipaa/amendment-denial-grounds`. */
export const AMENDMENT_GROUNDS = [
  'not-created-here',
  'not-in-record-set',
  'not-accessible',
  'accurate-and-complete',
] as const;
export type AmendmentGround = (typeof AMENDMENT_GROUNDS)[number];

export const AUTHOR_ANSWERS = ['accepted', 'accepted-in-part', 'denied'] as const;
export type AuthorAnswer = (typeof AUTHOR_ANSWERS)[number];

/** What belongs to a step beside who, when and its letter; only what is of its kind is there. */
export interface StepFacts {
  /** Asked: which clinician; none: any of them. */
  readonly personId?: string;
  readonly note?: string;
  /** The author's answer. */
  readonly answer?: AuthorAnswer;
  readonly ground?: AmendmentGround;
  readonly reason?: string;
  readonly cite?: string;
  readonly ruleId?: string;
  readonly ruleVersion?: string;
  /** Words that now hang on the documents. */
  readonly words?: string;
  readonly amendmentIds?: readonly string[];
  /** Who was told. */
  readonly name?: string;
  readonly organisation?: string | null;
  readonly disclosureId?: string;
  /** An accounting. */
  readonly cents?: number;
  readonly from?: string;
  readonly to?: string;
  readonly rows?: number;
  readonly suspended?: number;
}

export interface RightsStep {
  readonly id: string;
  readonly kind: StepKind;
  readonly facts: StepFacts;
  readonly recipientKey: string | null;
  readonly promisedOn: string | null;
  readonly letterId: string | null;
  readonly letterLeftAt: Date | null;
  readonly effect: string | null;
  readonly at: Date;
  readonly by: string;
}

export interface Named {
  readonly name: string;
  readonly organisation?: string | undefined;
  readonly address: readonly string[];
}
