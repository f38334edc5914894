import type { Act } from '../../platform/act.ts';
import { currentName, type NameFacts, printName } from './facts.ts';

export interface NamedPatient {
  readonly id: string;
  readonly name: string;
  readonly birthDate: string | null;
  readonly mrn: string | null;
}

/** What a list shows of its patients, in three reads however long the list. Whom the actor may not see is left out. */
export async function nameOfPatients(act: Act, ids: readonly string[]): Promise<Map<string, NamedPatient>> {
  if (ids.length === 0) return new Map();
  const wanted = [...new Set(ids)];
  const people = await act.tx
    .selectFrom('patients.patient')
    .select(['id', 'birth_date'])
    .where('id', 'in', wanted)
    .execute();
  const names = await act.tx
    .selectFrom('patients.name')
    .select(['patient_id', 'use', 'family', 'given', 'prefix', 'suffix', 'to_on'])
    .where('patient_id', 'in', wanted)
    .orderBy('recorded_at', 'desc')
    .execute();
  const numbers = await act.tx
    .selectFrom('patients.identifier')
    .select(['patient_id', 'value'])
    .where('patient_id', 'in', wanted)
    .where('kind', '=', 'mrn')
    .where('retired_at', 'is', null)
    .orderBy('assigned_here')
    .execute();
  const mrns = new Map(numbers.map((row) => [row.patient_id, row.value]));
  const namesOf = new Map<string, (typeof names)[number][]>();
  for (const row of names) namesOf.set(row.patient_id, [...(namesOf.get(row.patient_id) ?? []), row]);
  return new Map(
    people.map((person) => [
      person.id,
      {
        id: person.id,
        name: printName(
          currentName(
            (namesOf.get(person.id) ?? []).map((row) => ({
              use: row.use as NameFacts['use'], // CHECK name_use_is_known
              family: row.family ?? undefined,
              given: row.given,
              prefix: row.prefix,
              suffix: row.suffix,
              to: row.to_on ?? undefined,
            })),
          ),
        ),
        birthDate: person.birth_date,
        mrn: mrns.get(person.id) ?? null,
      },
    ]),
  );
}
