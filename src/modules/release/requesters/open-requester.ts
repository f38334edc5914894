import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { channelsOf, entryOf, idsOfRequester, loadRequester } from './load-requester.ts';

const ENDED_SHOWN = 50;

/** One entry with its ways, those it had before, and what was merged into it. @throws release/requester-unknown */
export async function openRequester(act: Act, id: string) {
  const row = await loadRequester(act, id, 'read');
  const ended = await act.tx
    .selectFrom('release.requester_channel')
    .select(['id', 'kind', 'value', 'ended_at', 'end_reason'])
    .where('requester_id', '=', id)
    .where('ended_at', 'is not', null)
    .orderBy('ended_at', 'desc')
    .limit(ENDED_SHOWN)
    .execute();
  const channels = (await channelsOf(act, [id])).get(id) ?? [];
  const people = [row.changed_by, ...channels.flatMap(({ verified }) => (verified === null ? [] : [verified.by]))];
  const names = await namesOfPeople(act, [...new Set(people)].filter(isId));
  const [, ...mergedIds] = await idsOfRequester(act, id);
  return {
    ...entryOf(row),
    channels,
    ended: ended.map(({ id: channelId, kind, value, ended_at: at, end_reason: why }) => ({
      ...{ id: channelId, kind, value, at, why },
    })),
    merged: mergedIds.length,
    changedAt: row.changed_at,
    changedBy: row.changed_by,
    people: Object.fromEntries(names),
  };
}
