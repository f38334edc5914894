import type { Act } from '../../../platform/act.ts';
import { closeItem, openItem } from '../../worklist/index.ts';
import type { DocumentRef } from '../document.ts';
import { deriveReviewState } from './derive-review-state.ts';
import { findOrigin, findStandingReview } from './load-origin.ts';
import { REVIEW_KIND } from './origin.ts';

export interface Reviewable extends DocumentRef {
  readonly facilityId: string;
  readonly labels: bigint;
}

/** Puts an outside record before its reviewing clinician, or into the queue of all of them. */
export async function askReview(act: Act, document: Reviewable, reviewerId: string | null): Promise<void> {
  await openItem(act, {
    kind: REVIEW_KIND,
    module: 'documents',
    subjectId: document.documentId,
    patientId: document.patientId,
    facilityId: document.facilityId,
    labels: document.labels,
    permission: 'documents/review-outside',
    ...(reviewerId === null ? {} : { assignedTo: reviewerId }),
  });
}

/** After a newer version came, or a document stands again: asks where it is an outside record nobody decided about. */
export async function askReviewWhereDue(act: Act, document: Reviewable, currentVersionId: string): Promise<void> {
  const origin = await findOrigin(act, document);
  if (origin === undefined) return;
  const review = await findStandingReview(act, document);
  if (deriveReviewState(review, currentVersionId) === 'not-reviewed') await askReview(act, document, origin.reviewerId);
}

/** It was decided, left the chart, or was made here after all. */
export async function endReview(act: Act, documentId: string, outcome: string): Promise<void> {
  await closeItem(act, { kind: REVIEW_KIND, subjectId: documentId, outcome });
}
