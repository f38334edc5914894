import type { Act } from '../../../platform/act.ts';
import { listEncounters } from '../../encounters/index.ts';
import type { Known } from '../../intake/index.ts';
import { memberIds } from '../../patients/index.ts';

/** Registrations of the person, each with the count of its changes: what a going over was begun with. */
export async function membersNow(act: Act, patientId: string): Promise<string[]> {
  const { ids } = await memberIds(act, patientId);
  const rows = await act.tx.selectFrom('patients.patient').select(['id', 'version']).where('id', 'in', ids).execute();
  return rows.map(({ id, version }) => `${id}:${version}`).toSorted();
}

/** Whether somebody says that this registration may hold the facts of two people, or stand for another's. */
export async function isInQuestion(act: Act, patientId: string): Promise<boolean> {
  const { ids } = await memberIds(act, patientId);
  const flag = await act.tx
    .selectFrom('patients.flag')
    .select('id')
    .where('patient_id', 'in', ids)
    .where('kind', '=', 'identity-in-question')
    .where('lowered_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return flag !== undefined;
}

/** All that any registration of the person ever said of them: every name, every number, the retired ones too. */
export async function knowPatient(act: Act, patientId: string): Promise<Known> {
  const { ids, survivorId } = await memberIds(act, patientId);
  const people = await knowPeople(act, ids);
  const first = people.get(survivorId) ?? people.get(patientId);
  const all = [...people.values()];
  const encounters = [];
  for (const id of ids) encounters.push(...(await listEncounters(act, id)));
  const texts = (values: readonly (string | null)[]) => [...new Set(values.filter((value) => value !== null))];
  return {
    person: {
      names: all.flatMap(({ person }) => person.names),
      birthDate: first?.person.birthDate ?? all.find(({ person }) => person.birthDate !== undefined)?.person.birthDate,
      mrns: all.flatMap(({ person }) => person.mrns ?? []),
    },
    visitNumbers: texts(encounters.map(({ visitNumber }) => visitNumber)),
    accountNumbers: texts(encounters.map(({ accountNumber }) => accountNumber)),
  };
}

/** Names, numbers and birth dates of many registrations in three reads; whom the actor may not see is left out. */
export async function knowPeople(act: Act, patientIds: readonly string[]): Promise<Map<string, Known>> {
  if (patientIds.length === 0) return new Map();
  const ids = [...new Set(patientIds)];
  const people = await act.tx
    .selectFrom('patients.patient')
    .select(['id', 'birth_date', 'birth_date_precision'])
    .where('id', 'in', ids)
    .execute();
  const names = await act.tx
    .selectFrom('patients.name')
    .select(['patient_id', 'family', 'given'])
    .where('patient_id', 'in', ids)
    .execute();
  const numbers = await act.tx
    .selectFrom('patients.identifier')
    .select(['patient_id', 'value'])
    .where('patient_id', 'in', ids)
    .where('kind', '=', 'mrn')
    .execute();
  return new Map(
    people.map((row) => [
      row.id,
      {
        person: {
          names: names
            .filter((name) => name.patient_id === row.id)
            .map(({ family, given }) => ({ family: family ?? '', given })),
          birthDate: row.birth_date?.slice(0, DIGITS_KNOWN[row.birth_date_precision] ?? 10),
          mrns: numbers.filter((number) => number.patient_id === row.id).map(({ value }) => value),
        },
        visitNumbers: [],
        accountNumbers: [],
      },
    ]),
  );
}

const DIGITS_KNOWN: Readonly<Record<string, number>> = { year: 4, month: 7 };
