import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { loadRequest } from './load-request.ts';
import { problems } from './problems.ts';
import { refreshWorklist } from './refresh-worklist.ts';

export type WaitingFor =
  'requester' | 'patient' | 'payment' | 'professional' | 'other-facility' | 'legal-counsel' | 'other';

/**
 * The request waits for somebody outside and leaves the queues. Its clock runs on: 45 CFR 164.524(b)(2) does not stop for an
 * unpaid fee or a letter that is not answered. Waiting twice for the same is waiting once.
 * @throws release/ended
 */
export async function pendRequest(
  act: Act,
  input: { requestId: string; waitingFor: WaitingFor; reason: string; until?: string | undefined },
): Promise<{ pendId: string }> {
  const request = await loadRequest(act, input.requestId, 'work');
  const known = await act.tx
    .selectFrom('release.pend')
    .select('id')
    .where('request_id', '=', request.id)
    .where('waiting_for', '=', input.waitingFor)
    .where('resumed_at', 'is', null)
    .executeTakeFirst();
  if (known !== undefined) return { pendId: known.id };
  const pendId = newId();
  await act.tx
    .insertInto('release.pend')
    .values({
      id: pendId,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      waiting_for: input.waitingFor,
      reason: input.reason,
      until_on: input.until ?? null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [pendId], detail: { waitingFor: input.waitingFor } });
  await refreshWorklist(act, request.id);
  return { pendId };
}

/** @throws release/not-yet, release/ended */
export async function resumeRequest(act: Act, input: { requestId: string; pendId: string }): Promise<void> {
  const request = await loadRequest(act, input.requestId, 'work');
  const resumed = await act.tx
    .updateTable('release.pend')
    .set({ resumed_at: act.now, resumed_by: act.actor.id })
    .where('request_id', '=', request.id)
    .where('id', '=', input.pendId)
    .where('resumed_at', 'is', null)
    .executeTakeFirst();
  if (resumed.numUpdatedRows === 0n)
    throw problems.notYet({ detail: 'Nothing was changed: the request does not wait for that. Reload it.' });
  act.note({ subjectIds: [input.pendId] });
  await refreshWorklist(act, request.id);
}
