import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';

/** A document of the record that a number of the sender became, as it stands now. */
export interface Filed {
  readonly patientId: string;
  readonly documentId: string;
  readonly keySlot: string;
  readonly versionId: string;
  /** Keyed digests of the files of that version. */
  readonly digests: readonly string[];
  readonly signed: boolean;
  readonly inError: boolean;
}

/** @param number keyed digest of the sender's number */
export async function findFiled(act: Act, senderId: string, number: string): Promise<Filed | undefined> {
  const { rows } = await sql<{
    patient_id: string;
    document_id: string;
    key_slot: string;
    version_id: string;
    digests: string[];
    signed: boolean;
    in_error: boolean;
  }>`
    SELECT d.patient_id, d.id AS document_id, u.key_slot, v.id AS version_id,
      ARRAY(SELECT b.digest FROM documents.rendition r JOIN platform.blob b ON b.address = r.blob_address
        WHERE r.patient_id = d.patient_id AND r.version_id = v.id AND r.kind = 'original' AND r.page_id IS NULL ORDER BY r.id) AS digests,
      EXISTS (SELECT 1 FROM documents.signature s WHERE s.patient_id = d.patient_id AND s.version_id = v.id) AS signed,
      EXISTS (SELECT 1 FROM documents.entered_in_error e WHERE e.patient_id = d.patient_id AND e.document_id = d.id AND e.withdrawn_at IS NULL) AS in_error
    FROM hl7v2.document h
    JOIN documents.document d ON d.id = h.document_id
    JOIN documents.unit u ON u.patient_id = d.patient_id AND u.id = d.unit_id
    JOIN LATERAL (SELECT n.id FROM documents.version n WHERE n.patient_id = d.patient_id AND n.document_id = d.id ORDER BY n.number DESC LIMIT 1) v ON true
    WHERE h.sender_id = ${senderId}::uuid AND h.number = ${number}`.execute(act.tx);
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    patientId: row.patient_id,
    documentId: row.document_id,
    keySlot: row.key_slot,
    versionId: row.version_id,
    digests: row.digests,
    signed: row.signed,
    inError: row.in_error,
  };
}
