import { type RawBuilder, sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { Interval } from '../search/derive-interval.ts';
import type { Deed } from './derive-provenance.ts';

export interface DeedsWanted {
  readonly patientId?: string;
  readonly documentIds?: readonly string[];
  readonly mark?: string;
  /** Milliseconds since 1970, both ends in it. */
  readonly recorded?: Interval;
  /** The last one that was shown. */
  readonly after?: { readonly documentId: string; readonly mark: string };
  readonly limit: number;
}

/** What was done to documents of a person, or to these documents, by document and mark. Row-level security decides which of them. */
export async function findDeeds(act: Act, wanted: DeedsWanted): Promise<Deed[]> {
  const { patientId, documentIds, mark, recorded, after, limit } = wanted;
  const whose =
    patientId === undefined
      ? sql`SELECT m.patient_id FROM fhir.resource r JOIN patients.member asked ON asked.patient_id = r.patient_id
          JOIN patients.member m ON m.survivor_id = asked.survivor_id
          WHERE r.type = 'DocumentReference' AND r.id = ANY (${[...(documentIds ?? [])]}::uuid[])`
      : sql`SELECT m.patient_id FROM patients.member asked JOIN patients.member m ON m.survivor_id = asked.survivor_id
          WHERE asked.patient_id = ${patientId}::uuid`;
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (mark !== undefined) conditions.push(sql`f.mark = ${mark}`);
  if (recorded !== undefined)
    conditions.push(sql`f.at >= ${new Date(recorded.low)} AND f.at < ${new Date(recorded.high + 1)}`);
  if (after !== undefined)
    conditions.push(sql`(f."documentId", f.mark COLLATE "C") > (${after.documentId}::uuid, ${after.mark} COLLATE "C")`);
  const { rows } = await sql<Deed>`
    WITH document AS MATERIALIZED (
      SELECT d.patient_id, d.id, d.received_via, d.origin, d.author_name FROM documents.document d
      WHERE d.patient_id IN (${whose}) ${documentIds === undefined ? sql`` : sql`AND d.id = ANY (${[...documentIds]}::uuid[])`}
    ), deed AS (
      SELECT v.document_id AS "documentId", v.patient_id AS "patientId", 'v' || v.number AS mark, v.recorded_at AS at, v.recorded_by AS "enteredBy",
        v.reason, d.author_name AS person, NULL AS role, NULL::timestamptz AS "happenedAt", d.received_via AS "receivedVia", d.origin
      FROM document d JOIN documents.version v ON v.patient_id = d.patient_id AND v.document_id = d.id
      UNION ALL
      SELECT c.document_id, c.patient_id, 'c' || row_number() OVER (PARTITION BY c.document_id ORDER BY c.id), c.recorded_at, c.recorded_by,
        c.reason, NULL, NULL, NULL, d.received_via, d.origin
      FROM document d JOIN documents.change c ON c.patient_id = d.patient_id AND c.document_id = d.id
      UNION ALL
      SELECT s.document_id, s.patient_id, 's' || row_number() OVER (PARTITION BY s.document_id ORDER BY s.id), s.recorded_at, s.recorded_by,
        NULL, s.signer_name, s.role, s.signed_at, d.received_via, d.origin
      FROM document d JOIN documents.signature s ON s.patient_id = d.patient_id AND s.document_id = d.id
    )
    SELECT * FROM deed f WHERE ${sql.join(conditions, sql` AND `)} ORDER BY f."documentId", f.mark COLLATE "C" LIMIT ${limit}`.execute(
    act.tx,
  );
  return rows;
}
