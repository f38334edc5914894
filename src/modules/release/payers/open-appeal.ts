import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { loadRequest } from '../load-request.ts';
import type { AppealLevel } from './kinds.ts';
import { loadPayerCase } from './load-payer-case.ts';
import { payerProblems as problems } from './problems.ts';
import { readSubmissions } from './read-submissions.ts';
import { refreshPayerCase } from './refresh-payer-case.ts';

export interface NewAppeal {
  readonly requestId: string;
  readonly level: AppealLevel;
  /** As the notice of the payer gives it. */
  readonly dueOn: string;
  readonly reason: string;
}

/**
 * Opens an appeal with the day its notice gives; it waits in a queue until it is handed in or given up.
 * @throws release/payer-case-unknown, release/appeal-unfit
 */
export async function openAppeal(act: Act, input: NewAppeal): Promise<{ appealId: string }> {
  const request = await loadRequest(act, input.requestId, 'any-work');
  const { destination } = await loadPayerCase(act, request.id);
  const unfit = (detail: string, at: string) => problems.appealUnfit({ detail: `Nothing was saved. ${detail}`, at });
  const ofMedicare = !input.level.startsWith('level-');
  if (ofMedicare !== (destination.kind === 'medicare-contractor'))
    throw unfit(
      ofMedicare
        ? 'These levels are those of Medicare; this destination is no Medicare contractor.'
        : 'A Medicare contractor has its own levels: redetermination, reconsideration, hearing, council, court.',
      'level',
    );
  if (input.dueOn < request.today) throw unfit('Its last day has passed already.', 'dueOn');
  const { appeals, submissions } = await readSubmissions(act, request.id);
  const open = appeals.find(
    ({ id, level, dropped_at: dropped }) =>
      level === input.level && dropped === null && !submissions.some(({ appeal_id: filed }) => filed === id),
  );
  if (open !== undefined) throw unfit('An appeal of this level is open already.', 'level');
  const appealId = newId();
  await act.tx
    .insertInto('release.appeal')
    .values({
      id: appealId,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      level: input.level,
      due_on: input.dueOn,
      reason: input.reason.trim(),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [appealId], detail: { level: input.level, dueOn: input.dueOn } });
  await refreshPayerCase(act, request);
  return { appealId };
}
