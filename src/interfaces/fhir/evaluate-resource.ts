import { checkAttachments } from './documents/check-attachments.ts';
import { deriveDay } from './derive-day.ts';
import { isObject, type Json, type JsonObject } from './read-json.ts';
import { problems } from './problems.ts';
import { RESOURCE_TYPES } from './resource-types.ts';

/** Required-binding codes (FHIR R4 4.0.1) of the elements that modules read, and the statuses every reader relies on. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  'Patient.gender': ['male', 'female', 'other', 'unknown'],
  'Practitioner.gender': ['male', 'female', 'other', 'unknown'],
  'Encounter.status': [
    'planned',
    'arrived',
    'triaged',
    'in-progress',
    'onleave',
    'finished',
    'cancelled',
    'entered-in-error',
    'unknown',
  ],
  'Observation.status': [
    'registered',
    'preliminary',
    'final',
    'amended',
    'corrected',
    'cancelled',
    'entered-in-error',
    'unknown',
  ],
  'DiagnosticReport.status': [
    'registered',
    'partial',
    'preliminary',
    'final',
    'amended',
    'corrected',
    'appended',
    'cancelled',
    'entered-in-error',
    'unknown',
  ],
  'DocumentReference.status': ['current', 'superseded', 'entered-in-error'],
  'Procedure.status': [
    'preparation',
    'in-progress',
    'not-done',
    'on-hold',
    'stopped',
    'completed',
    'entered-in-error',
    'unknown',
  ],
  'MedicationRequest.status': [
    'active',
    'on-hold',
    'cancelled',
    'completed',
    'entered-in-error',
    'stopped',
    'draft',
    'unknown',
  ],
  'Immunization.status': ['completed', 'entered-in-error', 'not-done'],
};
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Encounter: ['status', 'class'],
  Observation: ['status', 'code'],
  DiagnosticReport: ['status', 'code'],
  DocumentReference: ['status', 'content'],
  Condition: ['subject'],
  Procedure: ['status', 'subject'],
  MedicationRequest: ['status', 'intent', 'subject'],
  Immunization: ['status', 'patient'],
};
/** What is searched by stands in indexes, and no person has more than this. */
const MAX_WORD = 500;
const MAX_REPEATS = 200;
const ID = /^[A-Za-z0-9.-]{1,64}$/;
const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/**
 * Refuses what is no resource of R4, and what modules would misread: unknown type, malformed id, missing required element,
 * a code outside a required binding, a malformed birth date, content that is not what it claims.
 * @throws fhir/not-a-resource, fhir/unknown-type, fhir/not-supported, fhir/invalid-element, fhir/attachment-mismatch with the FHIRPath in `at`
 */
export function checkResource(value: unknown, at: string): JsonObject & { resourceType: string } {
  if (!isObject(value) || typeof value.resourceType !== 'string')
    throw problems.notAResource({ detail: `Nothing of it was stored. ${at} has no resourceType.`, at });
  const type = value.resourceType;
  if (!RESOURCE_TYPES.has(type))
    throw problems.unknownType({
      detail: `Nothing of it was stored. ${at} names a resource type that R4 does not have.`,
      at,
    });
  if (type === 'AuditEvent')
    throw problems.notSupported({
      detail: `Nothing of it was stored. ${at}: the log is written here by what happens, and by nobody else.`,
      at,
    });
  if (value.id !== undefined && (typeof value.id !== 'string' || !ID.test(value.id)))
    throw invalid(at, `${type}.id`, 'is not 1 to 64 letters, digits, dots and dashes');
  for (const element of REQUIRED[type] ?? [])
    if (value[element] === undefined) throw invalid(at, `${type}.${element}`, 'is required and missing');
  for (const element of ['gender', 'status']) {
    const codes = CODES[`${type}.${element}`];
    const code = value[element];
    if (codes === undefined || code === undefined) continue;
    if (typeof code !== 'string' || !codes.includes(code))
      throw invalid(at, `${type}.${element}`, `is none of ${codes.join(', ')}`);
  }
  if (type === 'Patient') checkPatient(value, at);
  const resource = value as JsonObject & { resourceType: string }; // seen above
  checkAttachments(resource, at);
  return resource;
}

function checkPatient(patient: JsonObject, at: string): void {
  if (patient.birthDate !== undefined && (typeof patient.birthDate !== 'string' || !DATE.test(patient.birthDate)))
    throw invalid(at, 'Patient.birthDate', 'is not YYYY, YYYY-MM or YYYY-MM-DD');
  if (
    typeof patient.birthDate === 'string' &&
    patient.birthDate.length === 10 &&
    deriveDay(patient.birthDate) === undefined
  )
    throw invalid(at, 'Patient.birthDate', 'is no day that exists');
  for (const element of ['name', 'identifier', 'telecom', 'address']) {
    const list = patient[element];
    if (list !== undefined && (!Array.isArray(list) || !list.every(isObject)))
      throw invalid(at, `Patient.${element}`, 'is not a list of objects');
    if (Array.isArray(list) && (list.length > MAX_REPEATS || !list.every(isOfThisWorld)))
      throw invalid(
        at,
        `Patient.${element}`,
        `has more than ${MAX_REPEATS} repeats or a word of over ${MAX_WORD} letters`,
      );
  }
}

/** Looks at the words of a name, number, telecom or address, not at its extensions. */
function isOfThisWorld(value: Json): boolean {
  if (!isObject(value)) return true;
  return Object.entries(value).every(([key, each]) => {
    const words = Array.isArray(each) ? each : [each];
    return (
      key === 'extension' ||
      (words.length <= MAX_REPEATS && words.every((word) => typeof word !== 'string' || word.length <= MAX_WORD))
    );
  });
}

function invalid(at: string, path: string, what: string) {
  return problems.invalidElement({ detail: `Nothing of it was stored. ${at}: ${path} ${what}.`, at: path });
}
