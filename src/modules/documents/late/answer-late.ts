import type { Act } from '../../../platform/act.ts';
import { findCoding, reopenCoding } from '../../encounters/index.ts';
import { closeItem, takeItem } from '../../worklist/index.ts';
import type { DocumentRef } from '../document.ts';
import { countChange, loadStanding, noteDocument } from '../load-document.ts';
import { problems } from '../problems.ts';

export interface AnswerLate extends DocumentRef {
  /** The coding is as it would have been, is to be done again, or was opened again for it. */
  readonly answer: 'unaffected' | 'recode' | 'reopened';
  readonly note?: string | undefined;
}

/**
 * Says what a late document means for the coding of its encounter. Reopened opens the coding here too, so that what comes
 * until it is coded anew is in time. One answer is for all that came late of the document.
 * @throws documents/not-late, documents/entered-in-error, documents/not-found, worklist/taken
 */
export async function answerLate(act: Act, input: AnswerLate): Promise<void> {
  const document = await loadStanding(act, input);
  await takeItem(act, { kind: 'documents.late', subjectId: document.documentId });
  const answered = await act.tx
    .updateTable('documents.late')
    .set({
      answer: input.answer,
      note: input.note?.trim() || null,
      answered_at: act.now,
      answered_by: act.actor.id,
    })
    .where('patient_id', '=', document.patientId)
    .where('document_id', '=', document.documentId)
    .where('answer', 'is', null)
    .returning('encounter_id')
    .execute();
  if (answered.length === 0)
    throw problems.notLate({
      detail: 'Nothing was changed: a colleague answered meanwhile. Reload to see the answer.',
    });
  if (input.answer === 'reopened')
    for (const encounterId of new Set(answered.map(({ encounter_id: id }) => id)))
      await reopen(act, input, encounterId);
  await closeItem(act, { kind: 'documents.late', subjectId: document.documentId, outcome: input.answer });
  await countChange(act, document);
  noteDocument(act, input, { answer: input.answer });
  act.emit('documents.late-answered', {
    patientId: document.patientId,
    documentId: document.documentId,
    answer: input.answer,
  });
}

async function reopen(act: Act, { patientId, note }: AnswerLate, encounterId: string): Promise<void> {
  const coding = await findCoding(act, { patientId, encounterId });
  if (coding === undefined || coding.codedAt === null) return;
  await reopenCoding(act, { patientId, encounterId, reason: note?.trim() || 'A document came late.' });
}
