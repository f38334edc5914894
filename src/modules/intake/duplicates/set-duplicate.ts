import type { Act } from '../../../platform/act.ts';
import { choosePages } from '../choose-pages.ts';
import { loadItem } from '../load-item.ts';
import { problems } from '../problems.ts';
import { settlePages } from '../settle-pages.ts';

/**
 * A person looked at both: the open pages are discarded as a duplicate, and the link says of which file. Can be undone like
 * every other outcome.
 * @throws intake/not-found, intake/pages-settled, intake/no-duplicate
 */
export async function setDuplicate(act: Act, input: { itemId: string; of: string }): Promise<{ openPages: number }> {
  const earlier = await loadItem(act, input.of);
  const chosen = await choosePages(act, { itemId: input.itemId }, { lock: true });
  const confirmed = await act.tx
    .updateTable('intake.duplicate')
    .set({ confirmed_at: act.now, confirmed_by: act.actor.id })
    .where('item_id', '=', input.itemId)
    .where('of_item_id', '=', input.of)
    .executeTakeFirst();
  if (confirmed.numUpdatedRows === 0n)
    throw problems.noDuplicate({
      detail: 'Nothing was changed. These two files were not found to be alike; set the pages aside with a reason.',
    });
  const openPages = await settlePages(act, chosen, { kind: 'discarded', reason: `Duplicate of ${earlier.fileName}` });
  act.note({ subjectIds: [input.itemId, input.of], count: chosen.pages.length });
  act.emit('intake.duplicate-discarded', {
    itemId: input.itemId,
    ofItemId: input.of,
    facilityId: chosen.item.facilityId,
  });
  return { openPages };
}
