import { sql } from 'kysely';
import { findDate } from '../../../../packages/linkage/index.ts';
import type { Act } from '../../../platform/act.ts';
import { listFacilities } from '../../directory/index.ts';
import { compareIdentifier, numberAsRead } from '../../intake/index.ts';
import { memberIds } from '../../patients/index.ts';
import type { PageReading, ReadingHabit, Told } from './derive-page-reading.ts';
import type { Bearer, Others } from './derive-whose-page.ts';
import { knowPeople } from './know-patient.ts';

const VALUES_AT_ONCE = 2_000;
/** Born on one day, in the largest register. */
const BORN_ON_A_DAY = 300;
const MOST_BIRTHS = 400;

/**
 * Everybody but the patient whose number stands on one of the pages, or who is called and was born as one of them says.
 * Asked for by the job: who of them may be named to whom is decided when the findings are shown.
 */
export async function findOthers(
  act: Act,
  patientId: string,
  pages: readonly PageReading[],
  habit: ReadingHabit,
): Promise<Others> {
  const { ids: own } = await memberIds(act, patientId);
  const told = pages.flatMap((page) => page.told);
  const byNumber = await bearersOf(act, told, own);
  const people = await peopleNamed(act, pages, own, habit);
  const known = await knowPeople(act, [...byNumber.map(({ patientId: id }) => id)]);
  const numbers = new Map<string, Bearer[]>();
  for (const { patientId: id, number } of byNumber) {
    const one = known.get(id);
    if (one !== undefined) numbers.set(number, [...(numbers.get(number) ?? []), { patientId: id, known: one }]);
  }
  act.note({ patientIds: [...new Set([...byNumber, ...people].map((each) => each.patientId))] });
  return { numbers, people };
}

interface NumberOf {
  readonly patientId: string;
  readonly number: string;
}

async function bearersOf(act: Act, told: readonly Told[], own: readonly string[]): Promise<NumberOf[]> {
  const valuesOf = (...kinds: readonly Told['kind'][]) => [
    ...new Set(told.filter(({ kind }) => kinds.includes(kind)).flatMap(({ value }) => readingsOf(value))),
  ];
  const found: NumberOf[] = [];
  for (const values of inPieces(valuesOf('mrn', 'number')))
    for (const row of await act.tx
      .selectFrom('patients.identifier')
      .select(['patient_id', 'value'])
      .where('value', 'in', values)
      .where('kind', '=', 'mrn')
      .where('patient_id', 'not in', [...own])
      .execute())
      found.push({ patientId: row.patient_id, number: numberAsRead(row.value) });
  const facilities = (await listFacilities(act)).map(({ id }) => id);
  for (const values of inPieces(valuesOf('visit', 'account')))
    for (const row of await act.tx
      .selectFrom('encounters.encounter')
      .select(['patient_id', 'visit_number', 'account_number'])
      .where((eb) =>
        eb.or([
          eb.and([eb('facility_id', 'in', facilities), eb('visit_number', 'in', values)]),
          eb('account_number', 'in', values),
        ]),
      )
      .where('patient_id', 'not in', [...own])
      .execute())
      for (const number of [row.visit_number, row.account_number])
        if (number !== null) found.push({ patientId: row.patient_id, number: numberAsRead(number) });
  return [...new Map(found.map((each) => [`${each.patientId} ${each.number}`, each])).values()];
}

/** As written, and with letters that are misread digits set right; zeros in front are kept where they were written. */
function readingsOf(value: string): string[] {
  const plain = value.replace(/[\s-]/g, '');
  const digits = plain.replace(/O/gi, '0').replace(/[Il|]/g, '1');
  return [...new Set([value, plain, plain.toUpperCase(), digits, numberAsRead(value)])];
}

/** By birth date first, which recognition leaves whole more often than a name; the names are compared here. */
async function peopleNamed(
  act: Act,
  pages: readonly PageReading[],
  own: readonly string[],
  habit: ReadingHabit,
): Promise<Bearer[]> {
  const namesOn = new Map<string, Set<string>>();
  for (const { told } of pages) {
    const names = told.filter(({ kind }) => kind === 'name').map(({ value }) => value);
    if (names.length === 0) continue;
    for (const { value } of told.filter(({ kind }) => kind === 'birthDate' || kind === 'date')) {
      const date = findDate(value, habit)?.dates[0];
      if (date === undefined) continue;
      const known = namesOn.get(date) ?? new Set();
      for (const name of names) known.add(name);
      namesOn.set(date, known);
    }
  }
  const births = [...namesOn.keys()].slice(0, MOST_BIRTHS);
  if (births.length === 0) return [];
  const { rows } = await sql<{ patient_id: string; key: string }>`
    SELECT k.patient_id, k.key FROM unnest(${births}::text[]) AS b (key)
    CROSS JOIN LATERAL (SELECT patient_id, key FROM patients.search_key
      WHERE kind = 'birth' AND key = b.key COLLATE "C" LIMIT ${BORN_ON_A_DAY}) AS k
    WHERE k.patient_id <> ALL (${own}::uuid[])`.execute(act.tx);
  const known = await knowPeople(
    act,
    rows.map((row) => row.patient_id),
  );
  return rows.flatMap(({ patient_id: patientId, key }) => {
    const one = known.get(patientId);
    if (one === undefined) return [];
    const isNamed = [...(namesOn.get(key) ?? [])].some((value) =>
      ['agrees', 'near'].includes(compareIdentifier({ kind: 'name', value, from: 'label', page: 1 }, one, habit)),
    );
    return isNamed ? [{ patientId, known: one }] : [];
  });
}

function inPieces(values: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(values.length / VALUES_AT_ONCE) }, (_each, at) =>
    values.slice(at * VALUES_AT_ONCE, (at + 1) * VALUES_AT_ONCE),
  );
}
