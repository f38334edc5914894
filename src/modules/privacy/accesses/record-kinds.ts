/** What of the record, in words for a patient. */
export const RECORD_KINDS = [
  'documents',
  'registration',
  'visits',
  'disclosures',
  'letters',
  'papers',
  'oversight',
  'other',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export const DID = ['looked', 'worked'] as const;
export type Did = (typeof DID)[number];
