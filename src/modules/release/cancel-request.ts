import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { cancelDeadline, deadlinesOf } from '../regulations/index.ts';
import { endComponents } from './components/end-components.ts';
import { mustNotFailForForm } from './kind/refuse-for-form.ts';
import { loadRequest } from './load-request.ts';
import { problems } from './problems.ts';
import { refreshWorklist } from './refresh-worklist.ts';

export type CancellationReason =
  'withdrawn' | 'duplicate' | 'no-records' | 'authority-not-cured' | 'sent-elsewhere' | 'entered-in-error' | 'other';

/**
 * Ends a request that is not to be answered with records. It stays, with who ended it and why; its clock ends as cancelled.
 * @throws release/ended, release/too-late, release/no-form-needed
 */
export async function cancelRequest(
  act: Act,
  input: { requestId: string; reasonCode: CancellationReason; reason: string },
): Promise<void> {
  const request = await loadRequest(act, input.requestId, 'work');
  if (request.answer.handedOver)
    throw problems.tooLate({
      detail: 'Nothing was changed: a hand-over was begun. Confirm what became of it, then close the request.',
    });
  if (request.answer.ending !== null || request.answer.reviewOpen)
    throw problems.tooLate({
      detail: 'Nothing was changed: an outcome stands. Close the request with it, or take it back first.',
    });
  mustNotFailForForm(request.row, input.reasonCode);
  await act.tx
    .insertInto('release.cancellation')
    .values({
      id: newId(),
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      reason_code: input.reasonCode,
      reason: input.reason,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  for (const clock of await deadlinesOf(act, { module: 'release', id: request.id }))
    if (clock.settled === null) await cancelDeadline(act, { deadlineId: clock.id, reason: input.reasonCode });
  await endComponents(act, request);
  act.note({ detail: { reason: input.reasonCode } });
  act.emit('release.cancelled', { requestId: request.id });
  await refreshWorklist(act, request.id);
}
