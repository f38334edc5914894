import { sql } from 'kysely';
import { foldText } from '../../../packages/linkage/index.ts';
import type { Act } from '../../platform/act.ts';
import { problems } from './problems.ts';

const DEFAULT_COUNT = 20;
const MAX_COUNT = 200;
const KNOWN = new Set([
  'name',
  'family',
  'family:exact',
  'given',
  'birthdate',
  'identifier',
  '_id',
  '_count',
  '_summary',
  '_total',
]);

/**
 * Patient search by the parameters that every client uses: all of them together, each a range or equality on the search
 * keys of the patients module, so the same indexes serve the desk and FHIR.
 * @throws fhir/not-supported naming the parameter
 */
export async function searchPatient(
  act: Act,
  query: Readonly<Record<string, string>>,
): Promise<{ contents: string[]; more: boolean }> {
  for (const name of Object.keys(query))
    if (!KNOWN.has(name))
      throw problems.notSupported({ detail: `The search parameter ${name} is not taken yet.`, at: name, status: 400 });
  const limit = Math.min(Math.max(1, Number(query['_count'] ?? DEFAULT_COUNT) || DEFAULT_COUNT), MAX_COUNT);
  const conditions = [
    ...prefix('name', query['name']),
    ...prefix('name', query['family']),
    ...prefix('name', query['given']),
    ...exact('name', query['family:exact']),
    ...(query['birthdate'] === undefined
      ? []
      : [
          sql`SELECT patient_id FROM patients.search_key WHERE kind = 'birth' AND key = ${query['birthdate'].replace(/^eq/, '')} COLLATE "C"`,
        ]),
    ...(query['identifier'] === undefined ? [] : [identifier(query['identifier'])]),
    ...(query['_id'] === undefined
      ? []
      : [sql`SELECT id AS patient_id FROM patients.patient WHERE id::text = ${query['_id']}`]),
  ];
  const first = conditions[0] ?? sql`SELECT id AS patient_id FROM patients.patient`;
  const others = conditions.slice(1).map((condition) => sql`AND f.patient_id IN (${condition})`);
  const { rows } = await sql<{ patient_id: string; content: string }>`
    SELECT f.patient_id, r.content FROM (SELECT DISTINCT patient_id FROM (${first}) AS a) AS f
    JOIN fhir.resource r ON r.patient_id = f.patient_id AND r.type = 'Patient' AND r.id = f.patient_id
    WHERE true ${sql.join(others, sql` `)} LIMIT ${limit + 1}`.execute(act.tx);
  act.note({ count: Math.min(rows.length, limit), patientIds: rows.slice(0, limit).map((row) => row.patient_id) });
  return { contents: rows.slice(0, limit).map((row) => row.content), more: rows.length > limit };
}

const ROWS_PER_KEY = 2_000;

function prefix(kind: string, value: string | undefined) {
  if (value === undefined || value === '') return [];
  const key = foldText(value);
  return [
    sql`SELECT patient_id FROM patients.search_key WHERE kind = ${kind} AND key >= ${key} COLLATE "C" AND key < ${`${key}\u{10ffff}`} COLLATE "C" LIMIT ${ROWS_PER_KEY}`,
  ];
}

function exact(kind: string, value: string | undefined) {
  return value === undefined
    ? []
    : [
        sql`SELECT patient_id FROM patients.search_key WHERE kind = ${kind} AND key = ${foldText(value)} COLLATE "C" LIMIT ${ROWS_PER_KEY}`,
      ];
}

function identifier(token: string) {
  const bar = token.indexOf('|');
  const [system, value] = bar === -1 ? [undefined, token] : [token.slice(0, bar), token.slice(bar + 1)];
  return system === undefined || system === ''
    ? sql`SELECT patient_id FROM patients.identifier WHERE value = ${value}`
    : sql`SELECT patient_id FROM patients.identifier WHERE value = ${value} AND system = ${system}`;
}
