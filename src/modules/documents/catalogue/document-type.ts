import type { LabelName } from '../../access/index.ts';

/** Chart sections in the order in which a paper chart is assembled; the record's tree and the packet's index follow it. */
export const SECTIONS = {
  registration: 'Registration',
  consents: 'Consents and acknowledgements',
  directives: 'Advance directives',
  emergency: 'Emergency care',
  history: 'History and physical',
  notes: 'Progress notes',
  consults: 'Consultations',
  orders: 'Orders',
  medications: 'Medications',
  nursing: 'Nursing',
  surgery: 'Surgery and procedures',
  anesthesia: 'Anesthesia',
  obstetrics: 'Obstetrics',
  newborn: 'Newborn',
  laboratory: 'Laboratory',
  pathology: 'Pathology',
  imaging: 'Imaging',
  diagnostics: 'Cardiology and other studies',
  therapies: 'Therapies and support services',
  'behavioral-health': 'Behavioral health',
  discharge: 'Discharge and transfer',
  outpatient: 'Outpatient',
  outside: 'Outside records',
  correspondence: 'Correspondence and forms',
  billing: 'Insurance and billing',
  legal: 'Legal papers',
  elsewhere: 'Not part of the record',
} as const;
export type Section = keyof typeof SECTIONS;

/** What is kept how long together. The periods are rules (regulations/); documents only name the series. */
export const SERIES = {
  'medical-record': 'Medical record',
  'emergency-transfer': 'Emergency transfer records (42 CFR 489.20(r))',
  'imaging-report': 'Radiology and nuclear medicine reports (42 CFR 482.26(d), 482.53(d))',
  mammography: 'Mammography (21 CFR 900.12(c)(4))',
  'laboratory-report': 'Laboratory reports (42 CFR 493.1105)',
  'pathology-report': 'Pathology reports (42 CFR 493.1105(a)(6)(ii))',
  'blood-bank': 'Immunohematology and blood records (21 CFR 606.160(d))',
  'fetal-monitoring': 'Fetal monitor strips',
  immunization: 'Vaccine records (42 USC 300aa-25)',
  'privacy-documentation': 'Authorizations, acknowledgements (45 CFR 164.530(j))',
  billing: 'Billing records',
  'not-a-record': 'Kept by its own desk, outside the record',
} as const;
export type Series = keyof typeof SERIES;

export const SIGNER_ROLES = [
  'author',
  'co-author',
  'cosigner',
  'interpreter',
  'practitioner',
  'patient',
  'representative',
  'witness',
  'transcriptionist',
  'verifier',
] as const;
export type SignerRole = (typeof SIGNER_ROLES)[number];

/** Desks that take papers which must not be filed in a chart. */
export const DESTINATIONS = {
  risk: 'Risk management',
  'peer-review': 'Peer review and quality',
  legal: 'Legal counsel',
  release: 'Release of information (a case is opened)',
  privacy: 'Privacy office',
  billing: 'Billing office',
  'employee-health': 'Employee health or human resources',
  research: 'Research office',
} as const;
export type Destination = keyof typeof DESTINATIONS;

export type Level = 'patient' | 'encounter' | 'order';

export interface DocumentType {
  /** What the fingers learn: typed in the picker, printed on separator sheets. Never reused. */
  readonly number: number;
  /** Stable slug; what rows and interfaces carry. */
  readonly code: string;
  readonly name: string;
  /** Other names and page headings. No alias belongs to two types. */
  readonly aliases: readonly string[];
  readonly loinc?: string;
  /** The code stands in a published value set that was read; the catalogue's README names it. */
  readonly loincVerified: boolean;
  readonly section: Section;
  readonly level: Level;
  /** Released as the facility's business record. A site's policy may differ; this is where it starts. */
  readonly inLegalHealthRecord: boolean;
  /** 45 CFR 164.501: what the patient has a right to; wider than the legal health record. */
  readonly inDesignatedRecordSet: boolean;
  /** Labels every document of the type gets; empty is general. */
  readonly sensitivity: readonly LabelName[];
  /** Signatures that authenticate it (42 CFR 482.24(c)(1)); empty: none needed. */
  readonly authentication: readonly SignerRole[];
  readonly series: Series;
  /** Set: not part of the record. Such pages go to that desk and cannot be filed in a chart. */
  readonly notPartOfRecord?: Destination;
}

type Exceptions = Partial<
  Omit<DocumentType, 'number' | 'code' | 'name' | 'aliases' | 'section' | 'loincVerified' | 'notPartOfRecord'>
>;

type Row = (number: number, code: string, name: string, aliases: readonly string[], but?: Exceptions) => DocumentType;

/** The rows of one section share what is usual there and name only what differs. */
export function inSection(section: Section, usual: Exceptions): Row {
  return (number, code, name, aliases, but = {}) => ({
    number,
    code,
    name,
    aliases,
    section,
    level: 'encounter',
    inLegalHealthRecord: true,
    inDesignatedRecordSet: true,
    sensitivity: [],
    authentication: [],
    series: 'medical-record',
    ...usual,
    ...but,
    loincVerified: (but.loinc ?? usual.loinc) !== undefined,
  });
}
