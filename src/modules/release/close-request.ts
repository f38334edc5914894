import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { loadRequest } from './load-request.ts';
import { problems } from './problems.ts';
import { refreshWorklist } from './refresh-worklist.ts';

/**
 * Nothing more is to be done on a request that was answered.
 * @throws release/not-yet, release/ended
 */
export async function closeRequest(act: Act, input: { requestId: string; note?: string | undefined }): Promise<void> {
  const request = await loadRequest(act, input.requestId, 'work');
  if (request.facts.handOver !== 'confirmed')
    throw problems.notYet({
      detail:
        'Nothing was changed: no records were handed over. Cancel the request, with the reason, where none will be.',
    });
  await act.tx
    .insertInto('release.closure')
    .values({
      id: newId(),
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      note: input.note ?? null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await refreshWorklist(act, request.id);
}
