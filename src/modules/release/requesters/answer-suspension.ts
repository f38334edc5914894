import type { Act } from '../../../platform/act.ts';
import { closeItem } from '../../worklist/index.ts';
import { loadRequest } from '../load-request.ts';
import { problems } from '../problems.ts';

/**
 * Says what follows from a link that was taken back by itself. The link stays dead: whoever may still have the records gets a
 * new hand-over, for which the authority is asked again.
 * @throws release/not-found, release/suspension-answered
 */
export async function answerSuspension(
  act: Act,
  input: { requestId: string; suspensionId: string; answer: string },
): Promise<void> {
  const request = await loadRequest(act, input.requestId, 'any-work');
  const open = await act.tx
    .selectFrom('release.suspension')
    .select('id')
    .where('request_id', '=', request.id)
    .where('answered_at', 'is', null)
    .execute();
  if (!open.some(({ id }) => id === input.suspensionId))
    throw problems.suspensionAnswered({ detail: 'Nothing was changed. Reload the case to see what was said.' });
  await act.tx
    .updateTable('release.suspension')
    .set({ answer: input.answer.trim(), answered_at: act.now, answered_by: act.actor.id })
    .where('request_id', '=', request.id)
    .where('id', '=', input.suspensionId)
    .execute();
  if (open.length === 1)
    await closeItem(act, { kind: 'release.link-suspended', subjectId: request.id, outcome: 'answered' });
  act.note({ subjectIds: [request.id, input.suspensionId] });
}
