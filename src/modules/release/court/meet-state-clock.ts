import { endOfLocalDay } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import { deadlinesOf, meetDeadline } from '../../regulations/index.ts';
import { loadRequest } from '../load-request.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { courtProblems } from './problems.ts';
import { COURT_TOPIC } from './words.ts';

/**
 * What the clock of the state asks for was done, such as to say whether a copy will be given; the return date still binds.
 * @throws release/no-court-clock, release/day-ahead
 */
export async function meetStateClock(
  act: Act,
  input: { requestId: string; doneOn: string; how: string },
): Promise<{ late: boolean }> {
  const request = await loadRequest(act, input.requestId, 'work');
  const clock = (await deadlinesOf(act, { module: 'release', id: request.id })).find(
    ({ topic, settled }) => topic === COURT_TOPIC && settled === null,
  );
  if (clock === undefined)
    throw courtProblems.noCourtClock({
      detail: 'Nothing was saved: the rules of this place set no time, or it was met.',
    });
  if (input.doneOn > request.today || input.doneOn < clock.startsOn)
    throw courtProblems.dayAhead({
      detail: 'Nothing was saved. Give a day from the service up to today.',
      at: 'doneOn',
    });
  const end = endOfLocalDay(input.doneOn, request.facility.timeZone);
  const { settled } = await meetDeadline(act, {
    deadlineId: clock.id,
    at: end < act.now ? end : act.now,
    how: input.how.trim(),
  });
  act.emit('release.court-recorded', { requestId: request.id });
  await refreshWorklist(act, request.id);
  return { late: settled?.late === true };
}
