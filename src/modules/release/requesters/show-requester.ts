import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { loadRequest } from '../load-request.ts';
import { deriveReliance } from './derive-reliance.ts';
import { idsOfRequester, standingRequester } from './load-requester.ts';

/**
 * What the directory knows of the requester of a case, and how they were verified before: by whom, when, in which case the
 * actor may see. @throws release/not-found, release/own-record
 */
export async function showRequester(act: Act, requestId: string) {
  const request = await loadRequest(act, requestId, 'read');
  const entry = await standingRequester(act, request.row.requester_id);
  if (entry === undefined) return { entry: null, before: null, reliance: null, people: {} };
  const ids = await idsOfRequester(act, entry.id);
  const before = await act.tx
    .selectFrom('release.verification as v')
    .innerJoin('release.request as r', 'r.id', 'v.request_id')
    .select(['r.id', 'r.number', 'v.how', 'v.result', 'v.recorded_at', 'v.recorded_by'])
    .where('r.requester_id', 'in', ids)
    .where('r.id', '<>', request.id)
    .orderBy('r.received_at', 'desc')
    .orderBy('v.recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const changed = await act.tx
    .selectFrom('release.requester')
    .select(['changed_at', 'recorded_at'])
    .where('id', '=', entry.id)
    .executeTakeFirstOrThrow();
  const people = [
    ...(before === undefined ? [] : [before.recorded_by]),
    ...entry.channels.flatMap(({ verified }) => (verified === null ? [] : [verified.by])),
  ];
  return {
    entry,
    before:
      before === undefined
        ? null
        : {
            requestId: before.id,
            number: before.number,
            how: before.how,
            at: before.recorded_at,
            by: before.recorded_by,
          },
    reliance: deriveReliance({
      requesterClass: request.row.requester_class ?? 'other',
      before: before === undefined ? null : { at: before.recorded_at, result: before.result },
      changedAt: changed.changed_at > changed.recorded_at ? changed.changed_at : null,
      now: act.now,
    }),
    people: Object.fromEntries(await namesOfPeople(act, [...new Set(people)].filter(isId))),
  };
}
