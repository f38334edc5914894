import type { Act } from '../../platform/act.ts';
import { loadItem } from './load-item.ts';
import { reopen } from './settle-pages.ts';

/**
 * Pages that were given to a case they do not belong to lie in the index queue again; that they were there stays on record.
 * @returns how many pages wait again
 * @throws intake/not-found
 */
export async function takeFromCase(
  act: Act,
  input: { readonly itemId: string; readonly pages: readonly number[] },
): Promise<{ reopened: number }> {
  const item = await loadItem(act, input.itemId, { lock: true });
  const rows = await act.tx
    .updateTable('intake.outcome')
    .set({ reversed_at: act.now, reversed_by: act.actor.id })
    .where('item_id', '=', item.id)
    .where('page_number', 'in', input.pages)
    .where('kind', '=', 'attached')
    .where('reversed_at', 'is', null)
    .returning('page_number')
    .execute();
  await reopen(
    act,
    item,
    rows.map((row) => ({ itemId: item.id, number: row.page_number })),
  );
  act.note({ subjectIds: [item.id], count: rows.length });
  act.emit('intake.reopened', { itemId: item.id });
  return { reopened: rows.length };
}
