import type { Act } from '../../../platform/act.ts';
import { cancelDeadline, deadlinesOf } from '../../regulations/index.ts';
import { COURT_TOPIC } from './words.ts';

/** The clocks of a state that service began count no more: it was otherwise, or there was none. */
export async function cancelStateClocks(act: Act, requestId: string, reason: string): Promise<void> {
  const clocks = await deadlinesOf(act, { module: 'release', id: requestId });
  for (const { id, topic, settled } of clocks)
    if (topic === COURT_TOPIC && settled === null) await cancelDeadline(act, { deadlineId: id, reason });
}

/**
 * The paper that a process was read from does not belong to this case: the process counts no more, nor its clock. One that
 * names no paper and was recorded while this one lay here goes with it: from which paper it was read nobody said. What the
 * court decided on this paper falls, so that the objection holds the release back again; an undecided objection whose own paper
 * lies here no more falls too, since nobody objected in this case. One that the court decided on a paper of its own stays.
 */
export async function stopProcessOf(
  act: Act,
  { requestId, itemId, since, reason }: { requestId: string; itemId: string; since: Date; reason: string },
): Promise<{ processStopped: boolean; objectionsStopped: number }> {
  await takeDecisionsBack(act, requestId, itemId);
  const objectionsStopped = await dropObjections(act, requestId, reason);
  const stopped = await act.tx
    .updateTable('release.court_process')
    .set({ counts: false, open: false })
    .where('request_id', '=', requestId)
    .where('counts', '=', true)
    .where((is) =>
      is.or([
        is('paper_item_id', '=', itemId),
        is.and([is('paper_item_id', 'is', null), is('paper_words', 'is', null), is('recorded_at', '>', since)]),
      ]),
    )
    .returning('id')
    .execute();
  if (stopped.length === 0) return { processStopped: false, objectionsStopped };
  await cancelStateClocks(act, requestId, 'paper-of-another-case');
  act.note({ subjectIds: stopped.map(({ id }) => id) });
  act.emit('release.court-recorded', { requestId });
  return { processStopped: true, objectionsStopped };
}

/** The audit log keeps who recorded which decision, and that it fell with this paper. */
async function takeDecisionsBack(act: Act, requestId: string, itemId: string): Promise<void> {
  const undecided = await act.tx
    .updateTable('release.court_objection')
    .set({
      ...{ decision: null, decided_by: null, decided_on: null, decision_item_id: null, decision_words: null },
      ...{ decision_recorded_at: null, decision_recorded_by: null },
    })
    .where('request_id', '=', requestId)
    .where('decision_item_id', '=', itemId)
    .returning('id')
    .execute();
  if (undecided.length === 0) return;
  act.note({ subjectIds: undecided.map(({ id }) => id), detail: { decisionsStopped: undecided.length } });
  act.emit('release.court-recorded', { requestId });
}

async function dropObjections(act: Act, requestId: string, reason: string): Promise<number> {
  const fallen = await act.tx
    .updateTable('release.court_objection as o')
    .set({ fell_at: act.now, fell_by: act.actor.id, fell_how: 'paper-taken-back', fell_why: reason })
    .where('o.request_id', '=', requestId)
    .where('o.decision', 'is', null)
    .where('o.fell_at', 'is', null)
    .where('o.paper_item_id', 'is not', null)
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('release.intake_pages as p')
            .select('p.id')
            .where('p.request_id', '=', requestId)
            .where('p.taken_back_at', 'is', null)
            .whereRef('p.item_id', '=', 'o.paper_item_id'),
        ),
      ),
    )
    .returning('o.id')
    .execute();
  if (fallen.length === 0) return 0;
  act.note({ subjectIds: fallen.map(({ id }) => id), detail: { objectionsStopped: fallen.length } });
  act.emit('release.court-recorded', { requestId });
  return fallen.length;
}
