import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { closeItem, openItem } from '../worklist/index.ts';
import type { DocumentRef } from './document.ts';
import { countChange, type LoadedDocument, loadStanding, noteDocument } from './load-document.ts';
import { problems } from './problems.ts';

export interface MarkUnreadable extends DocumentRef {
  readonly reason: string;
}

/**
 * The copy cannot be read. It stays in the chart, marked, since a poor copy is more than none; the intake desk looks for a
 * better one, and its next version ends the mark.
 * @throws documents/reason-missing, documents/already-unreadable, documents/entered-in-error
 */
export async function markUnreadable(act: Act, input: MarkUnreadable): Promise<void> {
  if (input.reason.trim() === '')
    throw problems.reasonMissing({ detail: 'Nothing was changed. Say what cannot be read.', at: 'reason' });
  const document = await loadStanding(act, input);
  const written = await act.tx
    .insertInto('documents.unreadable')
    .values({
      patient_id: document.patientId,
      id: newId(),
      facility_id: document.facilityId,
      labels: document.labels,
      document_id: document.documentId,
      version_id: document.currentVersionId,
      reason: input.reason.trim(),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .onConflict((conflict) => conflict.columns(['patient_id', 'document_id']).where('ended_at', 'is', null).doNothing())
    .executeTakeFirst();
  if ((written.numInsertedOrUpdatedRows ?? 0n) === 0n)
    throw problems.alreadyUnreadable({
      detail: 'Nothing was changed: a better copy is looked for already. Reload to see who asked for it.',
    });
  await countChange(act, document);
  await openItem(act, {
    kind: 'documents.rescan',
    module: 'documents',
    subjectId: document.documentId,
    patientId: document.patientId,
    facilityId: document.facilityId,
    labels: document.labels,
    permission: 'intake/index',
    priority: 4,
  });
  noteDocument(act, input);
}

/** A better copy came, or the document left the chart. */
export async function endUnreadable(act: Act, document: LoadedDocument, outcome: string): Promise<void> {
  const ended = await act.tx
    .updateTable('documents.unreadable')
    .set({ ended_at: act.now, ended_by: act.actor.id })
    .where('patient_id', '=', document.patientId)
    .where('document_id', '=', document.documentId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (ended.numUpdatedRows > 0n)
    await closeItem(act, { kind: 'documents.rescan', subjectId: document.documentId, outcome });
}
