/**
 * What is looked for in the register, and where each is mended. The words are those of `identity.finding`; the browser reads
 * them too. That a discharge does not come before the admission is a constraint of the table and needs no rule.
 */
export const RULE_FIELDS = {
  'birth-in-future': 'birthDate',
  'older-than-120': 'birthDate',
  'death-before-birth': 'death',
  'death-in-future': 'death',
  'visit-before-birth': 'encounters',
  'visit-after-death': 'encounters',
  'discharge-in-future': 'encounters',
  'document-before-birth': 'documents',
  'document-in-future': 'documents',
  'mothers-document-on-child': 'documents',
  'childs-document-on-adult': 'documents',
  'placeholder-name': 'names',
  'number-of-several': 'identifiers',
  'ssn-never-issued': 'identifiers',
  'mrn-irregular': 'identifiers',
  'placeholder-phone': 'contacts',
} as const;

export type Rule = keyof typeof RULE_FIELDS;
export type FindingField = (typeof RULE_FIELDS)[Rule];

/** In the order in which a list names them. */
export const RULES = Object.keys(RULE_FIELDS) as [Rule, ...Rule[]]; // the literal above

/** What a rule met; the browser has a sentence for each. */
export type Why =
  | 'after-today'
  | 'before-birth'
  | 'after-death'
  | 'too-old'
  | 'obstetric-type'
  | 'label-names-parent'
  | 'mothers-number'
  | 'newborn-type'
  | 'newborn'
  | 'unknown'
  | 'test'
  | 'do-not-use'
  | 'digits'
  | 'no-letters'
  | 'repeated'
  | 'waits-too-long'
  | 'shared'
  | 'area'
  | 'group'
  | 'serial'
  | 'length'
  | 'well-known'
  | 'signs'
  | 'is-the-ssn';
