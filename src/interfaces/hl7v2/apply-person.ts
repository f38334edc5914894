import type { Segment } from '../../../packages/hl7/index.ts';
import type { Act } from '../../platform/act.ts';
import { readPatient, registerPatient, replacePatient } from '../../modules/patients/index.ts';
import { derivePatientFacts, derivePerson, isAnotherPerson, type PersonSaid } from './derive-person.ts';
import { type Feeding, originOf } from './feeding.ts';
import { findPerson, type FoundPerson } from './find-person.ts';
import { takeLatest } from './latest.ts';
import { problems } from './problems.ts';

/**
 * Registers the person of a PID, or makes the register say what it says now; an event is an upsert, whatever came before.
 * @throws hl7v2/another-person, and what registering and replacing throw
 */
export async function applyPerson(act: Act, feeding: Feeding, pid: Segment): Promise<FoundPerson> {
  const said = derivePerson(feeding.message, pid, feeding.numbering);
  const found = await findPerson(act, said.identifiers);
  const origin = originOf(feeding);
  if (found === undefined) {
    const facts = derivePatientFacts(undefined, said, new Set(aspectsOf(said)));
    const { id } = await registerPatient(act, { facts, facilityId: feeding.facilityId, origin });
    await takeLatest(act, id, aspectsOf(said), feeding.spoken);
    return { patientId: id, survivorId: id };
  }
  const before = await readPatient(act, found.patientId);
  mustBeTheSame(isAnotherPerson(before, said));
  const newest = await takeLatest(act, found.patientId, aspectsOf(said), feeding.spoken);
  const facts = derivePatientFacts(before, said, newest);
  if (!sameFacts(before, facts)) await replacePatient(act, found.patientId, facts, { origin });
  return found;
}

/** The person that a document or result is about; only looked up. @throws hl7v2/another-person */
export async function findSubject(act: Act, feeding: Feeding, pid: Segment): Promise<FoundPerson | undefined> {
  const said = derivePerson(feeding.message, pid, feeding.numbering);
  const found = await findPerson(act, said.identifiers);
  if (found !== undefined) mustBeTheSame(isAnotherPerson(await readPatient(act, found.patientId), said));
  return found;
}

function mustBeTheSame(another: boolean): void {
  if (another)
    throw problems.anotherPerson({
      detail:
        'Nothing was changed. Name and birth date of the message both differ from those of the patient who has this number here. Compare the two; correct the number in the message, or the patient, and replay it.',
      at: 'PID-3',
    });
}

function aspectsOf(said: PersonSaid): string[] {
  const { identifiers: _identifiers, ...aspects } = said;
  return Object.entries(aspects)
    .filter(([, value]) => value !== undefined)
    .map(([aspect]) => aspect);
}

/** A message that says nothing new must not count as a change. */
function sameFacts(
  before: Parameters<typeof derivePatientFacts>[0] & object,
  after: ReturnType<typeof derivePatientFacts>,
): boolean {
  const plain = (facts: typeof after) =>
    JSON.stringify([
      facts.birthDate ?? '',
      facts.sex,
      facts.language ?? '',
      facts.death === undefined ? '' : (facts.death.on ?? 'died'),
      facts.names
        .map((name) => JSON.stringify([name.use, name.family ?? '', name.given, name.prefix ?? [], name.suffix ?? []]))
        .sort(),
      facts.identifiers.map((each) => `${each.system} ${each.value}`).sort(),
      facts.contacts
        .map((each) =>
          JSON.stringify([
            each.kind,
            each.use ?? '',
            each.value ?? '',
            each.lines ?? [],
            each.city ?? '',
            each.state ?? '',
            each.postalCode ?? '',
          ]),
        )
        .sort(),
    ]);
  return plain(before) === plain(after);
}
