import type { Act } from '../../platform/act.ts';
import { closeItem } from '../worklist/index.ts';
import type { DocumentRef } from './document.ts';
import { loadDocument, waitsForPatient } from './load-document.ts';

/**
 * The pages of a document that was withdrawn as another patient's go back to the desk that filed them and will be filed
 * from there: it waits for nobody here any more, and neither moves nor stands again. False where it does not wait, because
 * it stands, was moved, or went back before.
 */
export async function returnPages(act: Act, ref: DocumentRef): Promise<boolean> {
  const document = await loadDocument(act, ref, 'change');
  if (!(await waitsForPatient(act, ref))) return false;
  await act.tx
    .updateTable('documents.entered_in_error')
    .set({ pages_returned_at: act.now })
    .where('patient_id', '=', document.patientId)
    .where('document_id', '=', document.documentId)
    .where('withdrawn_at', 'is', null)
    .execute();
  await closeItem(act, {
    kind: 'documents.patient-unknown',
    subjectId: document.documentId,
    outcome: 'back in the index queue',
  });
  return true;
}
