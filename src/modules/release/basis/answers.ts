/** What may be answered to a disclosure, from the mildest to the strictest. */
export const DISCLOSURE_ANSWERS = [
  'allowed',
  'allowed-with-notice',
  'ask-a-person',
  'needs-professional',
  'needs-consent',
  'stopped',
] as const;
export type DisclosureAnswer = (typeof DISCLOSURE_ANSWERS)[number];

/** In what a scope may go beyond the usual one (usual-scopes.ts). */
export const WIDER = [
  'no-encounter',
  'beyond-encounter',
  'no-injury',
  'before-injury',
  'no-first-day',
  'no-last-day',
] as const;
export type Wider = (typeof WIDER)[number];
