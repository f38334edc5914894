import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { loadRequest } from '../load-request.ts';
import { courtProblems } from './problems.ts';
import { processOf } from './read-court.ts';

/**
 * Who appears for the facility, and on which day. Another row corrects it; the newest counts.
 * @throws release/process-missing, release/return-before-service
 */
export async function recordAppearance(
  act: Act,
  input: { requestId: string; person: string; appearsOn: string; note?: string | undefined },
): Promise<{ appearanceId: string }> {
  const request = await loadRequest(act, input.requestId, 'work');
  const process = await processOf(act, request.id);
  if (process === undefined)
    throw courtProblems.processMissing({ detail: 'Nothing was saved. Record first what was served.' });
  if (input.appearsOn < process.served_on)
    throw courtProblems.returnBeforeService({
      detail: 'Nothing was saved. Nobody appears before the subpoena was served.',
      at: 'appearsOn',
    });
  const appearanceId = newId();
  await act.tx
    .insertInto('release.court_appearance')
    .values({
      id: appearanceId,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      person: input.person.trim(),
      appears_on: input.appearsOn,
      note: input.note?.trim() ?? null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [appearanceId] });
  act.emit('release.court-recorded', { requestId: request.id });
  return { appearanceId };
}
