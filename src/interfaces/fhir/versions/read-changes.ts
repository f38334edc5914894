import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { Version } from './read-version.ts';

/** A version, and of which resource it is. */
export interface VersionOf extends Version {
  readonly type: string;
  readonly id: string;
}

/** Place of a version among all of them. */
export interface Moment {
  readonly at: Date;
  readonly type: string;
  readonly id: string;
  readonly version: number;
}

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const LAST_VERSION = 2 ** 31 - 1;

/**
 * Versions of all resources of these types, the newest first; of one moment by type, id and version. Row-level security
 * decides which; nobody sees an older version who may not see the one that stands. Each type is a stretch of its index, so
 * that a page costs a page however many versions there are.
 */
export async function readChanges(
  act: Act,
  types: readonly string[],
  page: { limit: number; since: Date | undefined; after: Moment | undefined },
): Promise<VersionOf[]> {
  const { limit, since, after } = page;
  // Below which place each type is read: types of a later name come first in the same moment.
  const ids = types.map((type) => placeIn(type, after).id);
  const versions = types.map((type) => placeIn(type, after).version);
  const upTo = after === undefined ? sql`'infinity'::timestamptz` : sql`${after.at}::timestamptz`;
  const from = since === undefined ? sql`'-infinity'::timestamptz` : sql`${since}::timestamptz`;
  const { rows } = await sql<Row>`
    SELECT v.type, v.id, v.version, v.at, v.deleted, v.patient_id, coalesce(h.content, r.content) AS content
    FROM (
      SELECT w.* FROM unnest(${[...types]}::text[], ${ids}::uuid[], ${versions}::int[]) AS t (type, id, version)
      CROSS JOIN LATERAL (
        (SELECT r.type, r.id, r.version, r.at, r.deleted_at IS NOT NULL AS deleted, r.patient_id, false AS old FROM fhir.resource r
          WHERE r.type = t.type COLLATE "C" AND (r.at, r.id, r.version) < (${upTo}, t.id, t.version) AND r.at >= ${from}
          ORDER BY r.at DESC, r.id DESC LIMIT ${limit})
        UNION ALL
        (SELECT h.type, h.id, h.version, h.at, h.deleted, h.patient_id, true FROM fhir.history h
          WHERE h.type = t.type COLLATE "C" AND (h.at, h.id, h.version) < (${upTo}, t.id, t.version) AND h.at >= ${from}
            AND (SELECT r.version FROM fhir.resource r WHERE r.patient_id = h.patient_id AND r.type = h.type AND r.id = h.id) IS NOT NULL
          ORDER BY h.at DESC, h.id DESC, h.version DESC LIMIT ${limit})
      ) AS w
      ORDER BY w.at DESC, w.type COLLATE "C" DESC, w.id DESC, w.version DESC LIMIT ${limit}
    ) AS v
    LEFT JOIN fhir.history h ON v.old AND h.patient_id = v.patient_id AND h.type = v.type AND h.id = v.id AND h.version = v.version
    LEFT JOIN fhir.resource r ON NOT v.old AND r.patient_id = v.patient_id AND r.type = v.type AND r.id = v.id
    ORDER BY v.at DESC, v.type COLLATE "C" DESC, v.id DESC, v.version DESC`.execute(act.tx);
  return rows.map(({ patient_id, ...row }) => ({ ...row, patientId: patient_id }));
}

interface Row {
  type: string;
  id: string;
  version: number;
  at: Date;
  deleted: boolean;
  patient_id: string;
  content: string;
}

function placeIn(type: string, after: Moment | undefined): { id: string; version: number } {
  if (after === undefined || type < after.type) return { id: LAST_ID, version: LAST_VERSION };
  return type === after.type ? after : { id: FIRST_ID, version: 0 };
}
