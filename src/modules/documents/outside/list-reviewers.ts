import type { Act } from '../../../platform/act.ts';
import { peopleWithRole } from '../../accounts/index.ts';

/** Who treats patients decides what is kept for treating them. A coordinator may decide too, but is not asked by name. */
const ROLE = 'clinician';

/** People who may be named as the reviewing clinician of a record of this facility (else of any the actor sees). */
export async function listReviewers(
  act: Act,
  facilityId: string | undefined,
): Promise<{ reviewers: { id: string; name: string }[] }> {
  const reviewers = await peopleWithRole(act, ROLE, { facilityId });
  act.note({ count: reviewers.length });
  return { reviewers };
}

export async function mayReview(act: Act, personId: string, facilityId: string): Promise<boolean> {
  const [found] = await peopleWithRole(act, ROLE, { facilityId, personId });
  return found !== undefined;
}
