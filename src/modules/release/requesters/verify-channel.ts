import type { Act } from '../../../platform/act.ts';
import { loadRequester } from './load-requester.ts';
import { problems } from '../problems.ts';

/** A call that was made, in the words that stand beside the number. */
export function sayCallBack(call: { spokeTo: string; number?: string; numberFrom: string }): string {
  const called = call.number === undefined ? 'Called back' : `Called back at ${call.number.trim()}`;
  return `${called}: ${call.spokeTo.trim()} confirmed it; number from ${call.numberFrom.trim()}`;
}

/** Somebody made sure that it is theirs, and says how. Verified anew it says so of today. @throws release/channel-unknown */
export async function verifyChannel(
  act: Act,
  input: { requesterId: string; channelId: string; how: string },
): Promise<void> {
  const requester = await loadRequester(act, input.requesterId, 'change');
  const verified = await act.tx
    .updateTable('release.requester_channel')
    .set({ verified_at: act.now, verified_by: act.actor.id, verified_how: input.how.trim() })
    .where('requester_id', '=', requester.id)
    .where('id', '=', input.channelId)
    .where('ended_at', 'is', null)
    .returning('kind')
    .executeTakeFirst();
  if (verified === undefined)
    throw problems.channelUnknown({ detail: 'Nothing was changed. Reload the entry: it may have been ended.' });
  act.note({ detail: { channel: verified.kind } });
}
