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
  /** Who filed it: name of a feed, desk ... */
  readonly origin: string;
}

const MOST_DOCUMENTS = 500;

/** What is filed to a visit and not entered in error. @throws hl7v2/person-decides: more than may be moved at once */
export async function documentsOf(
  act: Act,
  visit: { readonly patientId: string; readonly id: string },
): Promise<HangingDocument[]> {
  const { rows } = await sql<{ id: string; version_id: string; signed: boolean; released: boolean; origin: string }>`
    SELECT d.id, d.origin, v.id AS version_id,
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
    ...{ signed: row.signed, released: row.released, origin: row.origin },
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

/**
 * A visit moves to another patient by itself only where its source alone spoke of it, and nobody relied on it yet.
 * @throws hl7v2/person-decides
 */
export async function mustBeMovable(
  act: Act,
  visit: { readonly patientId: string; readonly id: string; readonly origin: string },
  { toPatientId, origin }: { readonly toPatientId: string | undefined; readonly origin: string },
): Promise<HangingDocument[]> {
  if (visit.origin !== origin)
    throw decides('The visit was recorded by somebody else than this sender. Look whose it is, and move it by hand.');
  const documents = await documentsOf(act, visit);
  if (documents.some((each) => each.released))
    throw decides('Documents of the visit were released. Look who has them, and move them by hand.');
  if (documents.some((each) => each.signed))
    throw decides('Documents of the visit are signed. Ask whoever signed them whose they are, and move them by hand.');
  if (documents.some((each) => each.origin !== origin))
    throw decides('Documents came to the visit by another way. Look whose they are, and move them by hand.');
  await mustBeUnbound(act, visit);
  await mustBeUnquestioned(act, [visit.patientId, ...(toPatientId === undefined ? [] : [toPatientId])]);
  const { rows } = await sql<{ hanging: boolean }>`SELECT
    EXISTS (SELECT FROM encounters.change c WHERE c.patient_id = ${visit.patientId}::uuid AND c.encounter_id = ${visit.id}::uuid AND c.kind = 'coded')
      OR EXISTS (SELECT FROM intake.object o WHERE o.patient_id = ${visit.patientId}::uuid AND o.encounter_id = ${visit.id}::uuid)
      OR EXISTS (SELECT FROM intake.paper_mark p WHERE p.patient_id = ${visit.patientId}::uuid AND p.encounter_id = ${visit.id}::uuid AND p.withdrawn_at IS NULL) AS hanging`.execute(
    act.tx,
  );
  if (rows[0]?.hanging === true)
    throw decides('The visit was coded, or paper and things are registered to it. Move it by hand.');
  return documents;
}

/** @throws hl7v2/person-decides */
export async function mustBeUnquestioned(act: Act, patientIds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ questioned: boolean }>`SELECT
    EXISTS (SELECT FROM patients.flag f JOIN patients.member own ON own.patient_id = ANY (${patientIds}::uuid[])
      JOIN patients.member m ON m.survivor_id = own.survivor_id AND m.patient_id = f.patient_id
      WHERE f.kind IN ('identity-in-question', 'sealed-identity') AND f.lowered_at IS NULL) AS questioned`.execute(
    act.tx,
  );
  if (rows[0]?.questioned === true)
    throw decides('Whose the record is, is in question, or one of the two is sealed. Settle that first.');
}

/** Nothing was changed, and why a person has to look. */
export function decides(why: string) {
  return problems.personDecides({ detail: `Nothing was changed. ${why} Set the message aside when it is done.` });
}
