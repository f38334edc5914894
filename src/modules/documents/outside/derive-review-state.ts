import type { OutsideDecision } from './origin.ts';

export type ReviewState = 'not-reviewed' | 'kept' | 'kept-in-part' | 'not-kept';

export interface StandingReview {
  readonly decision: OutsideDecision;
  /** What the decision left in sight: the version it made, else the one it judged. */
  readonly coversVersionId: string;
}

/** A decision speaks of the version that was judged: of a newer one, which came afterwards, nobody has decided yet. */
export function deriveReviewState(review: StandingReview | undefined, currentVersionId: string): ReviewState {
  if (review === undefined) return 'not-reviewed';
  // Withdrawn as a whole: what comes later is withdrawn with it until somebody decides again.
  if (review.decision === 'do-not-keep') return 'not-kept';
  if (review.coversVersionId !== currentVersionId) return 'not-reviewed';
  return review.decision === 'keep' ? 'kept' : 'kept-in-part';
}
