import { type RawBuilder, sql } from 'kysely';
import { foldText } from '../../../packages/linkage/index.ts';
import type { Act } from '../../platform/act.ts';
import { isId } from '../../platform/ids.ts';
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

/** Patients taken from the one condition that leads; the others are asked of each of them. */
const LED_ALONE = 2_000;
const LED_WITH_OTHERS = 20_000;

/** A search parameter in both its uses: the patients it holds for, and whether it holds for `f.patient_id`. */
interface Condition {
  readonly patients: RawBuilder<unknown>;
  readonly holds: RawBuilder<unknown>;
}

/**
 * Patient search by the parameters that every client uses: all of them together, each a range or equality on the search
 * keys of the patients module, so the same indexes serve the desk and FHIR. The most telling parameter leads: of a family
 * and a given name, half of a city bears the given one.
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
  const [first, ...others] = [
    ...asked(query['_id'], byId),
    ...asked(query['identifier'], byIdentifier),
    ...asked(query['birthdate'], (date) => byKey('birth', date.replace(/^eq/, ''), { prefix: false })),
    ...asked(query['family:exact'], (name) => byKey('name', foldText(name), { prefix: false })),
    ...asked(query['family'], (name) => byKey('name', foldText(name), { prefix: true })),
    ...asked(query['name'], (name) => byKey('name', foldText(name), { prefix: true })),
    ...asked(query['given'], (name) => byKey('name', foldText(name), { prefix: true })),
  ];
  const led =
    first === undefined
      ? sql`SELECT id AS patient_id FROM patients.patient ORDER BY id LIMIT ${limit + 1}`
      : sql`SELECT DISTINCT patient_id FROM (${first.patients} LIMIT ${others.length === 0 ? LED_ALONE : LED_WITH_OTHERS}) AS a`;
  const { rows } = await sql<{ patient_id: string; content: string }>`
    SELECT f.patient_id, r.content FROM (${led}) AS f
    JOIN fhir.resource r ON r.patient_id = f.patient_id AND r.type = 'Patient' AND r.id = f.patient_id
    WHERE true ${sql.join(
      others.map(({ holds }) => sql`AND ${holds}`),
      sql` `,
    )} LIMIT ${limit + 1}`.execute(act.tx);
  act.note({ count: Math.min(rows.length, limit), patientIds: rows.slice(0, limit).map((row) => row.patient_id) });
  return { contents: rows.slice(0, limit).map((row) => row.content), more: rows.length > limit };
}

function asked(value: string | undefined, make: (value: string) => Condition): Condition[] {
  return value === undefined || value === '' ? [] : [make(value)];
}

function byKey(kind: 'name' | 'birth', key: string, options: { prefix: boolean }): Condition {
  const range = (table: 'k' | 'h') => {
    const column = sql.ref(`${table}.key`);
    return options.prefix
      ? sql`${column} >= ${key} COLLATE "C" AND ${column} < ${`${key}\u{10ffff}`} COLLATE "C"`
      : sql`${column} = ${key} COLLATE "C"`;
  };
  return {
    patients: sql`SELECT k.patient_id FROM patients.search_key k WHERE k.kind = ${kind} AND ${range('k')}`,
    holds: sql`EXISTS (SELECT 1 FROM patients.search_key h WHERE h.patient_id = f.patient_id AND h.kind = ${kind} AND ${range('h')})`,
  };
}

function byId(id: string): Condition {
  // What is no id of ours is nobody's.
  const known = isId(id) ? sql`= ${id}::uuid` : sql`IS NULL`;
  return {
    patients: sql`SELECT p.id AS patient_id FROM patients.patient p WHERE p.id ${known}`,
    holds: sql`f.patient_id ${known}`,
  };
}

/** `system|value`, or a value of any system. */
function byIdentifier(token: string): Condition {
  const bar = token.indexOf('|');
  const [system, value] = bar === -1 ? ['', token] : [token.slice(0, bar), token.slice(bar + 1)];
  const wanted = (table: 'i' | 'h') =>
    sql`${sql.ref(`${table}.value`)} = ${value}${system === '' ? sql`` : sql` AND ${sql.ref(`${table}.system`)} = ${system}`}`;
  return {
    patients: sql`SELECT i.patient_id FROM patients.identifier i WHERE ${wanted('i')}`,
    holds: sql`EXISTS (SELECT 1 FROM patients.identifier h WHERE h.patient_id = f.patient_id AND ${wanted('h')})`,
  };
}
