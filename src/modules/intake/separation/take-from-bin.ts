import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { problems } from '../problems.ts';
import { queueSeparation } from '../queue-part.ts';
import { keyOf, type PageKey } from './layout.ts';
import { loadBatch, loadLayout } from './load-batch.ts';
import { writeLayout } from './write-layout.ts';

/**
 * Pages that were discarded with the bin of a released batch come back: as a document of their own, and the batch waits to be
 * separated again.
 * @throws intake/batch-not-found, intake/nothing-to-undo
 */
export async function takeFromBin(act: Act, input: { batchId: string; pages: readonly PageKey[] }): Promise<void> {
  const batch = await loadBatch(act, input.batchId, { lock: true });
  const back: PageKey[] = [];
  for (const page of input.pages) {
    const reversed = await act.tx
      .updateTable('intake.outcome as outcome')
      .from('intake.item as item')
      .set({ reversed_at: act.now, reversed_by: act.actor.id })
      .whereRef('item.id', '=', 'outcome.item_id')
      .where('item.batch_id', '=', batch.id)
      .where('outcome.item_id', '=', page.itemId)
      .where('outcome.page_number', '=', page.number)
      .where('outcome.kind', '=', 'discarded')
      // What was discarded at the index desk is taken back there: it stands in its document still.
      .where((is) =>
        is.exists(
          is
            .selectFrom('intake.part_page as place')
            .select('place.number')
            .whereRef('place.item_id', '=', 'outcome.item_id')
            .whereRef('place.number', '=', 'outcome.page_number')
            .where('place.bin_reason', 'is not', null),
        ),
      )
      .where('outcome.reversed_at', 'is', null)
      .returning('outcome.page_number')
      .executeTakeFirst();
    if (reversed !== undefined) back.push(page);
  }
  if (back.length === 0)
    throw problems.nothingToUndo({ detail: 'Nothing was changed. These pages are not in the bin any more; reload.' });
  const layout = await loadLayout(act, batch.id);
  const wanted = new Set(back.map(keyOf));
  const turns = new Map(layout.bin.map((page) => [keyOf(page), page.turn]));
  await writeLayout(act, batch, {
    parts: [
      ...layout.parts,
      { id: newId(), cutBy: 'person', pages: back.map((page) => ({ ...page, turn: turns.get(keyOf(page)) ?? 0 })) },
    ],
    bin: layout.bin.filter((page) => !wanted.has(keyOf(page))),
  });
  await queueSeparation(act, batch);
  act.note({ subjectIds: [batch.id], count: back.length });
  act.emit('intake.separated', { batchId: batch.id });
}
