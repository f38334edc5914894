import type { LabelName } from '../access/index.ts';

export const NAME_USES = [
  'legal',
  'previous',
  'maiden',
  'name-used',
  'alias',
  'newborn-placeholder',
  'unknown-placeholder',
] as const;
export type NameUse = (typeof NAME_USES)[number];

export interface NameFacts {
  readonly use: NameUse;
  readonly family?: string | undefined;
  readonly given: readonly string[];
  readonly prefix?: readonly string[] | undefined;
  readonly suffix?: readonly string[] | undefined;
  /** YYYY-MM-DD. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export const IDENTIFIER_KINDS = [
  'mrn',
  'ssn',
  'drivers-licence',
  'passport',
  'insurance',
  'national',
  'other',
] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

export interface IdentifierFacts {
  /** URI of the assigning system. */
  readonly system: string;
  readonly value: string;
  readonly kind: IdentifierKind;
}

export interface ContactFacts {
  readonly kind: 'phone' | 'email' | 'address';
  readonly use?: string | undefined;
  readonly value?: string | undefined;
  readonly lines?: readonly string[] | undefined;
  readonly city?: string | undefined;
  readonly state?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly country?: string | undefined;
}

/** What a source says about a person, whole: registering takes it, replacing makes the register say the same. */
export interface PatientFacts {
  /** YYYY-MM-DD; unknown parts are 01 and `birthDatePrecision` says so. */
  readonly birthDate?: string | undefined;
  readonly birthDatePrecision?: 'day' | 'month' | 'year' | undefined;
  readonly sex: 'male' | 'female' | 'other' | 'unknown';
  readonly language?: string | undefined;
  readonly names: readonly NameFacts[];
  readonly identifiers: readonly IdentifierFacts[];
  readonly contacts: readonly ContactFacts[];
  /** Died; with the date where known. */
  readonly death?: { readonly on?: string | undefined } | undefined;
}

export interface PatientRecord extends PatientFacts {
  readonly id: string;
  readonly facilityId: string;
  readonly labels: readonly LabelName[];
  readonly version: number;
  readonly survivorId: string;
  readonly memberIds: readonly string[];
  readonly flags: readonly {
    readonly id: string;
    readonly kind: string;
    readonly reason: string;
    readonly raisedAt: string;
  }[];
  readonly mrn: string | undefined;
}

/** The name to print first: the current legal name, else the newest of any use. */
export function currentName(names: readonly NameFacts[]): NameFacts | undefined {
  const current = names.filter((name) => name.to === undefined);
  return (
    current.find((name) => name.use === 'legal') ??
    current.find((name) => name.use === 'name-used') ??
    current[0] ??
    names[0]
  );
}

/** `Family, Given Middle`: how a records desk files. */
export function printName(name: NameFacts | undefined): string {
  if (name === undefined) return '';
  const given = name.given.join(' ');
  const suffix = (name.suffix ?? []).join(' ');
  return [[name.family, suffix].filter((part) => part !== undefined && part !== '').join(' '), given]
    .filter((part) => part !== '')
    .join(', ');
}
