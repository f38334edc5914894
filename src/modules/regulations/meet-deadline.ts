import type { Act } from '../../platform/act.ts';
import type { Deadline } from './deadlines.ts';
import type { DeadlineId } from './ids.ts';
import { problems } from './problems.ts';
import { settleDeadline } from './settle-deadline.ts';

/**
 * What had to be done was done: the packet handed over, the denial sent. Late when that was after the due day, and the
 * answer says so.
 * @throws regulations/settled, received-in-future
 */
export async function meetDeadline(
  act: Act,
  met: { deadlineId: DeadlineId; at?: Date; how?: string },
): Promise<Deadline> {
  const at = met.at ?? act.now;
  if (at > act.now)
    throw problems.receivedInFuture({ detail: 'Nothing was saved. Give the moment at which it was done.' });
  return settleDeadline(act, { deadlineId: met.deadlineId, outcome: 'met', at, reason: met.how ?? null });
}
