import type { Act } from '../../../platform/act.ts';
import { problems } from '../problems.ts';
import { channelsOf, loadRequester } from './load-requester.ts';
import { writeRequesterKeys } from './write-requester-keys.ts';

/**
 * Two entries are one. The one that stands takes over the ways it does not have, verified as they were; cases recorded under
 * the other are read with it from then on. Nothing is deleted.
 * @throws release/requester-unknown, release/requester-merged, release/requester-itself
 */
export async function mergeRequesters(
  act: Act,
  input: { id: string; mergedId: string; reason: string },
): Promise<void> {
  if (input.id === input.mergedId)
    throw problems.requesterItself({ detail: 'Nothing was changed. Choose the other entry of the two.' });
  // In one order, so that two merges at once do not wait for each other.
  for (const id of [input.id, input.mergedId].sort()) await loadRequester(act, id, 'change');
  const channels = await channelsOf(act, [input.id, input.mergedId]);
  const known = new Set((channels.get(input.id) ?? []).map(({ kind, key }) => `${kind} ${key}`));
  for (const channel of channels.get(input.mergedId) ?? [])
    await act.tx
      .updateTable('release.requester_channel')
      .set(
        known.has(`${channel.kind} ${channel.key}`)
          ? { ended_at: act.now, ended_by: act.actor.id, end_reason: 'The entry it was merged into has the same' }
          : { requester_id: input.id },
      )
      .where('id', '=', channel.id)
      .execute();
  await act.tx
    .updateTable('release.requester')
    .set({ merged_into: input.id, merged_at: act.now, merged_by: act.actor.id, merge_reason: input.reason.trim() })
    .where((is) => is.or([is('id', '=', input.mergedId), is('merged_into', '=', input.mergedId)]))
    .execute();
  await writeRequesterKeys(act, input.mergedId);
  await writeRequesterKeys(act, input.id);
  act.note({ subjectIds: [input.id, input.mergedId] });
}
