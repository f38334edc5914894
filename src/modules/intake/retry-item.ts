import type { Act } from '../../platform/act.ts';
import { closeItem } from '../worklist/index.ts';
import { isItemRead, loadItem } from './load-item.ts';
import { problems } from './problems.ts';
import { enqueueReading } from './watch/enqueue-reading.ts';

/** Reads a failed item once more. @throws intake/not-found, intake/nothing-to-retry */
export async function retryItem(act: Act, itemId: string): Promise<void> {
  const item = await loadItem(act, itemId, { lock: true });
  const failure = await act.tx
    .selectFrom('intake.failure')
    .select('id')
    .where('item_id', '=', itemId)
    .where('retried_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (isItemRead(item) || failure === undefined)
    throw problems.nothingToRetry({ detail: 'Nothing was changed. The item is being read, or was read already.' });
  await act.tx
    .updateTable('intake.failure')
    .set({ retried_at: act.now, retried_by: act.actor.id })
    .where('item_id', '=', itemId)
    .where('retried_at', 'is', null)
    .execute();
  await closeItem(act, { kind: 'intake.failed', subjectId: itemId, outcome: 'retried' });
  enqueueReading(act, itemId);
  act.note({ subjectIds: [itemId] });
  act.emit('intake.received', { itemId });
}
