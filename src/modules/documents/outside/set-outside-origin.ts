import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { isWaiting } from '../../worklist/index.ts';
import type { DocumentRef } from '../document.ts';
import { countChange, type LoadedDocument, loadStanding, noteDocument } from '../load-document.ts';
import { problems } from '../problems.ts';
import { askReview, endReview } from './ask-review.ts';
import { findOrigin, findStandingReview, type LoadedOrigin, mustBeOutside } from './load-origin.ts';
import { type OutsideOrigin, REVIEW_KIND } from './origin.ts';
import { originColumns, writeOutsideOrigin } from './write-outside-origin.ts';

/**
 * Says of a document in the chart that it was made elsewhere, or corrects what was said. What stood before is kept in the
 * history of the document.
 * @throws documents/reason-missing, documents/entered-in-error, documents/nothing-changed, as writeOutsideOrigin
 */
export async function setOutsideOrigin(
  act: Act,
  input: DocumentRef & OutsideOrigin & { readonly reason: string },
): Promise<void> {
  reasonMustBeGiven(input.reason, 'Say in a few words what you know of where it comes from.');
  const document = await loadStanding(act, input);
  const before = await findOrigin(act, input);
  if (before === undefined) await writeOutsideOrigin(act, document, input);
  else await changeOrigin(act, document, before, input);
  await keepBefore(act, document, before, input.reason);
  noteDocument(act, input, { outside: before === undefined ? 'said' : 'changed' });
  act.emit('documents.reindexed', { patientId: document.patientId, documentId: document.documentId });
}

async function changeOrigin(
  act: Act,
  document: LoadedDocument,
  before: LoadedOrigin,
  input: OutsideOrigin,
): Promise<void> {
  const columns = await originColumns(act, document.facilityId, input);
  const same =
    columns.organisation === before.organisation &&
    columns.received_on === before.receivedOn &&
    columns.how_received === before.howReceived &&
    columns.reviewer_id === before.reviewerId;
  if (same) throw problems.nothingChanged({ detail: 'The document already stands like this.' });
  await act.tx
    .updateTable('documents.outside_origin')
    .set(columns)
    .where('patient_id', '=', document.patientId)
    .where('id', '=', before.id)
    .execute();
  if (await isWaiting(act, { kind: REVIEW_KIND, subjectId: document.documentId }))
    await askReview(act, document, columns.reviewer_id);
}

/**
 * It was made here after all: it needs our signatures again, and no decision what is kept. Not while a decision keeps
 * pages of it out of sight: keep it first.
 * @throws documents/not-outside, documents/reason-missing, documents/partly-kept
 */
export async function withdrawOutsideOrigin(act: Act, input: DocumentRef & { readonly reason: string }): Promise<void> {
  reasonMustBeGiven(input.reason, 'Say how it turned out to be made here.');
  const document = await loadStanding(act, input);
  const before = await mustBeOutside(act, input);
  const review = await findStandingReview(act, input);
  if (review !== undefined && review.decision !== 'keep')
    throw problems.partlyKept({
      detail: 'Nothing was changed. A decision keeps pages of it out of sight: decide first that all of it is kept.',
    });
  await act.tx
    .updateTable('documents.outside_origin')
    .set({ withdrawn_at: act.now, withdrawn_by: act.actor.id, withdraw_reason: input.reason.trim() })
    .where('patient_id', '=', document.patientId)
    .where('id', '=', before.id)
    .execute();
  await keepBefore(act, document, before, input.reason);
  await endReview(act, document.documentId, 'made here');
  noteDocument(act, input, { outside: 'withdrawn' });
  act.emit('documents.reindexed', { patientId: document.patientId, documentId: document.documentId });
}

/**
 * Names who decides what is kept, or nobody in particular. The item goes to that person's queue alone.
 * @throws documents/not-outside, documents/no-such-reviewer
 */
export async function assignReviewer(
  act: Act,
  input: DocumentRef & { readonly reviewerId: string | null },
): Promise<void> {
  const document = await loadStanding(act, input);
  const before = await mustBeOutside(act, input);
  if (before.reviewerId === input.reviewerId) return noteDocument(act, input);
  await changeOrigin(act, document, before, { ...before, reviewerId: input.reviewerId ?? undefined });
  await keepBefore(act, document, before, input.reviewerId === null ? 'Reviewer taken off.' : 'Reviewer named.');
  noteDocument(act, input, { outside: 'assigned' });
}

function reasonMustBeGiven(reason: string, what: string): void {
  if (reason.trim() === '') throw problems.reasonMissing({ detail: `Nothing was changed. ${what}`, at: 'reason' });
}

async function keepBefore(
  act: Act,
  document: LoadedDocument,
  before: LoadedOrigin | undefined,
  reason: string,
): Promise<void> {
  await act.tx
    .insertInto('documents.change')
    .values({
      patient_id: document.patientId,
      id: newId(),
      facility_id: document.facilityId,
      labels: document.labels,
      document_id: document.documentId,
      before: JSON.stringify({ outside: before ?? null }),
      reason: reason.trim(),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await countChange(act, document);
}
