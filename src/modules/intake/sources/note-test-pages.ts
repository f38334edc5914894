import type { Act } from '../../../platform/act.ts';
import { ownMeaningOf } from '../codes/derive-code-facts.ts';
import type { Item } from '../load-item.ts';

/** A page was read that carries the code of a test page: the test that sent it is told. Its page lies in the bin already. */
export async function noteTestPages(
  act: Act,
  item: Pick<Item, 'id' | 'receivedAt'>,
  codes: readonly { readonly format: string; readonly text: string }[],
): Promise<void> {
  const tokens = codes.map(ownMeaningOf).flatMap((code) => (code.kind === 'test' ? [code.number] : []));
  if (tokens.length === 0) return;
  const rows = await act.tx
    .updateTable('intake.source_test')
    .set({ item_id: item.id, arrived_at: item.receivedAt, read_at: act.now })
    .where('token', 'in', [...new Set(tokens)])
    .where('item_id', 'is', null)
    .returning('source_id')
    .execute();
  for (const row of rows) act.emit('intake.source-tested', { sourceId: row.source_id });
}
