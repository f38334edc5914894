import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { Services } from '../../../platform/services.ts';
import { systemActor } from '../../../platform/system-actor.ts';
import { DEFAULT_FACILITY, describeFacility, facilityById } from '../../../modules/directory/index.ts';
import { placeHold } from '../../../modules/documents/index.ts';
import { recordEncounter } from '../../../modules/encounters/index.ts';
import { addRepresentative, mergePatients, raiseFlag, registerPatient } from '../../../modules/patients/index.ts';
import { at } from '../fiction/days.ts';
import { HOSPITAL } from '../fiction/hospital.ts';
import type { Person } from '../fiction/person.ts';

export const DEMO_ACTOR = systemActor('demonstration');

/** Where invented people and visits came to stand in the register. */
export interface Register {
  patientId(person: Person): string;
  encounterId(visitNumber: string): string;
}

const CLASS_OF = { inpatient: 'IMP', emergency: 'EMER', clinic: 'AMB' } as const;

/** From then on every page and letter of the facility is marked. */
export async function markFictional(services: Services): Promise<void> {
  await services.acting.act(
    { actor: DEMO_ACTOR },
    { verb: 'directory.describe-facility', permission: 'system' },
    (act) =>
      describeFacility(
        act,
        DEFAULT_FACILITY,
        { name: HOSPITAL.name, timeZone: HOSPITAL.timeZone, country: HOSPITAL.country, state: HOSPITAL.state },
        { fictional: true },
      ),
  );
}

/** Registers everybody with visits, flags and representatives; merges and holds follow when all are there. */
export async function fillRegister(
  services: Services,
  people: readonly Person[],
  tell: (done: number, of: number) => void,
): Promise<Register> {
  const patients = new Map<string, string>();
  const encounters = new Map<string, string>();
  const perform = (verb: string, run: (act: Act) => Promise<void>) =>
    services.acting.act({ actor: DEMO_ACTOR }, { verb, permission: 'system' }, run);
  for (const [index, person] of people.entries()) {
    await perform('demonstration.register', (act) => register(act, person, patients, encounters));
    tell(index + 1, people.length);
  }
  const register_: Register = {
    patientId: (person) => known(patients, person.key),
    encounterId: (number) => known(encounters, number),
  };
  for (const person of people) {
    const { mergedInto, litigation } = person;
    if (mergedInto !== undefined)
      await perform('demonstration.merge', async (act) => {
        await mergePatients(act, {
          retiredId: register_.patientId(person),
          survivorId: known(patients, mergedInto),
          reason: 'Same person: birth date, address and maiden name agree',
        });
      });
    if (litigation !== undefined)
      await perform('demonstration.hold', async (act) => {
        await placeHold(act, { patientId: register_.patientId(person), matter: litigation });
      });
  }
  return register_;
}

async function register(
  act: Act,
  person: Person,
  patients: Map<string, string>,
  encounters: Map<string, string>,
): Promise<void> {
  const { mrnSystem } = await facilityById(act, DEFAULT_FACILITY);
  const { id } = await registerPatient(act, {
    facts: { ...person.facts, identifiers: [{ system: mrnSystem, value: person.mrn, kind: 'mrn' }] },
    facilityId: DEFAULT_FACILITY,
    origin: 'demo',
  });
  patients.set(person.key, id);
  for (const flag of person.flags) await raiseFlag(act, { patientId: id, ...flag });
  for (const facts of person.representatives) await addRepresentative(act, id, { ...facts, verified: true });
  for (const visit of person.visits) {
    const encounterId = newId();
    await recordEncounter(act, {
      id: encounterId,
      patientId: id,
      facilityId: DEFAULT_FACILITY,
      origin: 'demo',
      facts: {
        class: CLASS_OF[visit.condition.setting],
        typeText: `${sentence(visit.condition.service)}: ${visit.condition.complaint}`,
        visitNumber: visit.number,
        accountNumber: `A${visit.number.slice(1)}`,
        startedAt: at(visit.from, 8),
        endedAt: at(visit.to, 18),
      },
    });
    encounters.set(visit.number, encounterId);
  }
}

/** As a feed writes it: the services are words of our own here, in lower case. */
function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function known(map: ReadonlyMap<string, string>, key: string): string {
  const found = map.get(key);
  if (found === undefined) throw new Error(`${key} was not registered.`);
  return found;
}
