import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { maskOf } from '../access/index.ts';
import { closeItem, openItem } from '../worklist/index.ts';
import type { LoadedDocument } from './load-document.ts';
import { applyLabels } from './relabel-document.ts';

/**
 * Takes a document that belongs to another patient out of sight in this chart: the class `misfiled` hides every row of it,
 * pages, words and downloads too, from whoever does not correct charts (45 CFR 164.502(a)). It waits for its patient until
 * it is moved.
 */
export async function withdrawFromSight(act: Act, document: LoadedDocument): Promise<void> {
  await act.tx
    .insertInto('documents.label')
    .values({
      patient_id: document.patientId,
      id: newId(),
      facility_id: document.facilityId,
      labels: document.labels,
      document_id: document.documentId,
      class: 'misfiled',
      bit: maskOf(['misfiled']),
      basis: 'rule',
      reason: 'It belongs to another patient.',
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await applyLabels(act, document);
  await openItem(act, {
    kind: 'documents.patient-unknown',
    module: 'documents',
    subjectId: document.documentId,
    patientId: document.patientId,
    facilityId: document.facilityId,
    labels: document.labels | maskOf(['misfiled']),
    permission: 'documents/correct',
    priority: 2,
  });
}

/** The document was rightly in this chart after all. */
export async function returnToSight(act: Act, document: LoadedDocument): Promise<void> {
  const lifted = await act.tx
    .updateTable('documents.label')
    .set({ lifted_at: act.now, lifted_by: act.actor.id, lift_reason: 'The document belongs to this patient.' })
    .where('patient_id', '=', document.patientId)
    .where('document_id', '=', document.documentId)
    .where('class', '=', 'misfiled')
    .where('lifted_at', 'is', null)
    .executeTakeFirst();
  if (lifted.numUpdatedRows === 0n) return;
  await applyLabels(act, document);
  await closeItem(act, {
    kind: 'documents.patient-unknown',
    subjectId: document.documentId,
    outcome: 'stands again',
  });
}
