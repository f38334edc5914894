import type { Act, EmittedEvent } from '../../../platform/act.ts';
import { giveToCase } from '../../intake/index.ts';
import { loadRequest } from '../load-request.ts';
import { takeIn } from '../papers/take-in.ts';

/**
 * A file that came with a request of another system was read: its pages join the case in the same act, so that the index
 * desk never sees them. Where the case has ended meanwhile they wait at the desk as any paper.
 */
export async function takeInRead(act: Act, event: EmittedEvent): Promise<void> {
  const itemId = String(event.payload['itemId']); // declared by intake
  const awaited = await act.tx
    .selectFrom('release.awaited_item')
    .select('request_id')
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  if (awaited === undefined) return;
  const into = await loadRequest(act, awaited.request_id, 'any-work');
  if (into.facts.cancelled || into.facts.closed) return;
  const { given } = await giveToCase(act, { itemId, number: into.number, reason: 'Came with the request' });
  await takeIn(act, into, given);
}
