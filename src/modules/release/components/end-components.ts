import type { Act } from '../../../platform/act.ts';
import { cancelDeadline, deadlinesOf } from '../../regulations/index.ts';
import { closeItem } from '../../worklist/index.ts';
import type { LoadedRequest } from '../load-request.ts';
import { COMPONENT_CLOCKS } from './add-component.ts';
import { OPEN_STATES } from './kinds.ts';

/** The case was cancelled: nobody owes its parts any more, and no clock of theirs runs. */
export async function endComponents(act: Act, request: LoadedRequest): Promise<void> {
  const open = await act.tx
    .selectFrom('release.component')
    .select('id')
    .where('request_id', '=', request.id)
    .where('state', 'in', [...OPEN_STATES])
    .execute();
  for (const { id } of open)
    for (const clock of await deadlinesOf(act, { module: COMPONENT_CLOCKS, id }))
      if (clock.settled === null) await cancelDeadline(act, { deadlineId: clock.id, reason: 'cancelled' });
  await closeItem(act, { kind: 'release.component-late', subjectId: request.id, outcome: 'cancelled' });
}
