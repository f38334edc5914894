import type { Act } from '../../../platform/act.ts';
import { loadRequest } from '../load-request.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { courtProblems } from './problems.ts';

export interface DropObjection {
  readonly requestId: string;
  readonly objectionId: string;
  readonly reason: string;
}

/**
 * It was recorded by mistake: nobody objected in this case. What somebody did file ends by the court's decision alone
 * (45 CFR 164.512(e)(1)(iii)(C)(2)), so this is with whoever records that.
 * @throws release/objection-unknown
 */
export async function dropObjection(act: Act, { requestId, objectionId, reason }: DropObjection): Promise<void> {
  const request = await loadRequest(act, requestId, 'work');
  const [dropped] = await act.tx
    .updateTable('release.court_objection')
    .set({ fell_at: act.now, fell_by: act.actor.id, fell_how: 'mistake', fell_why: reason.trim() })
    .where('id', '=', objectionId)
    .where('request_id', '=', request.id)
    .where('fell_at', 'is', null)
    .returning('id')
    .execute();
  if (dropped === undefined)
    throw courtProblems.objectionUnknown({
      detail: 'Nothing was saved. Reload the case: somebody may have been here before you.',
    });
  act.note({ subjectIds: [objectionId] });
  act.emit('release.court-recorded', { requestId: request.id });
  await refreshWorklist(act, request.id);
}
