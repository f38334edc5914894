import type { Act } from '../../../platform/act.ts';
import { closeItem } from '../../worklist/index.ts';

export type PendingEnd = 'registered' | 'returned' | 'settled';

/** The waiting ends: what it was found by is deleted, its row says how. False where it did not wait. */
export async function endPending(act: Act, partId: string, how: PendingEnd): Promise<boolean> {
  const ended = await act.tx
    .updateTable('intake.pending')
    .set({ ended_at: act.now, ended_by: act.actor.id, ended_how: how })
    .where('part_id', '=', partId)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (ended === undefined) return false;
  await act.tx.deleteFrom('intake.pending_key').where('pending_id', '=', ended.id).execute();
  await closeItem(act, { kind: 'intake.pended', subjectId: partId, outcome: how });
  return true;
}
