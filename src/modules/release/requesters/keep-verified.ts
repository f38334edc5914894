import type { Act } from '../../../platform/act.ts';
import { addChannel } from './add-channel.ts';
import { addRequester } from './add-requester.ts';
import { channelKey, foldName, LONGEST_KEY } from './derive-requester-keys.ts';
import { channelsOf } from './load-requester.ts';
import { verifyChannel } from './verify-channel.ts';

const ALIKE_AT_MOST = 200;

/**
 * A number or address of a provider that was made sure of just now, into the register: the entry of that name, made on first
 * use, and its channel. Other numbers of the entry stay as they are; whoever knows that one is dead takes it back.
 * @throws release/channel-unclear
 */
export async function keepVerified(
  act: Act,
  input: {
    readonly name: string;
    readonly organisation?: string | undefined;
    readonly kind: 'fax' | 'email';
    readonly value: string;
    readonly how: string;
  },
): Promise<{ requesterId: string; channelId: string }> {
  const { name, organisation, kind, value, how } = input;
  const requesterId =
    (await providerNamed(act, { name, organisation })) ??
    (await addRequester(act, { kind: 'organisation', class: 'provider', name, organisation, channels: [] })).id;
  const key = channelKey(kind, value);
  const known = ((await channelsOf(act, [requesterId])).get(requesterId) ?? []).find(
    (channel) => channel.kind === kind && channel.key === key,
  );
  const channelId = known?.id ?? (await addChannel(act, { requesterId, kind, value, inside: true })).id;
  await verifyChannel(act, { requesterId, channelId, how });
  act.note({ subjectIds: [requesterId, channelId] });
  return { requesterId, channelId };
}

/** The standing entry of a provider with exactly this name and organisation, however they were typed. */
export async function providerNamed(
  act: Act,
  named: { readonly name: string; readonly organisation?: string | undefined },
): Promise<string | undefined> {
  const rows = await act.tx
    .selectFrom('release.requester_key as k')
    .innerJoin('release.requester as r', 'r.id', 'k.requester_id')
    .select(['r.id', 'r.name', 'r.organisation'])
    .where('k.key', '=', foldName(named.name).slice(0, LONGEST_KEY))
    .where('r.class', '=', 'provider')
    .where('r.merged_into', 'is', null)
    .orderBy('k.requester_id')
    .limit(ALIKE_AT_MOST)
    .execute();
  return rows.find(
    (row) =>
      foldName(row.name) === foldName(named.name) &&
      foldName(row.organisation ?? '') === foldName(named.organisation ?? ''),
  )?.id;
}
