import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { problems } from './problems.ts';

/** A document that stands and is filed to a visit. */
export interface HangingDocument {
  readonly patientId: string;
  readonly documentId: string;
  readonly versionId: string;
  readonly signed: boolean;
  readonly released: boolean;
}

const MOST_DOCUMENTS = 500;

/** What is filed to a visit and not entered in error. @throws hl7v2/person-decides: more than may be moved at once */
export async function documentsOf(
  act: Act,
  visit: { readonly patientId: string; readonly id: string },
): Promise<HangingDocument[]> {
  const { rows } = await sql<{ id: string; version_id: string; signed: boolean; released: boolean }>`
    SELECT d.id, v.id AS version_id,
      EXISTS (SELECT FROM documents.signature s WHERE s.patient_id = d.patient_id AND s.document_id = d.id) AS signed,
      EXISTS (SELECT FROM release.disclosure_document r WHERE r.document_patient_id = d.patient_id AND r.document_id = d.id) AS released
    FROM documents.document d
    JOIN LATERAL (SELECT n.id FROM documents.version n WHERE n.patient_id = d.patient_id AND n.document_id = d.id ORDER BY n.number DESC LIMIT 1) v ON true
    WHERE d.patient_id = ${visit.patientId}::uuid AND d.encounter_id = ${visit.id}::uuid
      AND NOT EXISTS (SELECT FROM documents.entered_in_error e WHERE e.patient_id = d.patient_id AND e.document_id = d.id AND e.withdrawn_at IS NULL)
    ORDER BY d.id LIMIT ${MOST_DOCUMENTS + 1}`.execute(act.tx);
  if (rows.length > MOST_DOCUMENTS)
    throw decides(`More than ${MOST_DOCUMENTS} documents are filed to the visit. Move them by hand, then replay it.`);
  return rows.map((row) => ({
    ...{ patientId: visit.patientId, documentId: row.id, versionId: row.version_id },
    ...{ signed: row.signed, released: row.released },
  }));
}

/**
 * A legal hold and a restriction name the visit they are about: what is filed elsewhere escapes them.
 * @throws hl7v2/person-decides
 */
export async function mustBeUnbound(
  act: Act,
  visit: { readonly patientId: string; readonly id: string },
): Promise<void> {
  const { rows } = await sql<{ held: boolean; restricted: boolean }>`SELECT
    EXISTS (SELECT FROM documents.legal_hold h WHERE h.patient_id = ${visit.patientId}::uuid AND h.encounter_id = ${visit.id}::uuid
      AND NOT EXISTS (SELECT FROM documents.legal_hold_lift l WHERE l.patient_id = h.patient_id AND l.hold_id = h.id)) AS held,
    EXISTS (SELECT FROM release.restriction r WHERE r.patient_id = ${visit.patientId}::uuid AND ${visit.id}::uuid = ANY (r.encounter_ids)
      AND NOT EXISTS (SELECT FROM release.restriction_end e WHERE e.patient_id = r.patient_id AND e.restriction_id = r.id)) AS restricted`.execute(
    act.tx,
  );
  if (rows[0]?.held === true)
    throw decides('A legal hold is on the visit. Ask whoever placed it, then move it by hand.');
  if (rows[0]?.restricted === true)
    throw decides('A restriction is about the visit. Decide whether it goes with it, then move it by hand.');
}

/** Nothing was changed, and why a person has to look. */
export function decides(why: string) {
  return problems.personDecides({ detail: `Nothing was changed. ${why} Set the message aside when it is done.` });
}
