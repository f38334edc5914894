/** What somebody at the counter shows. */
export const IDENTITY_KINDS = [
  'driving-licence',
  'passport',
  'state-id',
  'military-id',
  'other',
  'known-in-person',
] as const;
