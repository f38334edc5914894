import type { EncounterFacts } from '../../modules/encounters/index.ts';
import { isObject, type Json, type JsonObject } from './read-json.ts';

/** What a FHIR Encounter says in our words. `practitionerId` resolves a reference to one of our practitioners. */
export function deriveEncounterFacts(
  encounter: JsonObject,
  practitionerId: (reference: string) => string | undefined,
): EncounterFacts {
  const period = isObject(encounter.period) ? encounter.period : {};
  const type = list(encounter.type)[0];
  const start = moment(period.start);
  const end = moment(period.end);
  const attending = list(encounter.participant)
    .map((participant) => (isObject(participant.individual) ? participant.individual.reference : undefined))
    .find((reference): reference is string => typeof reference === 'string');
  return {
    class: isObject(encounter.class) && typeof encounter.class.code === 'string' ? encounter.class.code : 'AMB',
    typeText: typeof type?.text === 'string' ? type.text : display(type),
    visitNumber: numberOf(encounter, 'VN'),
    accountNumber: numberOf(encounter, 'AN'),
    startedAt: start,
    // A source that swaps the two is kept in the stored resource; our clock needs an order.
    endedAt: start !== undefined && end !== undefined && end < start ? undefined : end,
    attendingPractitionerId: attending === undefined ? undefined : practitionerId(attending),
  };
}

/** HL7 table 0203: VN visit number, AN account number. */
function numberOf(encounter: JsonObject, code: string): string | undefined {
  const found = list(encounter.identifier).find(
    (identifier) => isObject(identifier.type) && list(identifier.type.coding).some((coding) => coding.code === code),
  );
  return typeof found?.value === 'string' ? found.value : undefined;
}

function display(concept: JsonObject | undefined): string | undefined {
  const coding = concept === undefined ? undefined : list(concept.coding)[0];
  return typeof coding?.display === 'string' ? coding.display : undefined;
}

function moment(value: Json | undefined): Date | undefined {
  if (typeof value !== 'string') return undefined;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

function list(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
