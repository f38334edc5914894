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
