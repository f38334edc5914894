import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { memberIds } from '../../../modules/patients/index.ts';
import { problems } from '../problems.ts';
import type { Interval } from '../search/derive-interval.ts';
import type { FoundResource } from '../search/search-resources.ts';

/** Types that belong to nobody and are part of what a record says: who, where, with what (FHIR R4 Patient $everything). */
const REFERRED_TO = [
  'Device',
  'HealthcareService',
  'Location',
  'Medication',
  'Organization',
  'Practitioner',
  'PractitionerRole',
];
/** Rows and characters read at once: a part ends early rather than fill the memory with documents. */
const ROWS_AT_ONCE = 250;
const MOST_CHARACTERS = 4 * 1024 * 1024;

/** Search parameters that tell when care was given, of the types that have one; what has none is part of every answer. */
const CARE_DATES = [
  ...['authored', 'authoredon', 'collected', 'created', 'date', 'effective', 'effective-time', 'occurrence'],
  ...['onset-date', 'performed', 'period', 'sent', 'start-date', 'started', 'whenhandedover'],
];

interface EverythingAsked {
  readonly patientId: string;
  readonly count: number;
  /** Types that are wanted and that the client's scopes reach; undefined for all. */
  readonly types: readonly string[] | undefined;
  readonly since: Date | undefined;
  /** Days of care that are wanted; undefined for all. */
  readonly care: Interval | undefined;
  readonly after: Place | undefined;
}

/** The last resource shown: `at` is the place of its registration, or -1 among what belongs to nobody. */
export interface Place {
  readonly at: number;
  readonly type: string;
  readonly id: string;
}

/**
 * A part of all that is in the record of a patient: of each registration of the person, then what these refer to and
 * belongs to nobody. Row-level security leaves out what the client may not see.
 * @throws fhir/not-found
 */
export async function readEverything(
  act: Act,
  asked: EverythingAsked,
): Promise<{ found: FoundResource[]; next: Place | undefined }> {
  const { patientId } = asked;
  const { ids } = isId(patientId) ? await memberIds(act, patientId) : { ids: [] };
  if (!(await isHere(act, patientId)))
    throw problems.notFound({ detail: 'No such patient is here, or not one for you to see.' });
  const found: FoundResource[] = [];
  let place: Place | undefined = asked.after ?? { at: 0, type: '', id: NOT_YET };
  let characters = 0;
  while (place !== undefined && found.length < asked.count && characters < MOST_CHARACTERS) {
    const limit = Math.min(ROWS_AT_ONCE, asked.count - found.length);
    const rows: FoundResource[] = await readFrom(act, ids, asked, { place, limit });
    found.push(...rows);
    characters += rows.reduce((sum, { content }) => sum + content.length, 0);
    const last = rows.at(-1);
    if (rows.length === limit && last !== undefined) place = { at: place.at, type: last.type, id: last.id };
    else if (place.at === -1) place = undefined;
    else place = { at: place.at + 1 < ids.length ? place.at + 1 : -1, type: '', id: NOT_YET };
  }
  act.note({ subjectIds: [patientId], patientIds: ids, count: found.length });
  return { found, next: place };
}

const NOT_YET = '00000000-0000-0000-0000-000000000000';

async function readFrom(
  act: Act,
  ids: readonly string[],
  asked: EverythingAsked,
  { place, limit }: { place: Place; limit: number },
): Promise<FoundResource[]> {
  const { types, since, care } = asked;
  const wanted = sql`r.deleted_at IS NULL AND ${types === undefined ? sql`true` : sql`r.type = ANY (${[...types]}::text[] COLLATE "C")`}
    AND ${since === undefined ? sql`true` : sql`r.at >= ${since}`}
    AND ${care === undefined ? sql`true` : givenIn(care)}
    AND (r.type > ${place.type} COLLATE "C" OR (r.type = ${place.type} COLLATE "C" AND r.id > ${place.id}::uuid))`;
  const from =
    place.at === -1
      ? sql`(SELECT DISTINCT split_part(k.key, '/', 1) AS type, split_part(k.key, '/', 2)::uuid AS id FROM fhir.search_key k
          WHERE k.patient_id = ANY (${[...ids]}::uuid[]) AND k.key ~ ${`^(${REFERRED_TO.join('|')})/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`}) AS named
        JOIN fhir.resource r ON r.type = named.type COLLATE "C" AND r.id = named.id AND r.patient_id = ${NOT_YET}::uuid
        WHERE ${wanted}`
      : sql`fhir.resource r WHERE r.patient_id = ${ids[place.at] ?? NOT_YET}::uuid AND r.type >= ${place.type} COLLATE "C" AND ${wanted}`;
  const { rows } = await sql<{ type: string; id: string; patient_id: string; content: string }>`
    SELECT r.type, r.id, r.patient_id, r.content FROM ${from} ORDER BY r.type, r.id LIMIT ${limit}`.execute(act.tx);
  return rows.map((row) => ({ type: row.type, id: row.id, patientId: row.patient_id, content: row.content }));
}

/** FHIR R4 Patient $everything: `start` and `end` are about when care was given, not when it was recorded. */
function givenIn({ low, high }: Interval) {
  const dated = sql`SELECT 1 FROM fhir.search_range k
    WHERE k.patient_id = r.patient_id AND k.type = r.type AND k.id = r.id AND k.parameter = ANY (${CARE_DATES}::text[])`;
  return sql`(NOT EXISTS (${dated}) OR EXISTS (${dated} AND k.low <= ${high}::float8 AND k.high >= ${low}::float8))`;
}

async function isHere(act: Act, id: string): Promise<boolean> {
  if (!isId(id)) return false;
  const row = await act.tx
    .selectFrom('fhir.resource')
    .select('id')
    .where('patient_id', '=', id)
    .where('type', '=', 'Patient')
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}
