import type { Act } from '../../platform/act.ts';
import { together } from '../../platform/db/together.ts';
import { isId } from '../../platform/ids.ts';
import { recordOrganisation, recordPractitioner } from '../../modules/directory/index.ts';
import { recordEncounter, replaceEncounter } from '../../modules/encounters/index.ts';
import { registerPatient, replacePatient } from '../../modules/patients/index.ts';
import { deriveEncounterFacts } from './derive-encounter-facts.ts';
import { derivePatientFacts } from './derive-patient-facts.ts';
import { isObject, type JsonObject, objects } from './read-json.ts';

export interface Incoming {
  readonly id: string;
  readonly resource: JsonObject & { resourceType: string };
  readonly patientId: string | undefined;
  /** True when a resource with this id is stored already. */
  readonly known: boolean;
  /** FHIRPath of the resource in what was sent. */
  readonly at: string;
}

/** Types whose truth are a module's tables, in the order their references demand. */
const MODULE_TYPES = ['Organization', 'Practitioner', 'Patient', 'Encounter'] as const;

/** Of people and institutions in the directory, which is searched by name; the whole stays in the resource. */
const MAX_NAME = 500;
/** Statements on their way at once: enough to keep the connection busy, few enough to stop soon after a failure. */
const TOLD_AT_ONCE = 50;

/** Type after type in the order their references demand; resources of one type do not wait for each other. */
export async function tellModules(
  act: Act,
  incoming: readonly Incoming[],
  options: { facilityId: string; origin: string },
): Promise<void> {
  for (const type of MODULE_TYPES) {
    const ofType = incoming.filter((each) => each.resource.resourceType === type);
    for (let from = 0; from < ofType.length; from += TOLD_AT_ONCE)
      await together(ofType.slice(from, from + TOLD_AT_ONCE).map((each) => tellModule(act, each, options)));
  }
}

/** Hands a resource of a module's type to that module's verb; other types are only stored. */
export async function tellModule(
  act: Act,
  incoming: Incoming,
  options: { facilityId: string; origin: string },
): Promise<void> {
  const { resource, id } = incoming;
  const { facilityId, origin } = options;
  switch (resource.resourceType) {
    case 'Patient': {
      const facts = derivePatientFacts(resource);
      if (incoming.known) await replacePatient(act, id, facts, { origin });
      else await registerPatient(act, { id, facts, facilityId, origin });
      return;
    }
    case 'Encounter': {
      if (incoming.patientId === undefined) return;
      const facts = deriveEncounterFacts(resource, (reference) => {
        const practitioner = /^Practitioner\/([^/]+)$/.exec(reference)?.[1];
        return practitioner !== undefined && isId(practitioner) ? practitioner : undefined;
      });
      if (incoming.known) await replaceEncounter(act, { patientId: incoming.patientId, id, facts });
      else await recordEncounter(act, { id, patientId: incoming.patientId, facilityId, facts, origin });
      return;
    }
    case 'Practitioner':
      return recordPractitioner(act, practitionerOf(id, resource));
    case 'Organization':
      return recordOrganisation(act, {
        id,
        name: typeof resource.name === 'string' ? resource.name.slice(0, MAX_NAME) : 'Unnamed organisation',
        kind: 'provider',
      });
    default:
  }
}

function practitionerOf(id: string, resource: JsonObject): { id: string; name: string; npi?: string } {
  const name = Array.isArray(resource.name) ? resource.name.find(isObject) : undefined;
  const words =
    name === undefined
      ? []
      : [...list(name.prefix), ...list(name.given), ...(typeof name.family === 'string' ? [name.family] : [])];
  const npi = objects(resource.identifier).find(
    (identifier) =>
      identifier.system === 'http://hl7.org/fhir/sid/us-npi' &&
      typeof identifier.value === 'string' &&
      /^\d{10}$/.test(identifier.value),
  );
  return {
    id,
    name: words.join(' ').slice(0, MAX_NAME) || 'Unnamed practitioner',
    ...(typeof npi?.value === 'string' ? { npi: npi.value } : {}),
  };
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
