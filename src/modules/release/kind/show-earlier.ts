import type { Act } from '../../../platform/act.ts';
import { loadRequest } from '../load-request.ts';
import { askedNow, findEarlier } from './find-earlier.ts';

const MOST_ANSWERS = 100;

/** What the same requester asked of the same patient before, and what a person made of each. */
export async function showEarlier(act: Act, requestId: string) {
  const request = await loadRequest(act, requestId, 'read');
  const found = await findEarlier(act, askedNow(request));
  const answers = await act.tx
    .selectFrom('release.earlier_answer as a')
    .innerJoin('release.request as r', 'r.id', 'a.earlier_id')
    .select(['a.earlier_id as id', 'r.number', 'a.decision', 'a.reason', 'a.recorded_at as at'])
    .where('a.request_id', '=', requestId)
    .limit(MOST_ANSWERS)
    .execute();
  const papers = await act.tx
    .selectFrom('release.intake_pages')
    .select('id')
    .where('request_id', '=', requestId)
    .where('taken_back_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  const running = !request.facts.cancelled && !request.facts.closed;
  return {
    cases: found.map((each) => ({ ...each, answer: answers.find(({ id }) => id === each.id) ?? null })),
    answers,
    /** Its papers may be given to another case. */
    mayJoin: running && papers !== undefined && request.facts.authority === null && !request.facts.scopeChosen,
  };
}
