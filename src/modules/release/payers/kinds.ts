export const DESTINATION_KINDS = [
  'payer',
  'medicare-contractor',
  'agency',
  'disability-determination',
  'workers-compensation-board',
] as const;
export type DestinationKind = (typeof DESTINATION_KINDS)[number];

export const WAYS = ['portal', 'esmd', 'fax', 'mail', 'media', 'secure-mail'] as const;
export type Way = (typeof WAYS)[number];

export const NAME_CHARACTERS = ['letters-digits', 'letters-digits-dashes'] as const;
export type NameCharacters = (typeof NAME_CHARACTERS)[number];

/** What a file name can be made of. */
export const NAME_FIELDS = ['case', 'claim', 'family', 'given', 'mrn', 'date', 'sequence'] as const;
export type NameField = (typeof NAME_FIELDS)[number];

export const REVIEWS = ['prepayment', 'post-payment', 'upic'] as const;
export type Review = (typeof REVIEWS)[number];

/** Of Medicare (42 CFR part 405 subpart I), then of a payer's own procedure. */
export const APPEAL_LEVELS = [
  'redetermination',
  'reconsideration',
  'hearing',
  'council',
  'court',
  'level-1',
  'level-2',
  'level-3',
] as const;
export type AppealLevel = (typeof APPEAL_LEVELS)[number];

export const PROOF_KINDS = ['fax-confirmation', 'portal-receipt', 'tracking-number', 'signed-receipt'] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

export const SUBMISSION_OUTCOMES = ['accepted', 'rejected', 'paid', 'denied', 'recouped'] as const;
export type SubmissionOutcome = (typeof SUBMISSION_OUTCOMES)[number];

export const PAYER_STATES = ['preparing', 'to-prove', 'to-appeal', 'waiting', ...SUBMISSION_OUTCOMES] as const;
export type PayerState = (typeof PAYER_STATES)[number];
