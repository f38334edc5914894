import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { ServedFile } from './derive-files.ts';

/** Of one document, as its tables have it: what a DocumentReference says. */
export interface ProjectedDocument {
  readonly patientId: string;
  readonly id: string;
  readonly facilityId: string;
  readonly labels: bigint;
  readonly facility: string;
  readonly typeCode: string;
  readonly title: string | null;
  readonly encounterId: string | null;
  readonly author: Named | null;
  readonly receivedVia: string;
  readonly originId: string | null;
  /** The day it carries, `YYYY-MM-DD`, and the minutes its facility's clock is before UTC at the beginning of that day. */
  readonly datedOn: string | null;
  readonly offset: number | null;
  readonly serviceFrom: string | null;
  readonly serviceTo: string | null;
  /** Of the version that stands. */
  readonly versionId: string;
  readonly number: number;
  readonly said: string | null;
  readonly signatures: readonly { role: string; versionId: string; signer: Named; how: string }[];
  readonly files: readonly ServedFile[];
  readonly inError: boolean;
  readonly destroyed: boolean;
  /** DocumentReference whose content it shows, where a feed sent its newest version. */
  readonly shownId: string;
}

export interface Named {
  readonly name: string;
  /** Where the directory knows the person and there is a Practitioner to read. */
  readonly practitionerId: string | null;
}

interface Key {
  readonly patientId: string;
  readonly id: string;
}

const served = (column: string) =>
  sql`(SELECT pr.id FROM fhir.resource pr WHERE pr.type = 'Practitioner' AND pr.id = ${sql.ref(column)})`;

interface DocumentRow extends Omit<ProjectedDocument, 'labels'> {
  readonly labels: string;
}

/** The documents that are there, in no order. One statement, whatever their number. */
export async function findDocuments(act: Act, keys: readonly Key[]): Promise<ProjectedDocument[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<DocumentRow>`
    SELECT d.patient_id AS "patientId", d.id, d.facility_id AS "facilityId", d.labels, f.name AS facility, d.type_code AS "typeCode",
      d.title, d.encounter_id AS "encounterId", d.received_via AS "receivedVia", d.origin_id AS "originId",
      CASE WHEN d.author_name IS NOT NULL THEN json_build_object('name', d.author_name, 'practitionerId', ${served('d.author_practitioner_id')}) END AS author,
      d.dated_on AS "datedOn",
      (extract(epoch FROM (d.dated_on::timestamp AT TIME ZONE 'UTC') - (d.dated_on::timestamp AT TIME ZONE f.time_zone)) / 60)::int AS "offset",
      u.service_from AS "serviceFrom", u.service_to AS "serviceTo", v.id AS "versionId", v.number,
      -- Of which nothing was said after a preliminary one is preliminary too (documents/derive-version-status.ts).
      CASE WHEN s.version_id = v.id OR s.status = 'preliminary' THEN s.status END AS said,
      g.signatures, p.files, e.found IS NOT NULL AS "inError", x.found IS NOT NULL AS destroyed, coalesce(o.id, d.id) AS "shownId"
    FROM unnest(${keys.map(({ patientId }) => patientId)}::uuid[], ${keys.map(({ id }) => id)}::uuid[]) AS w (patient_id, id)
    JOIN documents.document d ON d.patient_id = w.patient_id AND d.id = w.id
    JOIN directory.facility f ON f.id = d.facility_id
    JOIN documents.unit u ON u.patient_id = d.patient_id AND u.id = d.unit_id
    JOIN LATERAL (SELECT n.id, n.number FROM documents.version n
      WHERE n.patient_id = d.patient_id AND n.document_id = d.id ORDER BY n.number DESC LIMIT 1) v ON true
    LEFT JOIN LATERAL (SELECT n.version_id, n.status FROM documents.version_status n
      JOIN documents.version nv ON nv.patient_id = n.patient_id AND nv.id = n.version_id
      WHERE n.patient_id = d.patient_id AND n.document_id = d.id
      ORDER BY nv.number DESC, n.recorded_at DESC, n.id DESC LIMIT 1) s ON true
    LEFT JOIN LATERAL (SELECT r.id FROM documents.version n
      JOIN fhir.resource r ON r.type = 'DocumentReference' AND r.id =
        CASE WHEN n.origin_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN n.origin_id::uuid END
      WHERE n.patient_id = d.patient_id AND n.document_id = d.id AND n.number > 1
      ORDER BY n.number DESC LIMIT 1) o ON true
    LEFT JOIN LATERAL (SELECT true AS found FROM documents.entered_in_error n
      WHERE n.patient_id = d.patient_id AND n.document_id = d.id AND n.withdrawn_at IS NULL) e ON true
    LEFT JOIN LATERAL (SELECT true AS found FROM documents.destruction n
      WHERE n.patient_id = d.patient_id AND n.unit_id = d.unit_id) x ON true
    CROSS JOIN LATERAL (SELECT coalesce(json_agg(json_build_object('role', n.role, 'versionId', n.version_id, 'how', n.how,
        'signer', json_build_object('name', n.signer_name, 'practitionerId', ${served('n.signer_practitioner_id')})) ORDER BY n.signed_at, n.id), '[]') AS signatures
      FROM documents.signature n WHERE n.patient_id = d.patient_id AND n.document_id = d.id) g
    CROSS JOIN LATERAL (SELECT coalesce(json_agg(json_build_object('kind', n.kind, 'pageNumber', pg.number, 'mediaType', n.media_type,
        'fileName', n.file_name, 'bytes', b.bytes) ORDER BY pg.number NULLS FIRST, n.id), '[]') AS files
      FROM documents.rendition n JOIN platform.blob b ON b.address = n.blob_address
      LEFT JOIN documents.page pg ON pg.patient_id = n.patient_id AND pg.id = n.page_id
      WHERE n.patient_id = d.patient_id AND n.version_id = v.id AND n.kind IN ('original', 'searchable', 'page-image')) p`.execute(
    act.tx,
  );
  return rows.map((row) => ({ ...row, labels: BigInt(row.labels) }));
}

/** Of one encounter, as its tables have it. */
export interface ProjectedEncounter {
  readonly patientId: string;
  readonly id: string;
  readonly facilityId: string;
  readonly labels: bigint;
  readonly facility: string;
  readonly class: string;
  readonly typeText: string | null;
  readonly visitNumber: string | null;
  readonly accountNumber: string | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly unit: string | null;
  readonly attending: Named | null;
  readonly cancelled: boolean;
  /** It was merged, or moved to another patient: another encounter stands for it. */
  readonly replaced: boolean;
}

export async function findEncounters(act: Act, keys: readonly Key[]): Promise<ProjectedEncounter[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<Omit<ProjectedEncounter, 'labels'> & { labels: string }>`
    SELECT e.patient_id AS "patientId", e.id, e.facility_id AS "facilityId", e.labels, f.name AS facility, e.class, e.type_text AS "typeText",
      e.visit_number AS "visitNumber", e.account_number AS "accountNumber", e.started_at AS "startedAt", e.ended_at AS "endedAt",
      coalesce(n.name, e.location) AS unit,
      CASE WHEN a.id IS NOT NULL THEN json_build_object('name', a.name, 'practitionerId', ${served('a.id')})
        WHEN e.attending_name IS NOT NULL THEN json_build_object('name', e.attending_name, 'practitionerId', NULL) END AS attending,
      coalesce(c.kind = 'cancelled', false) AS cancelled,
      EXISTS (SELECT FROM encounters.change r WHERE r.patient_id = e.patient_id AND r.encounter_id = e.id AND r.kind IN ('merged', 'moved')) AS replaced
    FROM unnest(${keys.map(({ patientId }) => patientId)}::uuid[], ${keys.map(({ id }) => id)}::uuid[]) AS w (patient_id, id)
    JOIN encounters.encounter e ON e.patient_id = w.patient_id AND e.id = w.id
    JOIN directory.facility f ON f.id = e.facility_id
    LEFT JOIN directory.unit n ON n.id = e.unit_id
    LEFT JOIN directory.practitioner a ON a.id = e.attending_practitioner_id
    LEFT JOIN LATERAL (SELECT h.kind FROM encounters.change h
      WHERE h.patient_id = e.patient_id AND h.encounter_id = e.id AND h.kind IN ('cancelled', 'reinstated')
      ORDER BY h.recorded_at DESC, h.id DESC LIMIT 1) c ON true`.execute(act.tx);
  return rows.map((row) => ({ ...row, labels: BigInt(row.labels) }));
}
