import type { Act } from '../../platform/act.ts';
import type { DocumentRef } from './document.ts';
import { countChange, loadDocument, noteDocument } from './load-document.ts';
import { askAgain } from './late/raise-late.ts';
import { askReviewWhereDue } from './outside/ask-review.ts';
import { problems } from './problems.ts';
import { awaitFinalAgain } from './write-version-status.ts';
import { returnToSight } from './withdraw-from-sight.ts';

export interface WithdrawEnteredInError extends DocumentRef {
  readonly reason: string;
}

/**
 * The marking itself was the mistake: the document stands again, and the row says for how long it did not. A document
 * that was moved stays struck through here, because it stands in the other chart.
 * @throws documents/not-in-error, documents/moved-away, documents/pages-returned
 */
export async function withdrawEnteredInError(act: Act, input: WithdrawEnteredInError): Promise<void> {
  const document = await loadDocument(act, input, 'change');
  if (!document.inError)
    throw problems.notInError({ detail: 'Nothing was changed: the document stands. Reload to see it.' });
  const moved = await act.tx
    .selectFrom('documents.link')
    .select('id')
    .where('patient_id', '=', document.patientId)
    .where('document_id', '=', document.documentId)
    .where('kind', '=', 'moved-to')
    .limit(1)
    .executeTakeFirst();
  if (moved !== undefined)
    throw problems.movedAway({
      detail: 'Nothing was changed. The document stands in the chart it was moved to; move it back from there.',
    });
  await pagesMustBeHere(act, input);
  await act.tx
    .updateTable('documents.entered_in_error')
    .set({ withdrawn_at: act.now, withdrawn_by: act.actor.id, withdraw_reason: input.reason.trim() || 'undone' })
    .where('patient_id', '=', document.patientId)
    .where('document_id', '=', document.documentId)
    .where('withdrawn_at', 'is', null)
    .execute();
  await countChange(act, document);
  await returnToSight(act, document);
  await askAgain(act, document);
  await awaitFinalAgain(act, document);
  await askReviewWhereDue(act, document, document.currentVersionId);
  noteDocument(act, input);
  act.emit('documents.error-withdrawn', { patientId: document.patientId, documentId: document.documentId });
}

async function pagesMustBeHere(act: Act, ref: DocumentRef): Promise<void> {
  const returned = await act.tx
    .selectFrom('documents.entered_in_error')
    .select('id')
    .where('patient_id', '=', ref.patientId)
    .where('document_id', '=', ref.documentId)
    .where('withdrawn_at', 'is', null)
    .where('pages_returned_at', 'is not', null)
    .executeTakeFirst();
  if (returned !== undefined)
    throw problems.pagesReturned({
      detail:
        'Nothing was changed. Its pages wait in the index queue; file them from there, also where they belong to this patient after all.',
    });
}
