import type { Act } from '../../../platform/act.ts';
import { loadRequest } from '../load-request.ts';
import { payerProblems as problems } from './problems.ts';
import { readSubmissions } from './read-submissions.ts';
import { refreshPayerCase } from './refresh-payer-case.ts';

/** Gives an appeal up that was not handed in, with the reason. @throws release/appeal-unknown */
export async function dropAppeal(
  act: Act,
  input: { requestId: string; appealId: string; reason: string },
): Promise<void> {
  const request = await loadRequest(act, input.requestId, 'any-work');
  const { appeals, submissions } = await readSubmissions(act, request.id);
  const appeal = appeals.find(({ id, dropped_at: dropped }) => id === input.appealId && dropped === null);
  if (appeal === undefined || submissions.some(({ appeal_id: id }) => id === input.appealId))
    throw problems.appealUnknown({ detail: 'Nothing was changed. It was handed in or given up already: reload.' });
  await act.tx
    .updateTable('release.appeal')
    .set({ dropped_at: act.now, dropped_by: act.actor.id, drop_reason: input.reason.trim() })
    .where('id', '=', appeal.id)
    .execute();
  act.note({ subjectIds: [appeal.id] });
  await refreshPayerCase(act, request);
}
