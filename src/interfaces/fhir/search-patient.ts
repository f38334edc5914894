import { type RawBuilder, sql } from 'kysely';
import { isParticle, nameParts } from '../../../packages/linkage/index.ts';
import type { Act } from '../../platform/act.ts';
import { isId } from '../../platform/ids.ts';
import type { FoundResource } from './search/search-resources.ts';

const KNOWN = new Set([
  'name',
  'family',
  'family:exact',
  'given',
  'birthdate',
  'identifier',
  '_id',
  '_count',
  '_cursor',
]);

/** Of what the keys of the desk answer: a whole day, a number with or without its system. */
const FORMS: Readonly<Record<string, RegExp>> = {
  birthdate: /^(eq)?\d{4}-\d\d-\d\d$/,
  identifier: /^([^|]+\|)?[^|]+$/,
};

/** Whether a search of patients is one of those that this file answers from the keys of the desk. */
export function isByDeskKeys(pairs: readonly (readonly [string, string])[]): boolean {
  return (
    new Set(pairs.map(([name]) => name)).size === pairs.length &&
    pairs.every(([name, value]) => KNOWN.has(name) && !/[,\\]/.test(value) && (FORMS[name]?.test(value) ?? true))
  );
}

/** Patients taken from each name: half of a city bears some given names. */
const OF_EACH_NAME = 200_000;
/** Up to so many bearers of the first name are asked for the others one by one; of more, sets meet. */
const ASKED_ONE_BY_ONE = 300;
/** Names asked for together; the longest of them are kept, since a short one tells the least. */
const MOST_NAMES = 4;

/** A search parameter in both its uses: the patients it holds for, and whether it holds for `f.patient_id`. */
interface Condition {
  readonly patients: RawBuilder<unknown>;
  readonly holds: RawBuilder<unknown>;
}

/**
 * Patient search by the parameters that every client uses: all of them together, each a range or equality on the search
 * keys of the patients module, so the same indexes serve the desk and FHIR. A number or a birth date tells most, so it
 * leads and the rest is asked of the few it finds; of names alone the first leads, the family name where there is one, or
 * all meet as sets read from the index. A name of several words is several names.
 */
export async function searchPatient(
  act: Act,
  query: Readonly<Record<string, string>>,
  page: { count: number; after: string | undefined },
): Promise<{ found: FoundResource[]; more: boolean }> {
  const limit = page.count;
  const [lead, ...telling] = [
    ...asked(query['_id'], (id) => [byId(id)]),
    ...asked(query['identifier'], (token) => [byIdentifier(token)]),
    ...asked(query['birthdate'], (date) => [byKey('birth', date.replace(/^eq/, ''), { prefix: false })]),
  ];
  const names = [
    ...asked(query['family:exact'], (name) => byName(name, { prefix: false })),
    ...['family', 'name', 'given'].flatMap((parameter) =>
      asked(query[parameter], (name) => byName(name, { prefix: true })),
    ),
  ];
  const after = (id: RawBuilder<unknown>) => (page.after === undefined ? sql`true` : sql`${id} > ${page.after}::uuid`);
  // Of names the page is cut before its resources are read: a few letters are borne by thousands.
  const found =
    lead === undefined
      ? sql`SELECT m.patient_id FROM (${meeting(names, page)}) AS m WHERE ${after(sql`m.patient_id`)} ORDER BY m.patient_id LIMIT ${limit + 1}`
      : sql`SELECT DISTINCT patient_id FROM (${lead.patients}) AS a`;
  const conditions =
    lead === undefined ? [] : [after(sql`f.patient_id`), ...[...telling, ...names].map(({ holds }) => holds)];
  const { rows } = await sql<{ patient_id: string; content: string | null }>`
    SELECT f.patient_id, r.content FROM (${found}) AS f
    LEFT JOIN fhir.resource r ON r.patient_id = f.patient_id AND r.type = 'Patient' AND r.id = f.patient_id
    WHERE ${sql.join([sql`true`, ...conditions], sql` AND `)}
    ORDER BY f.patient_id LIMIT ${limit + 1}`.execute(act.tx);
  const shown = rows
    .slice(0, limit)
    .flatMap(({ patient_id: id, content }) =>
      content === null ? [] : [{ type: 'Patient', id, patientId: id, content }],
    );
  act.note({ count: shown.length, patientIds: shown.map(({ id }) => id) });
  return { found: shown, more: rows.length > limit };
}

/** The patients who bear all of the names; without a name, everybody. */
function meeting(names: readonly Condition[], page: { count: number; after: string | undefined }): RawBuilder<unknown> {
  const [first, ...others] = names;
  if (first === undefined)
    return sql`SELECT id AS patient_id FROM patients.patient WHERE ${page.after === undefined ? sql`true` : sql`id > ${page.after}::uuid`} ORDER BY id LIMIT ${page.count + 1}`;
  const sets = names.map(
    ({ patients }) => sql`SELECT DISTINCT patient_id FROM (${patients} LIMIT ${OF_EACH_NAME}) AS n`,
  );
  if (others.length === 0) return sql.join(sets);
  // Which of the two is known only when the first name was looked up; the other is planned and not run.
  const few = sql`(SELECT count(*) FROM first) <= ${ASKED_ONE_BY_ONE}`;
  return sql`WITH first AS MATERIALIZED (${first.patients} LIMIT ${ASKED_ONE_BY_ONE + 1})
    SELECT DISTINCT f.patient_id FROM first AS f WHERE ${few} AND ${sql.join(
      others.map(({ holds }) => holds),
      sql` AND `,
    )}
    UNION ALL SELECT s.patient_id FROM (${sql.join(sets, sql` INTERSECT `)}) AS s WHERE NOT ${few}`;
}

const NOBODY: Condition = {
  patients: sql`SELECT p.id AS patient_id FROM patients.patient p WHERE false`,
  holds: sql`false`,
};

/** As names are indexed: particles (de la Cruz) have no key where there is another part. One without a letter is nobody's. */
function byName(name: string, options: { prefix: boolean }): Condition[] {
  const parts = nameParts(name);
  const telling = parts.filter((part) => !isParticle(part));
  const words = (telling.length > 0 ? telling : parts).toSorted((a, b) => b.length - a.length).slice(0, MOST_NAMES);
  return words.length === 0 ? [NOBODY] : words.map((word) => byKey('name', word, options));
}

function asked(value: string | undefined, make: (value: string) => Condition[]): Condition[] {
  return value === undefined || value === '' ? [] : make(value);
}

function byKey(kind: 'name' | 'birth', key: string, options: { prefix: boolean }): Condition {
  const whose = options.prefix
    ? sql`k.key >= ${key} COLLATE "C" AND k.key < ${`${key}\u{10ffff}`} COLLATE "C"`
    : sql`k.key = ${key} COLLATE "C"`;
  // Asked of one patient at a time. Not as a range: the planner would read all of it for each of them.
  const his = options.prefix ? sql`left(h.key, ${[...key].length}) = ${key}` : sql`h.key = ${key} COLLATE "C"`;
  return {
    patients: sql`SELECT k.patient_id FROM patients.search_key k WHERE k.kind = ${kind} AND ${whose}`,
    holds: sql`EXISTS (SELECT 1 FROM patients.search_key h WHERE h.patient_id = f.patient_id AND h.kind = ${kind} AND ${his})`,
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
