import type { Act } from '../../../platform/act.ts';
import { loadItem } from '../load-item.ts';
import { problems } from '../problems.ts';
import type { PageKey } from './layout.ts';

/** A person held the paper beside the image: it cannot be scanned better. @throws intake/not-found, intake/no-such-page, intake/reason-missing */
export async function markBestScan(act: Act, input: PageKey & { reason: string }): Promise<void> {
  const reason = input.reason.trim();
  if (reason === '')
    throw problems.reasonMissing({
      detail: 'Nothing was marked. Say why the page cannot be scanned better.',
      at: 'reason',
    });
  const item = await loadItem(act, input.itemId);
  if (input.number < 1 || input.number > (item.pages ?? 0))
    throw problems.noSuchPage({ detail: `Nothing was marked. The item has pages 1 to ${item.pages ?? 0}.` });
  const known = await act.tx
    .selectFrom('intake.best_scan')
    .select('reason')
    .where('item_id', '=', item.id)
    .where('number', '=', input.number)
    .executeTakeFirst();
  if (known === undefined)
    await act.tx
      .insertInto('intake.best_scan')
      .values({
        item_id: item.id,
        number: input.number,
        facility_id: item.facilityId,
        labels: item.labels,
        reason,
        marked_at: act.now,
        marked_by: act.actor.id,
      })
      .execute();
  act.note({ subjectIds: [item.id], count: 1 });
  act.emit('intake.separated', { batchId: item.batchId });
}
