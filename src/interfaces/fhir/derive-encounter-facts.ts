import type { EncounterFacts } from '../../modules/encounters/index.ts';
import { deriveMoment } from './derive-day.ts';
import { isObject, type JsonObject, objects } from './read-json.ts';

/** What a FHIR Encounter says in our words. `practitionerId` resolves a reference to one of our practitioners. */
export function deriveEncounterFacts(
  encounter: JsonObject,
  practitionerId: (reference: string) => string | undefined,
): EncounterFacts {
  const period = isObject(encounter.period) ? encounter.period : {};
  const type = objects(encounter.type)[0];
  const start = deriveMoment(period.start);
  const end = deriveMoment(period.end);
  const attending = objects(encounter.participant)
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

const MAX_NUMBER = 200;

/** HL7 table 0203: VN visit number, AN account number. */
function numberOf(encounter: JsonObject, code: string): string | undefined {
  const found = objects(encounter.identifier).find(
    (identifier) => isObject(identifier.type) && objects(identifier.type.coding).some((coding) => coding.code === code),
  );
  const value = found?.value;
  // What is longer is no number that anybody types, and stays in the resource.
  return typeof value === 'string' && value !== '' && value.length <= MAX_NUMBER ? value : undefined;
}

function display(concept: JsonObject | undefined): string | undefined {
  const coding = concept === undefined ? undefined : objects(concept.coding)[0];
  return typeof coding?.display === 'string' ? coding.display : undefined;
}
