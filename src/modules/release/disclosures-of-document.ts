import type { Act } from '../../platform/act.ts';

export interface DisclosureOfDocument {
  readonly disclosureId: string;
  readonly patientId: string;
  readonly requestId: string | null;
  readonly packetNumber: string | null;
  readonly recipientName: string;
  readonly recipientOrganisation: string | null;
  readonly recipientAddress: readonly string[];
  readonly basis: string;
  readonly versionId: string;
  readonly channel: string;
  readonly disclosedAt: Date;
  readonly disclosedOn: string;
}

const MOST = 1_000;

/** Every hand-over that contained a document, the first first; one that is known not to have happened is left out. */
export async function disclosuresOfDocument(
  act: Act,
  document: { readonly patientId: string; readonly documentId: string },
): Promise<DisclosureOfDocument[]> {
  const rows = await act.tx
    .selectFrom('release.disclosure_document as dd')
    .innerJoin('release.disclosure_log as l', (join) =>
      join.onRef('l.patient_id', '=', 'dd.patient_id').onRef('l.id', '=', 'dd.disclosure_id'),
    )
    .leftJoin('release.packet as p', (join) =>
      join.onRef('p.patient_id', '=', 'l.patient_id').onRef('p.id', '=', 'l.packet_id'),
    )
    .select(['dd.disclosure_id', 'dd.patient_id', 'l.request_id', 'l.recipient_name', 'l.recipient_organisation'])
    .select(['l.channel', 'l.disclosed_at', 'l.disclosed_on', 'l.outcome', 'p.number as packet_number'])
    .select(['l.recipient_address', 'l.basis', 'dd.version_id'])
    .where('dd.document_patient_id', '=', document.patientId)
    .where('dd.document_id', '=', document.documentId)
    .orderBy('l.disclosed_at')
    .limit(MOST)
    .execute();
  return rows
    .filter(({ outcome }) => outcome !== 'not-handed-over')
    .map((row) => ({
      disclosureId: row.disclosure_id,
      patientId: row.patient_id,
      requestId: row.request_id,
      packetNumber: row.packet_number,
      // Columns of a view are nullable to the type printer; these come straight from NOT NULL columns.
      recipientName: row.recipient_name ?? '',
      recipientOrganisation: row.recipient_organisation,
      recipientAddress: row.recipient_address ?? [],
      basis: row.basis ?? '',
      versionId: row.version_id,
      channel: row.channel ?? 'other',
      disclosedAt: row.disclosed_at ?? act.now,
      disclosedOn: row.disclosed_on ?? '',
    }));
}
