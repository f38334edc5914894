import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { cancelRequest } from '../cancel-request.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import { askedNow, findEarlier } from './find-earlier.ts';
import { kindProblems } from './problems.ts';

/**
 * A person looked at an earlier case of the same patient and requester: this one is a duplicate of it and ends, or it is
 * worked all the same, with the reason.
 * @throws release/earlier-unknown, release/ended, release/too-late
 */
export async function answerEarlier(
  act: Act,
  input: { requestId: string; earlierId: string; decision: 'duplicate' | 'goes-on'; reason: string },
): Promise<void> {
  const request = await loadRequest(act, input.requestId, 'work');
  const earlier = (await findEarlier(act, askedNow(request))).find(({ id }) => id === input.earlierId);
  if (earlier === undefined)
    throw kindProblems.earlierUnknown({
      detail: 'Nothing was changed. Reload the case to see which cases came before it.',
    });
  await writeAnswer(act, request, input);
  if (input.decision === 'duplicate')
    await cancelRequest(act, {
      requestId: request.id,
      reasonCode: 'duplicate',
      reason: `Duplicate of ${earlier.number}: ${input.reason}`,
    });
}

export async function writeAnswer(
  act: Act,
  request: LoadedRequest,
  answer: { earlierId: string; decision: 'duplicate' | 'goes-on' | 'joined'; reason: string },
): Promise<void> {
  const written = await act.tx
    .insertInto('release.earlier_answer')
    .values({
      id: newId(),
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      earlier_id: answer.earlierId,
      decision: answer.decision,
      reason: answer.reason,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .onConflict((conflict) => conflict.constraint('earlier_is_answered_once').doNothing())
    .executeTakeFirst();
  if ((written.numInsertedOrUpdatedRows ?? 0n) === 0n)
    throw kindProblems.earlierUnknown({
      detail: 'Nothing was changed: somebody answered this before. Reload the case.',
    });
  act.note({ subjectIds: [answer.earlierId], detail: { decision: answer.decision } });
}
