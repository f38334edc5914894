import { sql } from 'kysely';
import type { Segment } from '../../../packages/hl7/index.ts';
import type { Act } from '../../platform/act.ts';
import { together } from '../../platform/db/together.ts';
import { newId } from '../../platform/ids.ts';
import {
  type IdentifierFacts,
  readPatient,
  recordMother,
  registerPatient,
  replacePatient,
} from '../../modules/patients/index.ts';
import { derivePatientFacts, derivePerson, isAnotherPerson, type PersonSaid } from './derive-person.ts';
import { type Feeding, originOf, unless } from './feeding.ts';
import { findPerson, type FoundPerson, identifyingNumbers, personKey } from './find-person.ts';
import { takeLatest } from './latest.ts';
import { movedNumber } from './moved.ts';
import { problems } from './problems.ts';

/**
 * Registers the person of a PID, or makes the register say what it says now; an event is an upsert, whatever came before.
 * @throws hl7v2/another-person, and what registering and replacing throw
 */
export async function applyPerson(
  act: Act,
  feeding: Feeding,
  pid: Segment,
  /** Where the event itself says whose the numbers are; else those of the PID. */
  numbers?: readonly IdentifierFacts[],
): Promise<FoundPerson> {
  const derived = derivePerson(feeding.message, pid, feeding.numbering);
  const spoken = numbers === undefined ? derived : { ...derived, identifiers: numbers };
  const found = await findPerson(act, spoken.identifiers);
  const origin = originOf(feeding);
  const on = feeding.spoken.at.toISOString().slice(0, 10);
  const moved = await movedNumber(act, feeding, found, spoken.identifiers);
  const ownId = moved?.then ?? found?.patientId;
  const said = ownId === undefined ? spoken : await withoutRetired(act, ownId, spoken);
  if (found === undefined || ownId === undefined) {
    const facts = derivePatientFacts(undefined, said, new Set(aspectsOf(said)), on);
    const id = newId();
    await together([
      registerPatient(act, { id, facts, facilityId: feeding.facilityId, origin }),
      takeLatest(act, id, aspectsOf(said), feeding.spoken),
    ]);
    if (said.mother != null) await recordMother(act, { patientId: id, mother: said.mother, origin });
    return { patientId: id, survivorId: id };
  }
  const before = await readPatient(act, ownId);
  mustBeTheSame(isAnotherPerson(before, said), spoken.identifiers);
  const newest = await takeLatest(act, ownId, aspectsOf(said), feeding.spoken);
  const facts = derivePatientFacts(before, said, newest, on);
  if (!sameFacts(before, facts)) await replacePatient(act, ownId, facts, { origin });
  if (said.mother !== undefined && newest.has('mother'))
    await recordMother(act, { patientId: ownId, mother: said.mother, origin });
  return moved?.now ?? found;
}

/** The person that a document or result is about; only looked up. @throws hl7v2/another-person */
export async function findSubject(act: Act, feeding: Feeding, pid: Segment): Promise<FoundPerson | undefined> {
  const said = derivePerson(feeding.message, pid, feeding.numbering);
  const found = await findPerson(act, said.identifiers);
  if (found === undefined) return undefined;
  const moved = await movedNumber(act, feeding, found, said.identifiers);
  mustBeTheSame(isAnotherPerson(await readPatient(act, moved?.then ?? found.patientId), said), said.identifiers);
  return moved?.now ?? found;
}

/** The person's new number; the former one goes on finding. @throws what replacing throws */
export async function renumberPerson(
  act: Act,
  feeding: Feeding,
  patientId: string,
  numbers: { readonly retired: readonly IdentifierFacts[]; readonly now: readonly IdentifierFacts[] },
): Promise<void> {
  const before = await readPatient(act, patientId);
  const gone = new Set(numbers.retired.map(numberKey));
  const kept = before.identifiers.filter((each) => !gone.has(numberKey(each)));
  const known = new Set(kept.map(numberKey));
  await replacePatient(
    act,
    patientId,
    { ...before, identifiers: [...kept, ...numbers.now.filter((each) => !known.has(numberKey(each)))] },
    { origin: originOf(feeding), replaced: numbers.retired },
  );
}

/** A number that was replaced by another or went to another patient does not become theirs again when a late message says it. */
async function withoutRetired(act: Act, patientId: string, said: PersonSaid): Promise<PersonSaid> {
  const { rows } = await sql<{ system: string; value: string }>`
    SELECT system, value FROM patients.identifier WHERE patient_id = ${patientId}::uuid AND retired_at IS NOT NULL
    UNION ALL SELECT v.system, v.value FROM patients.number_move v WHERE v.patient_id = ${patientId}::uuid
      AND NOT EXISTS (SELECT FROM patients.identifier i WHERE i.patient_id = v.patient_id AND i.system = v.system AND i.value = v.value)`.execute(
    act.tx,
  );
  const retired = new Set(rows.map(numberKey));
  return { ...said, identifiers: said.identifiers.filter((each) => !retired.has(numberKey(each))) };
}

function numberKey({ system, value }: { readonly system: string; readonly value: string }): string {
  return JSON.stringify([system, value]);
}

/** Where the number is another patient's since (A43), and that was not heard yet, it is taken by itself when it is. */
function mustBeTheSame(another: boolean, numbers: readonly IdentifierFacts[]): void {
  if (!another) return;
  const problem = problems.anotherPerson({
    detail:
      'Nothing was changed. Name and birth date of the message both differ from those of the patient who has this number here. Compare the two; correct the number in the message, or the patient, and replay it.',
    at: 'PID-3',
  });
  const [number] = identifyingNumbers(numbers);
  throw number === undefined ? problem : unless(problem, personKey(number));
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
