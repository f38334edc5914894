import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import type { DocumentRef } from './document.ts';
import { loadDocument, type LoadedDocument, withdrawnUnmoved } from './load-document.ts';

/** A misfiled document stands in the right chart now; each names the other, and whoever looks into it hears of the patient. */
export async function linkMoved(act: Act, from: LoadedDocument, filed: DocumentRef): Promise<void> {
  await linkBoth(act, from, filed);
  act.emit('documents.moved', {
    fromPatientId: from.patientId,
    fromDocumentId: from.documentId,
    patientId: filed.patientId,
    documentId: filed.documentId,
  });
}

/** The pages of a withdrawn document that went back to be filed anew became this one: as if it had been moved. */
export async function linkRefiled(act: Act, from: DocumentRef, filed: DocumentRef): Promise<void> {
  const withdrawn = await withdrawnUnmoved(act, from);
  if (withdrawn !== undefined && withdrawn.pages_returned_at !== null)
    await linkMoved(act, await loadDocument(act, from, 'read'), filed);
}

/** One row in each record, so that whoever opens either sees where the other is, if they may. */
async function linkBoth(act: Act, from: LoadedDocument, filed: DocumentRef): Promise<void> {
  const { facility_id: facility, labels } = await act.tx
    .selectFrom('documents.document')
    .select(['facility_id', 'labels'])
    .where('patient_id', '=', filed.patientId)
    .where('id', '=', filed.documentId)
    .executeTakeFirstOrThrow();
  const told = { recorded_at: act.now, recorded_by: act.actor.id };
  await act.tx
    .insertInto('documents.link')
    .values([
      {
        patient_id: from.patientId,
        id: newId(),
        facility_id: from.facilityId,
        labels: from.labels,
        document_id: from.documentId,
        kind: 'moved-to',
        other_patient_id: filed.patientId,
        other_document_id: filed.documentId,
        ...told,
      },
      {
        patient_id: filed.patientId,
        id: newId(),
        facility_id: facility,
        labels,
        document_id: filed.documentId,
        kind: 'moved-from',
        other_patient_id: from.patientId,
        other_document_id: from.documentId,
        ...told,
      },
    ])
    .execute();
}
