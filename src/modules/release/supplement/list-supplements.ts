import type { Act } from '../../../platform/act.ts';
import { listDocuments } from '../../documents/index.ts';
import { loadRequest } from '../load-request.ts';

const MOST = 500;

/** What came after this case was released, the undecided first. */
export async function listSupplements(act: Act, requestId: string) {
  const request = await loadRequest(act, requestId, 'read');
  if (request.patientId === null) return { supplements: [] };
  const rows = await act.tx
    .selectFrom('release.supplement')
    .select(['id', 'document_patient_id', 'document_id', 'why', 'decision', 'reason'])
    .select(['sent_request_id as sentRequestId', 'decided_at as decidedAt', 'recorded_at as at'])
    .where('request_id', '=', requestId)
    .orderBy('decided_at', (order) => order.desc().nullsFirst())
    .orderBy('id')
    .limit(MOST)
    .execute();
  const { documents } = await listDocuments(act, {
    patientId: request.patientId,
    documentIds: rows.map(({ document_id: id }) => id),
  });
  const known = new Map(documents.map((summary) => [summary.id, summary]));
  act.note({ count: rows.length });
  return {
    supplements: rows.map(({ document_patient_id: patientId, document_id: documentId, ...row }) => ({
      ...row,
      patientId,
      documentId,
      typeName: known.get(documentId)?.typeName ?? null,
      date: known.get(documentId)?.date ?? null,
    })),
  };
}
