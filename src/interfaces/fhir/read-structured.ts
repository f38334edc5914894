import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { ReadStructured, StructuredEntry } from '../../modules/release/index.ts';
import { memberIds } from '../../modules/patients/index.ts';
import { isObject } from './read-json.ts';

/**
 * The stored resources of a person for a packet of the release desk, over all registrations: by type, then by id. Row-level
 * security leaves out what the actor may not see.
 */
export const readStructured: ReadStructured = async (act: Act, { patientId, types, most }) => {
  const { ids } = await memberIds(act, patientId);
  const { rows } = await sql<Row>`
    SELECT r.patient_id AS "patientId", r.type, r.id, r.version, r.facility_id AS "facilityId", r.labels, r.content
    FROM fhir.resource r
    WHERE r.patient_id = ANY (${[...ids]}::uuid[]) AND r.type = ANY (${[...types]}::text[]) AND r.deleted_at IS NULL
    ORDER BY r.type, r.id LIMIT ${most + 1}`.execute(act.tx);
  return { entries: rows.slice(0, most).map(entryOf), more: rows.length > most };
};

type Row = Omit<StructuredEntry, 'content' | 'labels'> & { readonly content: string; readonly labels: string | bigint };

function entryOf(row: Row): StructuredEntry {
  const content: unknown = JSON.parse(row.content);
  return { ...row, labels: BigInt(row.labels), content: isObject(content) ? content : {} };
}
