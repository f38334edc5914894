import type { Act } from '../../../platform/act.ts';

/** An entry of the record that is data and no page, as a feed brought it: one FHIR R4 resource of the patient. */
export interface StructuredEntry {
  /** Registration of the person in which it lies. */
  readonly patientId: string;
  /** resourceType. */
  readonly type: string;
  readonly id: string;
  readonly version: number;
  /** Facility that received it. */
  readonly facilityId: string;
  readonly labels: bigint;
  /** The resource, as it is served. */
  readonly content: Readonly<Record<string, unknown>>;
}

export interface StructuredFound {
  readonly entries: readonly StructuredEntry[];
  /** There are more than were asked for. */
  readonly more: boolean;
}

/**
 * Reads the entries of one person that the actor may see, over all registrations, in a fixed order. Given by whoever keeps them
 * (interfaces/fhir), since this module may not ask for them itself.
 */
export type ReadStructured = (
  act: Act,
  asked: { readonly patientId: string; readonly types: readonly string[]; readonly most: number },
) => Promise<StructuredFound>;

/**
 * The types that are content of a record and not pages of it, nor how the record is run: documents go as pages, and logs,
 * consents and tasks are the desk's. USCDI v3 names their data classes.
 */
export const STRUCTURED_TYPES = [
  'Patient',
  'AllergyIntolerance',
  'CarePlan',
  'CareTeam',
  'Condition',
  'Coverage',
  'Device',
  'DiagnosticReport',
  'Encounter',
  'FamilyMemberHistory',
  'Goal',
  'Immunization',
  'MedicationAdministration',
  'MedicationDispense',
  'MedicationRequest',
  'MedicationStatement',
  'Observation',
  'Procedure',
  'QuestionnaireResponse',
  'ServiceRequest',
  'Specimen',
] as const;

/** One packet takes no more: two requests by dates do. */
export const MOST_ENTRIES = 20_000;
