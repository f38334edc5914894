import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { Item } from '../load-item.ts';
import { keyOf, type LaidPage, type Layout } from './layout.ts';
import type { Batch } from './load-batch.ts';
import { loadLayout } from './load-batch.ts';
import { writeLayout } from './write-layout.ts';

/**
 * The pages of a file that was scanned for a poor page go where that page stood; the poor one stays in the bin. False when
 * it was filed or set aside meanwhile: then the file is cut like any other.
 */
export async function placeRescan(act: Act, batch: Batch, item: Item, pages: number): Promise<boolean> {
  const poor = item.rescanOf;
  if (poor === null) return false;
  const layout = await loadLayout(act, batch.id);
  const part = layout.parts.find((each) => each.pages.some((page) => keyOf(page) === keyOf(poor)));
  const old = part?.pages.find((page) => keyOf(page) === keyOf(poor));
  if (part === undefined || old === undefined) return false;
  const better: LaidPage[] = Array.from({ length: pages }, (_each, at) => ({
    itemId: item.id,
    number: at + 1,
    turn: 0,
  }));
  const next: Layout = {
    parts: layout.parts.map((each) =>
      each.id === part.id
        ? { ...each, pages: each.pages.flatMap((page) => (keyOf(page) === keyOf(poor) ? better : [page])) }
        : each,
    ),
    bin: [...layout.bin, { ...old, reason: 'replaced' }],
  };
  await writeLayout(act, batch, next);
  await act.tx
    .insertInto('intake.rescan')
    .values({
      id: newId(),
      item_id: poor.itemId,
      number: poor.number,
      facility_id: batch.facilityId,
      labels: batch.labels,
      by_item_id: item.id,
      by_number: 1,
      placed_at: act.now,
      placed_by: act.actor.id,
    })
    .execute();
  return true;
}
