import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { problems } from '../problems.ts';

export interface Version {
  readonly version: number;
  readonly at: Date;
  readonly content: string;
  readonly deleted: boolean;
  readonly patientId: string;
}

/** @throws fhir/not-found */
function nothing() {
  return problems.notFound({ detail: 'Nothing is stored under that address, or not for you to see.' });
}

/** The version that stands. @throws fhir/not-found, fhir/gone */
export async function readCurrent(
  act: Act,
  type: string,
  id: string,
  options: { quiet?: boolean } = {},
): Promise<Version> {
  const [row] = isId(id) ? await versionsOf(act, { type, id }, { limit: 1 }) : [];
  return seen(act, id, row, options);
}

/** FHIR R4 http.html#vread. @throws fhir/not-found, fhir/gone */
export async function readVersion(act: Act, type: string, id: string, version: number): Promise<Version> {
  const [row] = isId(id) ? await versionsOf(act, { type, id }, { limit: 1, version }) : [];
  return seen(act, id, row);
}

/** FHIR R4 http.html#history of one resource, the newest first; a deletion is a version of its own. @throws fhir/not-found */
export async function readHistory(
  act: Act,
  type: string,
  id: string,
  page: { limit: number; below?: number; since?: Date },
): Promise<Version[]> {
  const rows = isId(id) ? await versionsOf(act, { type, id }, page) : [];
  if (rows[0] === undefined) throw nothing();
  act.note({ subjectIds: [id], patientIds: [rows[0].patientId], count: rows.length });
  return rows;
}

function seen(act: Act, id: string, row: Version | undefined, options: { quiet?: boolean } = {}): Version {
  if (row === undefined) throw nothing();
  act.note({
    subjectIds: [id],
    patientIds: [row.patientId],
    count: row.deleted ? 0 : 1,
    ...(options.quiet === true ? { detail: { answer: true } } : {}),
  });
  if (row.deleted)
    throw problems.gone({
      detail: 'It was deleted through FHIR. Its earlier versions are kept: read them by number under _history.',
    });
  return row;
}

async function versionsOf(
  act: Act,
  of: { type: string; id: string },
  page: { limit: number; version?: number; below?: number; since?: Date },
): Promise<Version[]> {
  const conditions = [
    sql`type = ${of.type} COLLATE "C"`,
    sql`id = ${of.id}::uuid`,
    ...(page.version === undefined ? [] : [sql`version = ${page.version}`]),
    ...(page.below === undefined ? [] : [sql`version < ${page.below}`]),
    ...(page.since === undefined ? [] : [sql`at >= ${page.since}`]),
  ];
  const { rows } = await sql<{ version: number; at: Date; content: string; deleted: boolean; patient_id: string }>`
    SELECT version, at, content, deleted, patient_id FROM (
      SELECT version, at, content, deleted_at IS NOT NULL AS deleted, patient_id FROM fhir.resource WHERE ${sql.join(conditions, sql` AND `)}
      UNION ALL
      -- Nobody sees an older version who may not see the one that stands.
      SELECT h.version, h.at, h.content, h.deleted, h.patient_id FROM fhir.resource r
      JOIN fhir.history h ON h.patient_id = r.patient_id AND h.type = r.type AND h.id = r.id
      WHERE r.type = ${of.type} COLLATE "C" AND r.id = ${of.id}::uuid
        AND ${sql.join([sql`true`, ...(page.version === undefined ? [] : [sql`h.version = ${page.version}`]), ...(page.below === undefined ? [] : [sql`h.version < ${page.below}`]), ...(page.since === undefined ? [] : [sql`h.at >= ${page.since}`])], sql` AND `)}
    ) AS v ORDER BY version DESC LIMIT ${page.limit}`.execute(act.tx);
  return rows.map(({ patient_id, ...row }) => ({ ...row, patientId: patient_id }));
}
