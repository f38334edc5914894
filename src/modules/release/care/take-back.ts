import type { Act } from '../../../platform/act.ts';
import { cancelRequest } from '../cancel-request.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import { careProblems } from './problems.ts';

/**
 * Takes a sending back before it has left, without a word: that is the undo. The request stays, cancelled.
 * @throws release/sending-unknown, release/sending-left, release/own-record
 */
export async function takeBack(act: Act, input: { requestId: string }): Promise<void> {
  const request = await loadRequest(act, input.requestId, 'any-work');
  if (!(await dropSending(act, request, 'care'))) return;
  if (!request.facts.cancelled && !request.facts.closed)
    await cancelRequest(act, { requestId: request.id, reasonCode: 'other', reason: 'Taken back before it left' });
}

/** @returns false where it was taken back before. @throws release/sending-unknown, release/sending-left */
export async function dropSending(act: Act, request: LoadedRequest, kind: 'care' | 'packet'): Promise<boolean> {
  const sending = await act.tx
    .selectFrom('release.care_sending')
    .select(['patient_id', 'id', 'disclosure_id', 'taken_back_at'])
    .where('request_id', '=', request.id)
    .where('kind', '=', kind)
    .orderBy('recorded_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  if (sending === undefined) throw careProblems.sendingUnknown({ detail: 'Nothing was changed. Reload the request.' });
  if (sending.taken_back_at !== null) return false;
  if (sending.disclosure_id !== null || request.facts.handOver !== 'none')
    throw careProblems.sendingLeft({
      detail:
        'It was not taken back: it is in the disclosure log and on its way. Call the recipient if it must not be read.',
    });
  await act.tx
    .updateTable('release.care_sending')
    .set({ taken_back_at: act.now, taken_back_by: act.actor.id })
    .where('patient_id', '=', sending.patient_id)
    .where('id', '=', sending.id)
    .execute();
  act.note({ subjectIds: [sending.id] });
  return true;
}
