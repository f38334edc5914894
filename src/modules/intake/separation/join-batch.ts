import type { Act } from '../../../platform/act.ts';
import { ownMeaningOf } from '../codes/derive-code-facts.ts';
import type { Item } from '../load-item.ts';
import { type Batch, loadBatch } from './load-batch.ts';

const NUMBER = /^\d{1,15}$/;

/**
 * The batch that a file belongs to, locked. One that came by itself and begins with a batch sheet joins the prepared batch of
 * that number; its own stays empty. A number that no batch prepared at its facility has is kept, for a person to see.
 */
export async function joinBatch(
  act: Act,
  item: Item,
  firstPage: readonly { readonly format: string; readonly text: string }[],
): Promise<Batch> {
  const number = firstPage.map(ownMeaningOf).flatMap((code) => (code.kind === 'batch' ? [code.number] : []))[0];
  if (number === undefined || item.batchId !== item.id || item.rescanOf !== null)
    return loadBatch(act, item.batchId, { lock: true });
  const prepared = await findPrepared(act, item, number);
  await act.tx
    .updateTable('intake.item')
    .set(prepared === undefined ? { unknown_batch: number } : { batch_id: prepared })
    .where('id', '=', item.id)
    .execute();
  act.note({ detail: { joinedBatch: prepared !== undefined } });
  return loadBatch(act, prepared ?? item.batchId, { lock: true });
}

async function findPrepared(act: Act, item: Item, number: string): Promise<string | undefined> {
  if (!NUMBER.test(number)) return undefined;
  const row = await act.tx
    .selectFrom('intake.batch')
    .select('id')
    .where('number', '=', number)
    .where('facility_id', '=', item.facilityId)
    .where('prepared_at', 'is not', null)
    .executeTakeFirst();
  return row?.id;
}
