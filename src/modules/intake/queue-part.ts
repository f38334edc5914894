import type { Act } from '../../platform/act.ts';
import { openItem } from '../worklist/index.ts';
import type { Item } from './load-item.ts';
import type { Batch } from './separation/load-batch.ts';

/** Within which a STAT document is to be filed, from its arrival. */
export const STAT_MINUTES = 15;
const STAT_PRIORITY = 1;

/** A document to be waits for somebody to index it; one of the STAT lane before all others, with its time. */
export async function queuePart(act: Act, partId: string): Promise<void> {
  const part = await act.tx
    .selectFrom('intake.part as part')
    .innerJoin('intake.part_page as page', 'page.part_id', 'part.id')
    .innerJoin('intake.item as item', 'item.id', 'page.item_id')
    .select(['part.facility_id', 'part.labels', 'part.lane', 'item.received_at'])
    .where('part.id', '=', partId)
    .orderBy('page.position')
    .limit(1)
    .executeTakeFirst();
  if (part === undefined) return;
  await openItem(act, {
    kind: 'intake.to-index',
    module: 'intake',
    subjectId: partId,
    facilityId: part.facility_id,
    labels: BigInt(part.labels),
    permission: 'intake/index',
    ...(part.lane === 'stat'
      ? { priority: STAT_PRIORITY, dueAt: new Date(part.received_at.getTime() + STAT_MINUTES * 60_000) }
      : {}),
  });
}

/** A file that could not be opened waits until somebody settles it. */
export async function queueFailed(act: Act, item: Pick<Item, 'id' | 'facilityId' | 'labels'>): Promise<void> {
  await openItem(act, {
    kind: 'intake.failed',
    module: 'intake',
    subjectId: item.id,
    facilityId: item.facilityId,
    labels: BigInt(item.labels),
    permission: 'intake/index',
    priority: 4,
  });
}

/** A batch waits for somebody to look at how it was cut. */
export async function queueSeparation(act: Act, batch: Pick<Batch, 'id' | 'facilityId' | 'labels'>): Promise<void> {
  await openItem(act, {
    kind: 'intake.to-separate',
    module: 'intake',
    subjectId: batch.id,
    facilityId: batch.facilityId,
    labels: BigInt(batch.labels),
    permission: 'intake/index',
    priority: 4,
  });
}
