import type { Act } from '../../../platform/act.ts';
import { loadRequester } from './load-requester.ts';
import { problems } from '../problems.ts';
import { writeRequesterKeys } from './write-requester-keys.ts';

/** It is not used any more; it stays to be seen. @throws release/requester-unknown, release/channel-unknown */
export async function endChannel(act: Act, input: { requesterId: string; channelId: string }): Promise<void> {
  const requester = await loadRequester(act, input.requesterId, 'change');
  const ended = await act.tx
    .updateTable('release.requester_channel')
    .set({ ended_at: act.now, ended_by: act.actor.id })
    .where('requester_id', '=', requester.id)
    .where('id', '=', input.channelId)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (ended === undefined)
    throw problems.channelUnknown({ detail: 'Nothing was changed. Reload the entry: it may have been ended.' });
  await writeRequesterKeys(act, requester.id);
}
