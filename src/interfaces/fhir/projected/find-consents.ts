import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';

/** A signed form, or a restriction that was agreed to: what a Consent says. */
export interface ProjectedConsent {
  readonly patientId: string;
  readonly id: string;
  readonly facilityId: string;
  readonly labels: bigint;
  readonly kind: 'authorization' | 'part2-consent' | 'agreed' | 'paid-in-full';
  /** Of a form what the rules said of it; of a restriction whether it was agreed to, null: not answered yet. */
  readonly result: string | null;
  readonly ended: boolean;
  /** `YYYY-MM-DD`. */
  readonly given: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly custodians: readonly string[];
  readonly recipients: readonly string[];
  readonly purpose: string | null;
  /** Sensitive classes that the form names. */
  readonly classes: readonly string[];
  readonly formDocumentId: string | null;
  readonly documentIds: readonly string[];
  readonly typeCodes: readonly string[];
}

/** The forms of these requests and these restrictions, in no order. */
export async function findConsents(act: Act, ids: readonly string[]): Promise<ProjectedConsent[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Omit<ProjectedConsent, 'labels'> & { labels: string }>`
    SELECT a.patient_id AS "patientId", a.id, a.facility_id AS "facilityId", a.labels, a.basis AS kind, a.result,
      (a.withdrawn_at IS NOT NULL OR a.form->>'revokedOn' IS NOT NULL) AS ended, a.form->>'signedOn' AS given,
      a.form->>'signedOn' AS "from", coalesce(a.form->>'revokedOn', a.expires_on::text) AS "to",
      ARRAY(SELECT l.name FROM directory.legal_entity l WHERE l.id = ANY (a.legal_entity_ids) ORDER BY l.name) AS custodians,
      array_remove(ARRAY[coalesce(q.requester_organisation, q.requester_name)], NULL) AS recipients, q.purpose,
      a.classes_named AS classes, a.form_document_id AS "formDocumentId", '{}'::uuid[] AS "documentIds", '{}'::text[] AS "typeCodes"
    FROM release.authority a JOIN release.request q ON q.id = a.request_id
    WHERE a.request_id = ANY (${[...ids]}::uuid[]) AND a.basis IN ('authorization', 'part2-consent')
    UNION ALL
    SELECT r.patient_id, r.id, r.facility_id, r.labels, r.kind, n.answer, e.restriction_id IS NOT NULL, r.asked_on::text,
      r.holds_from::text, r.holds_to::text, ARRAY(SELECT l.name FROM directory.legal_entity l WHERE l.id = f.legal_entity_id),
      array_remove(coalesce(r.recipients, '{}') || r.recipient_name, NULL), NULL, '{}', NULL, coalesce(r.document_ids, '{}'), coalesce(r.type_codes, '{}')
    FROM unnest(${[...ids]}::uuid[]) AS w (id) JOIN release.restriction r ON r.id = w.id
    JOIN directory.facility f ON f.id = r.facility_id
    LEFT JOIN release.restriction_answer n ON n.patient_id = r.patient_id AND n.restriction_id = r.id
    LEFT JOIN release.restriction_end e ON e.patient_id = r.patient_id AND e.restriction_id = r.id
    WHERE r.kind <> 'confidential-communication'`.execute(act.tx);
  return rows.map((row) => ({ ...row, labels: BigInt(row.labels) }));
}
