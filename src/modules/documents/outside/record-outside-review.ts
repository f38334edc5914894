import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { maskOf } from '../../access/index.ts';
import { takeItem } from '../../worklist/index.ts';
import { replaceContent } from '../add-version.ts';
import type { DocumentRef } from '../document.ts';
import { countChange, type LoadedDocument, loadStanding, noteDocument } from '../load-document.ts';
import { wantSearchable } from '../make-searchable.ts';
import { problems } from '../problems.ts';
import { applyLabels } from '../relabel-document.ts';
import { endReview } from './ask-review.ts';
import { findStandingReview, findWholeVersion, type LoadedReview, mustBeOutside } from './load-origin.ts';
import { type OutsideDecision, REVIEW_KIND } from './origin.ts';
import type { PreparedReview } from './prepare-review.ts';

export interface OutsideReview extends DocumentRef {
  readonly decision: OutsideDecision;
  /** Of keep-part: numbers of the pages of the whole version that stay in sight. */
  readonly pages?: readonly number[] | undefined;
  readonly reason: string;
  /** The decision in force that the person saw; null where there was none. */
  readonly seenReviewId: string | null;
}

/**
 * A person decides what is kept of an outside record. What is not kept goes out of ordinary sight and is destroyed by
 * nothing here: retention alone decides that. A later decision supersedes this one, and both stay.
 * @throws documents/not-outside, documents/reason-missing, documents/pages-unclear, documents/changed-meanwhile,
 *   documents/nothing-changed, documents/entered-in-error, worklist/taken
 */
export async function recordOutsideReview(
  act: Act,
  input: OutsideReview,
  prepared: PreparedReview,
): Promise<{ reviewId: string }> {
  if (input.reason.trim() === '')
    throw problems.reasonMissing({ detail: 'Nothing was decided. Say why, in a few words.', at: 'reason' });
  const document = await loadStanding(act, input);
  await mustBeOutside(act, input);
  const former = await findStandingReview(act, input);
  const whole = await findWholeVersion(act, input);
  if ((former?.id ?? null) !== input.seenReviewId || whole.id !== prepared.wholeVersionId)
    throw problems.changedMeanwhile({
      detail: 'Nothing was decided by you. A colleague decided, or a newer version came: reload and look again.',
    });
  const keptPages = pagesOf(input, prepared.ofPages);
  if (former !== undefined && isSame(former, input.decision, keptPages, document))
    throw problems.nothingChanged({ detail: 'This is what was decided already. Reload to see by whom.' });
  await takeItem(act, { kind: REVIEW_KIND, subjectId: document.documentId });

  const isWhole = whole.id === document.currentVersionId;
  const makesVersion = input.decision === 'keep-part' || (input.decision === 'keep' && !isWhole);
  const kept = makesVersion
    ? await replaceContent(act, document, {
        pages: prepared.pages,
        renditions: prepared.renditions,
        reason: input.reason.trim(),
      })
    : undefined;
  const reviewId = newId();
  await supersede(act, former, document);
  await act.tx
    .insertInto('documents.outside_review')
    .values({
      patient_id: document.patientId,
      id: reviewId,
      facility_id: document.facilityId,
      labels: document.labels,
      document_id: document.documentId,
      decision: input.decision,
      kept_pages: keptPages === null ? null : [...keptPages],
      reason: input.reason.trim(),
      whole_version_id: whole.id,
      kept_version_id: kept?.versionId ?? null,
      roles: [...new Set(act.actor.assignments.map(({ role }) => role))],
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await setSight(act, document, input.decision);
  if (input.decision === 'keep-part') wantSearchable(act, document);
  await endReview(act, document.documentId, input.decision);
  await countChange(act, document);
  noteDocument(act, input, {
    decision: input.decision,
    ofPages: prepared.ofPages,
    ...(keptPages === null ? {} : { keptPages: keptPages.join(' ') }),
    ...(former === undefined ? {} : { before: former.decision }),
  });
  act.emit('documents.outside-reviewed', {
    patientId: document.patientId,
    documentId: document.documentId,
    decision: input.decision,
  });
  return { reviewId };
}

function pagesOf({ decision, pages = [] }: OutsideReview, ofPages: number): readonly number[] | null {
  if (decision !== 'keep-part') return null;
  const kept = [...new Set(pages)].sort((a, b) => a - b);
  if (kept.length === 0 || kept.length >= ofPages || kept.some((page) => page < 1 || page > ofPages))
    throw problems.pagesUnclear({
      detail: `Nothing was decided. Name some of the ${ofPages} pages, not all and not none.`,
      at: 'pages',
    });
  return kept;
}

function isSame(
  former: LoadedReview,
  decision: OutsideDecision,
  keptPages: readonly number[] | null,
  document: LoadedDocument,
): boolean {
  return (
    former.decision === decision &&
    (former.keptPages ?? []).join() === (keptPages ?? []).join() &&
    (decision === 'do-not-keep' || former.coversVersionId === document.currentVersionId)
  );
}

async function supersede(act: Act, former: LoadedReview | undefined, document: LoadedDocument): Promise<void> {
  if (former === undefined) return;
  await act.tx
    .updateTable('documents.outside_review')
    .set({ superseded_at: act.now })
    .where('patient_id', '=', document.patientId)
    .where('id', '=', former.id)
    .execute();
}

/** The class `not-kept` hides every row of what is not kept: of the document, or (documents.relabel) of the earlier versions. */
async function setSight(act: Act, document: LoadedDocument, decision: OutsideDecision): Promise<void> {
  const hidden = await act.tx
    .selectFrom('documents.label')
    .select('id')
    .where('patient_id', '=', document.patientId)
    .where('document_id', '=', document.documentId)
    .where('class', '=', 'not-kept')
    .where('lifted_at', 'is', null)
    .executeTakeFirst();
  if (decision === 'do-not-keep' && hidden === undefined)
    await act.tx
      .insertInto('documents.label')
      .values({
        patient_id: document.patientId,
        id: newId(),
        facility_id: document.facilityId,
        labels: document.labels,
        document_id: document.documentId,
        class: 'not-kept',
        bit: maskOf(['not-kept']),
        basis: 'rule',
        reason: 'It came from elsewhere and was not kept.',
        recorded_at: act.now,
        recorded_by: act.actor.id,
      })
      .execute();
  if (decision !== 'do-not-keep' && hidden !== undefined)
    await act.tx
      .updateTable('documents.label')
      .set({ lifted_at: act.now, lifted_by: act.actor.id, lift_reason: 'It was decided to keep it.' })
      .where('patient_id', '=', document.patientId)
      .where('id', '=', hidden.id)
      .execute();
  await applyLabels(act, document);
}
