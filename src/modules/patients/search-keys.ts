import { sql } from 'kysely';
import { keysFor, type Person } from '../../../packages/linkage/index.ts';
import type { Act } from '../../platform/act.ts';
import { currentName, type PatientFacts } from './facts.ts';

/** What linkage knows of a patient. The current name first: it keeps its keys when there are too many. */
export function personOf(
  facts: Pick<PatientFacts, 'names' | 'birthDate' | 'birthDatePrecision' | 'sex' | 'identifiers' | 'contacts'>,
): Person {
  const first = currentName(facts.names);
  const names = [...(first === undefined ? [] : [first]), ...facts.names.filter((name) => name !== first)];
  const birthDate =
    facts.birthDatePrecision === 'year'
      ? facts.birthDate?.slice(0, 4)
      : facts.birthDatePrecision === 'month'
        ? facts.birthDate?.slice(0, 7)
        : facts.birthDate;
  return {
    names: names.map((name) => ({ given: name.given, family: name.family ?? '', previous: name !== first })),
    birthDate,
    sex: facts.sex,
    mrns: facts.identifiers.filter((each) => each.kind === 'mrn').map((each) => each.value),
    nationalIds: facts.identifiers.filter((each) => each.kind !== 'mrn').map((each) => each.value),
    phones: facts.contacts.flatMap((contact) =>
      contact.kind === 'phone' && contact.value !== undefined ? [contact.value] : [],
    ),
    addresses: facts.contacts
      .filter((contact) => contact.kind === 'address')
      .map((contact) => ({ line: contact.lines?.[0], city: contact.city, postcode: contact.postalCode })),
  };
}

/** Replaces what a patient is found by. One statement, since a patient has up to 120 keys, each of them once. */
export async function writeSearchKeys(
  act: Act,
  patient: { id: string; facilityId: string; labels: string },
  facts: PatientFacts,
  options: { fresh: boolean },
): Promise<void> {
  if (!options.fresh) await act.tx.deleteFrom('patients.search_key').where('patient_id', '=', patient.id).execute();
  const keys = keysFor(personOf(facts));
  await sql`INSERT INTO patients.search_key (patient_id, kind, key, weight, facility_id, labels)
    SELECT ${patient.id}::uuid, kind, key, weight, ${patient.facilityId}::uuid, ${patient.labels}::bigint
    FROM unnest(${keys.map((each) => each.kind)}::text[], ${keys.map((each) => each.key)}::text[], ${keys.map((each) => each.weight)}::real[]) AS k (kind, key, weight)`.execute(
    act.tx,
  );
}
