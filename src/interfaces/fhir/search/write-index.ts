import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { JsonObject } from '../read-json.ts';
import { deriveSearchValues, type SearchValues } from './derive-search-values.ts';

interface Key {
  readonly patientId: string;
  readonly type: string;
  readonly id: string;
}

interface Indexed extends Key {
  readonly content: JsonObject;
}

type Numbered<T> = T & { readonly n: number };

/** What is written to the index for these resources; `n` is the place in the list, from 1 as PostgreSQL counts. */
export function indexRows(resources: readonly Indexed[]): {
  keys: Numbered<SearchValues['keys'][number]>[];
  ranges: Numbered<SearchValues['ranges'][number]>[];
} {
  const keys: Numbered<SearchValues['keys'][number]>[] = [];
  const ranges: Numbered<SearchValues['ranges'][number]>[] = [];
  for (const [index, { type, content }] of resources.entries()) {
    const values = deriveSearchValues({ ...content, resourceType: type });
    for (const each of values.keys) keys.push({ ...each, n: index + 1 });
    for (const each of values.ranges) ranges.push({ ...each, n: index + 1 });
  }
  return { keys, ranges };
}

/** Before the resources are written anew, or when they are found by nothing any more. */
export async function forgetIndex(act: Act, resources: readonly Key[]): Promise<void> {
  for (const table of ['search_key', 'search_range'])
    await sql`DELETE FROM ${sql.table(`fhir.${table}`)} k
      USING unnest(${resources.map((each) => each.patientId)}::uuid[], ${resources.map((each) => each.type)}::text[], ${resources.map((each) => each.id)}::uuid[]) AS w (patient_id, type, id)
      WHERE k.patient_id = w.patient_id AND k.type = w.type COLLATE "C" AND k.id = w.id`.execute(act.tx);
}

/** The index of resources that stand as they are: after a change past the store, and for what was stored before there was one. */
export async function indexAgain(act: Act, resources: readonly Indexed[]): Promise<void> {
  await forgetIndex(act, resources);
  const { keys, ranges } = indexRows(resources);
  const standing = sql`(SELECT r.*, w.n FROM unnest(${resources.map((each) => each.patientId)}::uuid[], ${resources.map((each) => each.type)}::text[], ${resources.map((each) => each.id)}::uuid[])
      WITH ORDINALITY AS w (patient_id, type, id, n)
    JOIN fhir.resource r ON r.patient_id = w.patient_id AND r.type = w.type COLLATE "C" AND r.id = w.id)`;
  await sql`INSERT INTO fhir.search_key (patient_id, type, id, parameter, key, facility_id, labels)
    SELECT r.patient_id, r.type, r.id, k.parameter, k.key, r.facility_id, r.labels
    FROM unnest(${keys.map(({ n }) => n)}::int[], ${keys.map(({ parameter }) => parameter)}::text[], ${keys.map(({ key }) => key)}::text[]) AS k (n, parameter, key)
    JOIN ${standing} AS r ON r.n = k.n`.execute(act.tx);
  await sql`INSERT INTO fhir.search_range (patient_id, type, id, parameter, low, high, unit, facility_id, labels)
    SELECT r.patient_id, r.type, r.id, k.parameter, k.low, k.high, k.unit, r.facility_id, r.labels
    FROM unnest(${ranges.map(({ n }) => n)}::int[], ${ranges.map(({ parameter }) => parameter)}::text[], ${ranges.map(({ low }) => low)}::float8[],
      ${ranges.map(({ high }) => high)}::float8[], ${ranges.map(({ unit }) => unit)}::text[]) AS k (n, parameter, low, high, unit)
    JOIN ${standing} AS r ON r.n = k.n`.execute(act.tx);
  await sql`UPDATE fhir.resource r SET index_version = 1
    FROM unnest(${resources.map((each) => each.patientId)}::uuid[], ${resources.map((each) => each.type)}::text[], ${resources.map((each) => each.id)}::uuid[]) AS w (patient_id, type, id)
    WHERE r.patient_id = w.patient_id AND r.type = w.type COLLATE "C" AND r.id = w.id`.execute(act.tx);
}
