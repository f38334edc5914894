import type { Act } from '../../../platform/act.ts';
import { loadRequest } from '../load-request.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { mustHavePaper, type PaperOfCase } from './must-be-of-case.ts';
import { courtProblems } from './problems.ts';
import type { CourtDecision } from './words.ts';

export interface RecordCourtDecision {
  readonly requestId: string;
  readonly objectionId: string;
  readonly decision: CourtDecision;
  /** Judge or tribunal. */
  readonly decidedBy: string;
  readonly decidedOn: string;
  readonly paper: PaperOfCase;
}

/**
 * What the court made of an objection. Only this lifts the freeze: overruled or dismissed, the release goes on; limited, it goes
 * on once what is left of the process is recorded; sustained, it never goes on under this process.
 * @throws release/objection-unknown, release/day-ahead, release/return-before-service, release/paper-missing, release/paper-unknown
 */
export async function recordCourtDecision(act: Act, input: RecordCourtDecision): Promise<void> {
  const request = await loadRequest(act, input.requestId, 'work');
  const objection = await act.tx
    .selectFrom('release.court_objection')
    .select(['made_on', 'decision'])
    .where('id', '=', input.objectionId)
    .where('request_id', '=', request.id)
    .where('fell_at', 'is', null)
    .executeTakeFirst();
  if (objection?.decision !== null)
    throw courtProblems.objectionUnknown({ detail: 'Nothing was saved. Reload the case: it may have been decided.' });
  if (input.decidedOn > request.today)
    throw courtProblems.dayAhead({ detail: 'Nothing was saved. Give the day of the decision.', at: 'decidedOn' });
  if (input.decidedOn < objection.made_on)
    throw courtProblems.returnBeforeService({
      detail: 'Nothing was saved. The decision lies before the day on which the objection was filed.',
      at: 'decidedOn',
    });
  await mustHavePaper(act, request, input.paper, 'paper');
  await act.tx
    .updateTable('release.court_objection')
    .set({
      decision: input.decision,
      decided_by: input.decidedBy.trim(),
      decided_on: input.decidedOn,
      decision_item_id: input.paper.itemId ?? null,
      decision_words: input.paper.words?.trim() ?? null,
      decision_recorded_at: act.now,
      decision_recorded_by: act.actor.id,
    })
    .where('id', '=', input.objectionId)
    .execute();
  act.note({ subjectIds: [input.objectionId], detail: { decision: input.decision } });
  act.emit('release.court-recorded', { requestId: request.id });
  await refreshWorklist(act, request.id);
}
