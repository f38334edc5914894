import type { Act } from '../../../platform/act.ts';
import { mayReview } from './list-reviewers.ts';
import { REVIEW_KIND } from './origin.ts';
import { assignReviewer } from './set-outside-origin.ts';

const AT_ONCE = 1_000;

/** Who left the house or the role decides nothing any more: what waited for that person waits for whoever may. */
export async function freeReviews(act: Act, personId: string): Promise<void> {
  const waiting = await act.tx
    .selectFrom('worklist.item')
    .select(['subject_id', 'patient_id', 'facility_id'])
    .where('kind', '=', REVIEW_KIND)
    .where('closed_at', 'is', null)
    .where('assigned_to', '=', personId)
    .limit(AT_ONCE)
    .execute();
  for (const { subject_id: documentId, patient_id: patientId, facility_id: facilityId } of waiting)
    if (patientId !== null && !(await mayReview(act, personId, facilityId)))
      await assignReviewer(act, { patientId, documentId, reviewerId: null });
}
