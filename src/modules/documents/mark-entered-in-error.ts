import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import type { DocumentRef } from './document.ts';
import { countChange, loadStanding, noteDocument } from './load-document.ts';
import { endReview } from './outside/ask-review.ts';
import { problems } from './problems.ts';
import { linkDuplicate, type StayingDocument, mustStay } from './link-duplicate.ts';
import { withdrawFromSight } from './withdraw-from-sight.ts';
import { endUnreadable } from './mark-unreadable.ts';
import { endLate } from './late/raise-late.ts';
import { endPreliminary } from './write-version-status.ts';

export type ErrorCause =
  | 'wrong-patient'
  | 'wrong-encounter'
  | 'wrong-type'
  | 'duplicate'
  | 'unreadable'
  | 'source-cancelled'
  | 'not-part-of-record'
  | 'other';

export interface MarkEnteredInError extends DocumentRef {
  readonly cause: ErrorCause;
  readonly reason: string;
  /** Of a duplicate: the document of the same chart that stays. */
  readonly duplicateOf?: string | undefined;
}

/**
 * Strikes a document through. It stays readable to those who may, with who struck it and why; it is not released, and
 * does not count for completeness. What belongs to another patient goes out of sight at once: only those who correct
 * charts still see that it was there.
 * @throws documents/not-found, documents/entered-in-error (already), documents/reason-missing,
 *   documents/no-such-twin
 */
export async function markEnteredInError(act: Act, input: MarkEnteredInError): Promise<void> {
  if (input.reason.trim() === '')
    throw problems.reasonMissing({ detail: 'Nothing was changed. Say in a few words what is wrong.', at: 'reason' });
  const document = await loadStanding(act, input);
  const stays: StayingDocument | undefined =
    input.cause === 'duplicate' && input.duplicateOf !== undefined
      ? await mustStay(act, document, input.duplicateOf)
      : undefined;
  await act.tx
    .insertInto('documents.entered_in_error')
    .values({
      patient_id: document.patientId,
      id: newId(),
      facility_id: document.facilityId,
      labels: document.labels,
      document_id: document.documentId,
      cause: input.cause,
      reason: input.reason.trim(),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  if (stays !== undefined) await linkDuplicate(act, document, stays);
  await endUnreadable(act, document, 'entered in error');
  await endPreliminary(act, document, 'entered in error');
  await endLate(act, document);
  await endReview(act, document.documentId, 'entered in error');
  await countChange(act, document);
  noteDocument(act, input, { cause: input.cause });
  act.emit('documents.entered-in-error', {
    patientId: document.patientId,
    documentId: document.documentId,
    cause: input.cause,
  });
  if (input.cause === 'wrong-patient') await withdrawFromSight(act, document);
}
