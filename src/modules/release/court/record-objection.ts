import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { loadRequest } from '../load-request.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { mustHavePaper, type PaperOfCase } from './must-be-of-case.ts';
import { courtProblems } from './problems.ts';
import { processOf } from './read-court.ts';
import type { OBJECTION_KINDS } from './words.ts';

export interface RecordObjection {
  readonly requestId: string;
  readonly kind: (typeof OBJECTION_KINDS)[number];
  readonly madeBy: string;
  readonly madeOn: string;
  readonly paper: PaperOfCase;
}

/**
 * Somebody objects, or moves to quash: from now on nothing is approved, assembled or handed over, a link that is out leads
 * nowhere, until the court has decided.
 * @throws release/process-missing, release/day-ahead, release/paper-missing, release/paper-unknown
 */
export async function recordObjection(act: Act, input: RecordObjection): Promise<{ objectionId: string }> {
  const request = await loadRequest(act, input.requestId, 'work');
  const process = await processOf(act, request.id);
  if (process === undefined)
    throw courtProblems.processMissing({ detail: 'Nothing was saved. Record first what was served.' });
  if (input.madeOn > request.today)
    throw courtProblems.dayAhead({ detail: 'Nothing was saved. Give the day on which it was filed.', at: 'madeOn' });
  await mustHavePaper(act, request, input.paper, 'paper');
  const objectionId = newId();
  await act.tx
    .insertInto('release.court_objection')
    .values({
      id: objectionId,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      kind: input.kind,
      made_by: input.madeBy.trim(),
      made_on: input.madeOn,
      paper_item_id: input.paper.itemId ?? null,
      paper_words: input.paper.words?.trim() ?? null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [objectionId], detail: { kind: input.kind } });
  act.emit('release.court-recorded', { requestId: request.id });
  await refreshWorklist(act, request.id);
  return { objectionId };
}
