import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { openItem } from '../../worklist/index.ts';
import { loadRequest } from '../load-request.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { outcomeProblems } from './problems.ts';

export const REVIEW_KIND = 'release.review-denial';

export interface AskForReview {
  readonly requestId: string;
  readonly outcomeId: string;
  readonly askedOn: string;
  readonly askedHow: string;
  /** The licensed professional designated to review, who took no part in the denial. */
  readonly reviewer: string;
  readonly licence: string;
}

/**
 * The person asks that a denial be reviewed (45 CFR 164.524(a)(4)), also after the case was closed. It waits for a decision by
 * somebody else than whoever denied.
 * @throws release/outcome-unknown, release/not-reviewable, release/reviewer-took-part, release/review-stands
 */
export async function askForReview(act: Act, input: AskForReview): Promise<{ reviewId: string }> {
  const request = await loadRequest(act, input.requestId, 'any-work');
  const denial = await act.tx
    .selectFrom('release.outcome as o')
    .leftJoin('release.denial_review as v', 'v.outcome_id', 'o.id')
    .select(['o.id', 'o.reviewable', 'o.professional', 'o.recorded_by', 'v.id as reviewId'])
    .where('o.request_id', '=', request.id)
    .where('o.id', '=', input.outcomeId)
    .where('o.withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (denial === undefined)
    throw outcomeProblems.outcomeUnknown({ detail: 'Nothing was saved. Reload the case: it may be taken back.' });
  if (!denial.reviewable)
    throw outcomeProblems.notReviewable({
      detail: 'Nothing was saved. This ground gives no right to a review; the person may complain.',
      citations: ['45 CFR 164.524(a)(2)'],
    });
  if (denial.reviewId !== null)
    throw outcomeProblems.reviewStands({ detail: 'Nothing was saved. Reload the case to see who reviews it.' });
  if (alike(input.reviewer) === alike(denial.professional ?? ''))
    throw outcomeProblems.reviewerTookPart({
      detail: 'Nothing was saved. Name another licensed professional: this one made the judgement that is reviewed.',
      citations: ['45 CFR 164.524(a)(4)'],
      at: 'reviewer',
    });
  const reviewId = newId();
  await act.tx
    .insertInto('release.denial_review')
    .values({
      id: reviewId,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      outcome_id: denial.id,
      denied_by: denial.recorded_by,
      asked_on: input.askedOn,
      asked_how: input.askedHow.trim(),
      reviewer: input.reviewer.trim(),
      licence: input.licence.trim(),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await openItem(act, {
    kind: REVIEW_KIND,
    module: 'release',
    subjectId: request.id,
    ...(request.patientId === null ? {} : { patientId: request.patientId }),
    facilityId: request.facility.id,
    labels: request.labels,
    permission: 'release/approve',
    priority: 3,
    barred: [denial.recorded_by],
  });
  act.note({ subjectIds: [reviewId, denial.id] });
  act.emit('release.review-asked', { requestId: request.id, outcomeId: denial.id });
  await refreshWorklist(act, request.id);
  return { reviewId };
}

/** Names as two people may write them: titles, stops and case aside. */
function alike(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}.]/gu, '')
    .replace(/\b(dr|prof|md|do|phd|np|pa)\b/gu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
