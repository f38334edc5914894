import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { isObject, type Json, type JsonObject } from './read-json.ts';
import { forgetIndex, indexRows } from './search/write-index.ts';

/** Compartment of what belongs to nobody. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

export interface StoredResource {
  readonly patientId: string;
  readonly type: string;
  readonly id: string;
  readonly facilityId: string;
  readonly labels: bigint;
  readonly content: JsonObject;
  /** As it came, where less is stored (content of documents): what tells whether a source says something new. */
  readonly said?: JsonObject;
}

export interface Stored {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly at: Date;
  readonly outcome: 'created' | 'updated' | 'unchanged';
  /** As it will be served; undefined when nothing was written. */
  readonly content: string | undefined;
}

/**
 * Writes many resources in three statements: what is there, what it was (history), what it is. Sorted by key so that two
 * imports never wait for each other in a circle. Equal content (by hash) changes nothing. `fresh`: the ids were just made,
 * so there is nothing to look up.
 */
export async function storeResources(
  act: Act,
  resources: readonly StoredResource[],
  origin: string,
  options: { fresh?: boolean } = {},
): Promise<Stored[]> {
  const sorted = [...resources].sort((a, b) => (a.type + a.id < b.type + b.id ? -1 : 1));
  const hashes = new Map(sorted.map((each) => [key(each), contentHash(each.said ?? each.content)]));
  const known = options.fresh === true ? new Map<string, never>() : await knownVersions(act, sorted);
  const stored = new Map<string, Stored>();
  const writing: Writing[] = [];
  for (const resource of sorted) {
    const before = known.get(key(resource));
    const hash = hashes.get(key(resource)) as Buffer;
    if (before !== undefined && before.hash.equals(hash)) {
      stored.set(key(resource), {
        type: resource.type,
        id: resource.id,
        version: before.version,
        at: before.at,
        outcome: 'unchanged',
        content: undefined,
      });
      continue;
    }
    const version = (before?.version ?? 0) + 1;
    const content = served(resource, version, act.now);
    writing.push({ resource, version, hash, content });
    stored.set(key(resource), {
      type: resource.type,
      id: resource.id,
      version,
      at: act.now,
      outcome: before === undefined ? 'created' : 'updated',
      content,
    });
  }
  const superseded = writing.filter(({ version }) => version > 1);
  if (superseded.length > 0) {
    const before = superseded.map(({ resource }) => resource);
    await keepHistory(act, before);
    await forgetIndex(act, before);
  }
  if (writing.length > 0) await writeCurrent(act, writing, origin, options);
  // In the order they came, which a transaction's answer must keep (FHIR R4 http.html#transaction-response).
  return resources.flatMap((resource) => stored.get(key(resource)) ?? []);
}

async function knownVersions(
  act: Act,
  resources: readonly StoredResource[],
): Promise<Map<string, { version: number; hash: Buffer; at: Date }>> {
  const { rows } = await sql<{ type: string; id: string; version: number; hash: Buffer; at: Date }>`
    SELECT r.type, r.id, r.version, CASE WHEN r.deleted_at IS NULL THEN r.hash ELSE '' END AS hash, r.at FROM unnest(${resources.map((each) => each.patientId)}::uuid[], ${resources.map((each) => each.type)}::text[], ${resources.map((each) => each.id)}::uuid[]) AS w (patient_id, type, id)
    JOIN fhir.resource r ON r.patient_id = w.patient_id AND r.type = w.type COLLATE "C" AND r.id = w.id`.execute(
    act.tx,
  );
  return new Map(rows.map((row) => [key(row), row]));
}

/** The version that stands goes to the others. */
export async function keepHistory(
  act: Act,
  resources: readonly Pick<StoredResource, 'patientId' | 'type' | 'id'>[],
): Promise<void> {
  await sql`INSERT INTO fhir.history (patient_id, type, id, version, at, content, facility_id, labels, deleted, origin)
    SELECT r.patient_id, r.type, r.id, r.version, r.at, r.content, r.facility_id, r.labels, r.deleted_at IS NOT NULL, r.origin
    FROM unnest(${resources.map((each) => each.patientId)}::uuid[], ${resources.map((each) => each.type)}::text[], ${resources.map((each) => each.id)}::uuid[]) AS w (patient_id, type, id)
    JOIN fhir.resource r ON r.patient_id = w.patient_id AND r.type = w.type COLLATE "C" AND r.id = w.id
    ON CONFLICT DO NOTHING`.execute(act.tx);
}

interface Writing {
  readonly resource: StoredResource;
  readonly version: number;
  readonly hash: Buffer;
  readonly content: string;
}

/** Left out for new resources: under row-level security it costs as much as the insert (a check of its own for each way). */
const REPLACE = sql`ON CONFLICT (patient_id, type, id) DO UPDATE SET version = excluded.version, at = excluded.at, origin = excluded.origin, content = excluded.content, hash = excluded.hash, labels = excluded.labels, deleted_at = NULL, index_version = 1`;

const OF_PERSON = sql`fhir.person_labels(w.patient_id)`;
/** A new person has no labels yet. */
const OF_KNOWN_PERSON = sql`CASE w.type WHEN 'Patient' THEN 0 ELSE ${OF_PERSON} END`;

/** The resources and what they are found by, in one statement: an index that is behind its resource would be a lie. */
async function writeCurrent(
  act: Act,
  writing: readonly Writing[],
  origin: string,
  options: { fresh?: boolean },
): Promise<void> {
  const of = <T>(read: (each: (typeof writing)[number]) => T) => writing.map(read);
  const { keys, ranges } = indexRows(of(({ resource }) => resource));
  await sql`WITH w AS MATERIALIZED (
      SELECT w.n, w.patient_id, w.type, w.id, w.version, w.content, w.hash, w.facility_id, w.labels::bigint | ${options.fresh === true ? OF_KNOWN_PERSON : OF_PERSON} AS labels
      FROM unnest(${of(({ resource }) => resource.patientId)}::uuid[], ${of(({ resource }) => resource.type)}::text[], ${of(({ resource }) => resource.id)}::uuid[],
        ${of(({ version }) => version)}::int[], ${of(({ content }) => content)}::text[], ${of(({ hash }) => hash)}::bytea[],
        ${of(({ resource }) => resource.facilityId)}::uuid[], ${of(({ resource }) => resource.labels.toString())}::text[])
        WITH ORDINALITY AS w (patient_id, type, id, version, content, hash, facility_id, labels, n)
    ), keys AS (
      INSERT INTO fhir.search_key (patient_id, type, id, parameter, key, facility_id, labels)
      SELECT w.patient_id, w.type, w.id, k.parameter, k.key, w.facility_id, w.labels
      FROM unnest(${keys.map(({ n }) => n)}::int[], ${keys.map(({ parameter }) => parameter)}::text[], ${keys.map(({ key }) => key)}::text[]) AS k (n, parameter, key)
      JOIN w ON w.n = k.n
    ), ranges AS (
      INSERT INTO fhir.search_range (patient_id, type, id, parameter, low, high, unit, facility_id, labels)
      SELECT w.patient_id, w.type, w.id, k.parameter, k.low, k.high, k.unit, w.facility_id, w.labels
      FROM unnest(${ranges.map(({ n }) => n)}::int[], ${ranges.map(({ parameter }) => parameter)}::text[], ${ranges.map(({ low }) => low)}::float8[],
        ${ranges.map(({ high }) => high)}::float8[], ${ranges.map(({ unit }) => unit)}::text[]) AS k (n, parameter, low, high, unit)
      JOIN w ON w.n = k.n
    )
    INSERT INTO fhir.resource (patient_id, type, id, version, at, origin, content, hash, facility_id, labels, index_version)
    SELECT w.patient_id, w.type, w.id, w.version, ${act.now}::timestamptz, ${origin}, w.content, w.hash, w.facility_id, w.labels, 1 FROM w
    ${options.fresh === true ? sql`` : REPLACE}`.execute(act.tx);
}

/** The JSON as it will be streamed: id and meta are ours, the rest as it came. */
function served(resource: StoredResource, version: number, at: Date): string {
  const { resourceType, id: _id, meta, ...rest } = resource.content;
  const own = isObject(meta) ? meta : {};
  return JSON.stringify({
    resourceType,
    id: resource.id,
    meta: { ...own, versionId: String(version), lastUpdated: at.toISOString() },
    ...rest,
  });
}

/** SHA-256 over the content with sorted keys, without id, version and time: the same facts give the same hash. */
export function contentHash(content: JsonObject): Buffer {
  const { id: _id, meta, ...rest } = content;
  const { versionId: _version, lastUpdated: _updated, ...kept } = isObject(meta) ? meta : {};
  return createHash('sha256')
    .update(canonical({ ...rest, ...(Object.keys(kept).length === 0 ? {} : { meta: kept }) }))
    .digest();
}

function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name] as Json)}`)
    .join(',')}}`;
}

function key(row: { type: string; id: string }): string {
  return `${row.type}/${row.id}`;
}
