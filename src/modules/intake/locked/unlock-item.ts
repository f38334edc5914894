import type { Act } from '../../../platform/act.ts';
import { loadItem } from '../load-item.ts';
import { problems } from '../problems.ts';
import { retryItem } from '../retry-item.ts';

/** Has a locked file read with the password that its sender told, sealed for it. @throws intake/not-found, intake/not-locked */
export async function unlockItem(act: Act, input: { readonly itemId: string; readonly sealed: Buffer }): Promise<void> {
  const item = await loadItem(act, input.itemId, { lock: true });
  const locked = await act.tx
    .selectFrom('intake.failure')
    .select('id')
    .where('item_id', '=', item.id)
    .where('retried_at', 'is', null)
    .where('reason', '=', 'encrypted')
    .limit(1)
    .executeTakeFirst();
  if (locked === undefined)
    throw problems.notLocked({
      detail: 'Nothing was changed. The file is being read, was read, or needs no password.',
    });
  const given = { sealed: input.sealed, given_at: act.now, given_by: act.actor.id };
  await act.tx
    .insertInto('intake.given_password')
    .values({ item_id: item.id, facility_id: item.facilityId, labels: item.labels, ...given })
    .onConflict((conflict) => conflict.column('item_id').doUpdateSet(given))
    .execute();
  await retryItem(act, item.id);
}
