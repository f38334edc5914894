import type { Act } from '../../../platform/act.ts';
import { openLetter, withdrawLetter } from '../../correspondence/index.ts';
import { loadRequest } from '../load-request.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { outcomeProblems } from './problems.ts';

/**
 * Takes an outcome back that nobody was told of; its draft is withdrawn with it. What was told stands.
 * @throws release/outcome-unknown, release/outcome-told, release/ended, correspondence/on-its-way
 */
export async function withdrawOutcome(
  act: Act,
  input: { readonly requestId: string; readonly outcomeId: string; readonly reason: string },
): Promise<void> {
  const request = await loadRequest(act, input.requestId, 'work');
  const outcome = await act.tx
    .selectFrom('release.outcome')
    .select(['id', 'letter_id', 'letter_left_at'])
    .where('request_id', '=', request.id)
    .where('id', '=', input.outcomeId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (outcome === undefined)
    throw outcomeProblems.outcomeUnknown({ detail: 'Nothing was changed. Reload the case: it may be taken back.' });
  if (outcome.letter_left_at !== null)
    throw outcomeProblems.outcomeTold({
      detail: 'Nothing was changed. Write to whoever asked what is different now, and open another case for it.',
    });
  if (outcome.letter_id !== null && (await openLetter(act, outcome.letter_id)).withdrawn === null)
    await withdrawLetter(act, { letterId: outcome.letter_id, reason: input.reason });
  await act.tx
    .updateTable('release.outcome')
    .set({ withdrawn_at: act.now, withdrawn_by: act.actor.id, withdraw_reason: input.reason.trim() })
    .where('id', '=', outcome.id)
    .execute();
  act.note({ subjectIds: [outcome.id] });
  act.emit('release.outcome-withdrawn', { requestId: request.id, outcomeId: outcome.id });
  await refreshWorklist(act, request.id);
}
