import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import type { DocumentRef } from './document.ts';
import { loadDocument } from './load-document.ts';

/** What it is filed as is to be entered a second time: the chart says so until it was. Told again, nothing changes. */
export async function markUnverified(act: Act, ref: DocumentRef): Promise<void> {
  const document = await loadDocument(act, ref, 'read');
  await act.tx
    .insertInto('documents.unverified')
    .values({
      patient_id: document.patientId,
      id: newId(),
      facility_id: document.facilityId,
      labels: document.labels,
      document_id: document.documentId,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .onConflict((conflict) => conflict.columns(['patient_id', 'document_id']).where('ended_at', 'is', null).doNothing())
    .execute();
}

/** It was verified, settled, or is no longer to be. */
export async function endUnverified(act: Act, ref: DocumentRef): Promise<void> {
  await act.tx
    .updateTable('documents.unverified')
    .set({ ended_at: act.now, ended_by: act.actor.id })
    .where('patient_id', '=', ref.patientId)
    .where('document_id', '=', ref.documentId)
    .where('ended_at', 'is', null)
    .execute();
}
