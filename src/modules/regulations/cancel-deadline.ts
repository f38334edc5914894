import type { Act } from '../../platform/act.ts';
import type { Deadline } from './deadlines.ts';
import type { DeadlineId } from './ids.ts';
import { settleDeadline } from './settle-deadline.ts';

/**
 * The clock should not run: the request was withdrawn, was a duplicate, or bears a wrong date-stamp (then start another).
 * @throws regulations/settled
 */
export async function cancelDeadline(
  act: Act,
  cancelled: { deadlineId: DeadlineId; reason: string },
): Promise<Deadline> {
  return settleDeadline(act, {
    deadlineId: cancelled.deadlineId,
    outcome: 'cancelled',
    at: act.now,
    reason: cancelled.reason,
  });
}
