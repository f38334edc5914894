import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { loadRequest } from './load-request.ts';
import { mustBeAnswered } from './outcomes/must-be-answered.ts';
import { settleClocks } from './outcomes/settle-clocks.ts';
import { problems } from './problems.ts';
import { refreshWorklist } from './refresh-worklist.ts';

/**
 * Nothing more is to be done on a request that was answered.
 * @throws release/not-yet, release/component-open, release/letter-owed, release/review-open, release/ended
 */
export async function closeRequest(act: Act, input: { requestId: string; note?: string | undefined }): Promise<void> {
  const request = await loadRequest(act, input.requestId, 'work');
  if (request.facts.handOver !== 'confirmed' && request.answer.ending === null)
    throw problems.notYet({
      detail:
        'Nothing was changed: no records were handed over. Record what became of the request, with its letter, where none will be.',
    });
  await mustBeAnswered(act, request);
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
  await settleClocks(act, request);
  await refreshWorklist(act, request.id);
}
