/** How a request ends where somebody says so; each is told by a letter. */
export const PLAIN_KINDS = [
  'released',
  'partial',
  'no-records',
  'not-our-patient',
  'not-our-custodian',
  'returned',
  'withdrawn',
  'duplicate',
  'undeliverable',
] as const;
export type PlainKind = (typeof PLAIN_KINDS)[number];

export const DENIAL_KINDS = ['denied', 'denied-in-part'] as const;
export type DenialKind = (typeof DENIAL_KINDS)[number];

export type OutcomeKind = PlainKind | DenialKind | 'extension';
export const OUTCOME_KINDS = [...PLAIN_KINDS, ...DENIAL_KINDS, 'extension'] as const;

/** These leave the case open. */
const PASSING: readonly OutcomeKind[] = ['partial', 'denied-in-part', 'extension'];

export function endsCase(kind: OutcomeKind): boolean {
  return !PASSING.includes(kind);
}

/** Nobody need be written to where nobody waits for an answer or nobody can be reached, and somebody says why not. */
export const MAY_STAY_UNTOLD: readonly PlainKind[] = ['released', 'withdrawn', 'duplicate', 'undeliverable'];

export const TEMPLATE_OF: Readonly<Record<OutcomeKind, string>> = {
  released: 'release-cover',
  partial: 'partial-release',
  'no-records': 'certificate-of-no-records',
  'not-our-patient': 'not-our-patient',
  'not-our-custodian': 'not-our-custodian',
  returned: 'request-returned',
  withdrawn: 'request-withdrawn',
  duplicate: 'request-duplicate',
  undeliverable: 'undeliverable',
  denied: 'denial',
  'denied-in-part': 'denial',
  extension: 'extension-notice',
};

/** What the end of the case does to its clock: it was answered, or it should not run any more. */
export const ANSWERS_CLOCK: readonly OutcomeKind[] = [
  'released',
  'no-records',
  'not-our-patient',
  'not-our-custodian',
  'denied',
];
