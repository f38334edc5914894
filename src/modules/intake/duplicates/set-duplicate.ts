import type { Act } from '../../../platform/act.ts';
import { choosePages, partNotFound } from '../choose-pages.ts';
import { problems } from '../problems.ts';
import { settlePages } from '../settle-pages.ts';

/**
 * A person looked at both: the open pages are discarded as a duplicate, and the link says of which file. Can be undone like
 * every other outcome.
 * @throws intake/part-not-found, intake/pages-settled, intake/no-duplicate
 */
export async function setDuplicate(act: Act, input: { partId: string; of: string }): Promise<{ openPages: number }> {
  const earlier = await fileOf(act, input.of);
  const chosen = await choosePages(act, { partId: input.partId }, { lock: true });
  const confirmed = await act.tx
    .updateTable('intake.part_duplicate')
    .set({ confirmed_at: act.now, confirmed_by: act.actor.id })
    .where('part_id', '=', input.partId)
    .where('of_part_id', '=', input.of)
    // One page of several that looks the same says nothing of the others.
    .where('whole', '=', true)
    .executeTakeFirst();
  if (confirmed.numUpdatedRows === 0n)
    throw problems.noDuplicate({
      detail:
        'Nothing was changed. These two documents were not found to be alike as a whole; set the pages aside with a reason.',
    });
  const openPages = await settlePages(act, chosen, { kind: 'discarded', reason: `Duplicate of ${earlier.file_name}` });
  act.note({ subjectIds: [chosen.item.id, input.partId, input.of], count: chosen.pages.length });
  act.emit('intake.duplicate-discarded', {
    itemId: chosen.item.id,
    ofItemId: earlier.id,
    facilityId: chosen.item.facilityId,
  });
  return { openPages };
}

/** The file of its first page. */
async function fileOf(act: Act, partId: string): Promise<{ id: string; file_name: string }> {
  const file = await act.tx
    .selectFrom('intake.part_page as place')
    .innerJoin('intake.item as item', 'item.id', 'place.item_id')
    .select(['item.id', 'item.file_name'])
    .where('place.part_id', '=', partId)
    .orderBy('place.position')
    .limit(1)
    .executeTakeFirst();
  if (file === undefined) throw partNotFound();
  return file;
}
