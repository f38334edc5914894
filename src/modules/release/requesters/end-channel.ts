import type { Act } from '../../../platform/act.ts';
import { loadRequester } from './load-requester.ts';
import { problems } from '../problems.ts';
import { writeRequesterKeys } from './write-requester-keys.ts';

/** It is not used any more, and why; it stays to be seen, and what was sent to it goes on naming it. @throws release/requester-unknown, release/channel-unknown */
export async function endChannel(
  act: Act,
  input: { requesterId: string; channelId: string; reason: string },
): Promise<void> {
  const requester = await loadRequester(act, input.requesterId, 'change');
  const ended = await act.tx
    .updateTable('release.requester_channel')
    .set({ ended_at: act.now, ended_by: act.actor.id, end_reason: input.reason.trim() })
    .where('requester_id', '=', requester.id)
    .where('id', '=', input.channelId)
    .where('ended_at', 'is', null)
    .returning('kind')
    .executeTakeFirst();
  if (ended === undefined)
    throw problems.channelUnknown({ detail: 'Nothing was changed. Reload the entry: it may have been ended.' });
  await writeRequesterKeys(act, requester.id);
  act.note({ subjectIds: [input.channelId], detail: { channel: ended.kind } });
}
