import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { problems } from '../problems.ts';
import type { ChannelKind } from './add-requester.ts';
import { channelKey } from './derive-requester-keys.ts';
import { endChannel } from './end-channel.ts';
import { loadRequester } from './load-requester.ts';
import { writeRequesterKeys } from './write-requester-keys.ts';

const LEAST_DIGITS = 7;
const LEAST_INSIDE = 3;
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * A way to reach a requester, or another in place of one: nobody has verified it, whatever was known of the former.
 * A number `inside` the house may be short.
 * @throws release/requester-unknown, release/requester-merged, release/channel-unclear, release/channel-known
 */
export async function addChannel(
  act: Act,
  input: { requesterId: string; kind: ChannelKind; value: string; replaces?: string | undefined; inside?: boolean },
): Promise<{ id: string }> {
  const requester = await loadRequester(act, input.requesterId, 'change');
  const value = input.value.trim();
  const key = channelKey(input.kind, value);
  const isNumber = input.kind === 'fax' || input.kind === 'phone';
  if (
    key === '' ||
    (isNumber && key.length < (input.inside === true ? LEAST_INSIDE : LEAST_DIGITS)) ||
    (input.kind === 'email' && !ADDRESS.test(value))
  )
    throw problems.channelUnclear({
      detail: 'Nothing was saved. Type a whole number with its area code, or a whole address.',
      at: 'value',
    });
  if (input.replaces !== undefined)
    await endChannel(act, { requesterId: requester.id, channelId: input.replaces, reason: 'Another took its place' });
  const id = newId();
  const added = await act.tx
    .insertInto('release.requester_channel')
    .values({
      id,
      requester_id: requester.id,
      kind: input.kind,
      value,
      value_key: key,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .onConflict((conflict) =>
      conflict.columns(['requester_id', 'kind', 'value_key']).where('ended_at', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (added === undefined)
    throw problems.channelKnown({ detail: 'Nothing was saved: the entry has this one already.', at: 'value' });
  await writeRequesterKeys(act, requester.id);
  act.note({ detail: { channel: input.kind } });
  return { id };
}
