import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { BlobRef } from '../../../platform/blobs/index.ts';

/** A document of the record that a DocumentReference became, or that one it replaces became. */
export interface Standing {
  readonly patientId: string;
  readonly documentId: string;
  readonly keySlot: string | undefined;
  readonly number: number;
  readonly versionId: string;
  /** The DocumentReference whose content is shown; undefined where the desk put the version there. */
  readonly shownId: string | undefined;
  /** Cause, where it is struck through. */
  readonly errorCause: string | undefined;
  /** The files of the version that is shown, in the order of their addresses. */
  readonly originals: readonly { readonly mediaType: string; readonly blob: BlobRef }[];
}

interface Row {
  resource_id: string;
  patient_id: string;
  document_id: string;
  key_slot: string | null;
  number: number;
  version_id: string;
  origin_id: string | null;
  cause: string | null;
}

/**
 * The documents that these DocumentReferences became: a document has the id of the reference it was filed from, and a
 * later version names its reference. Looked for in the whole chart, since a merge files under the survivor.
 */
export async function findStanding(
  act: Act,
  wanted: readonly { readonly id: string; readonly patientId: string }[],
): Promise<Map<string, Standing>> {
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<Row>`
    SELECT w.resource_id, d.patient_id, d.id AS document_id, CASE WHEN x.id IS NULL THEN u.key_slot END AS key_slot,
           c.number, c.id AS version_id, c.origin_id, e.cause
    FROM unnest(${wanted.map((each) => each.id)}::uuid[], ${wanted.map((each) => each.patientId)}::uuid[]) AS w (resource_id, patient_id)
    JOIN patients.member asked ON asked.patient_id = w.patient_id
    JOIN patients.member m ON m.survivor_id = asked.survivor_id
    JOIN documents.version v ON v.patient_id = m.patient_id AND (v.document_id = w.resource_id OR v.origin_id = w.resource_id::text)
    JOIN documents.document d ON d.patient_id = v.patient_id AND d.id = v.document_id
    JOIN documents.unit u ON u.patient_id = d.patient_id AND u.id = d.unit_id
    JOIN LATERAL (SELECT n.number, n.id, n.origin_id FROM documents.version n
      WHERE n.patient_id = d.patient_id AND n.document_id = d.id ORDER BY n.number DESC LIMIT 1) c ON true
    LEFT JOIN documents.entered_in_error e ON e.patient_id = d.patient_id AND e.document_id = d.id AND e.withdrawn_at IS NULL
    LEFT JOIN documents.destruction x ON x.patient_id = d.patient_id AND x.unit_id = d.unit_id`.execute(act.tx);
  const originals = await originalsOf(act, rows);
  return new Map(
    rows.map((row) => [
      row.resource_id,
      {
        patientId: row.patient_id,
        documentId: row.document_id,
        keySlot: row.key_slot ?? undefined,
        number: row.number,
        versionId: row.version_id,
        shownId: row.number === 1 ? row.document_id : (row.origin_id ?? undefined),
        errorCause: row.cause ?? undefined,
        originals: originals.get(row.version_id) ?? [],
      },
    ]),
  );
}

async function originalsOf(act: Act, of: readonly Row[]): Promise<Map<string, Standing['originals'][number][]>> {
  const { rows } = await sql<{
    version_id: string;
    media_type: string;
    address: string;
    slot: string;
    bytes: string;
    frames: number;
    digest: string;
  }>`
    SELECT r.version_id, r.media_type, b.address, b.slot, b.bytes, b.frames, b.digest
    FROM unnest(${of.map((row) => row.patient_id)}::uuid[], ${of.map((row) => row.version_id)}::uuid[]) AS w (patient_id, version_id)
    JOIN documents.rendition r ON r.patient_id = w.patient_id AND r.version_id = w.version_id AND r.kind = 'original' AND r.page_id IS NULL
    JOIN platform.blob b ON b.address = r.blob_address ORDER BY r.version_id, r.id`.execute(act.tx);
  const found = new Map<string, Standing['originals'][number][]>();
  for (const { version_id: version, media_type: mediaType, ...blob } of rows)
    found.set(version, [...(found.get(version) ?? []), { mediaType, blob: { ...blob, bytes: Number(blob.bytes) } }]);
  return found;
}
