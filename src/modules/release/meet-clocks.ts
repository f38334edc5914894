import type { Act } from '../../platform/act.ts';
import { deadlinesOf, meetDeadline } from '../regulations/index.ts';

/** What the law asked for was done: the clocks of a request that still run are met as of the moment at which we acted. */
export async function meetClocks(act: Act, requestId: string, at: Date, how = 'records handed over'): Promise<void> {
  for (const clock of await deadlinesOf(act, { module: 'release', id: requestId }))
    if (clock.settled === null) await meetDeadline(act, { deadlineId: clock.id, at, how });
}
