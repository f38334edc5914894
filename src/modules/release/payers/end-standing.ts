import type { Act } from '../../../platform/act.ts';
import { loadRequest, mustHavePatient } from '../load-request.ts';
import { payerProblems as problems } from './problems.ts';
import { readStanding } from './read-standing.ts';

/** Ends a standing request before its day, with the reason. @throws release/standing-unknown */
export async function endStanding(act: Act, input: { requestId: string; reason: string }): Promise<void> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'any-work'));
  const standing = await readStanding(act, request);
  if (standing?.state !== 'open')
    throw problems.standingUnknown({ detail: 'Nothing was changed. It was ended or is over: reload the case.' });
  await act.tx
    .updateTable('release.standing_request')
    .set({ ended_at: act.now, ended_by: act.actor.id, end_reason: input.reason.trim() })
    .where('patient_id', '=', request.patientId)
    .where('id', '=', standing.id)
    .execute();
  act.note({ subjectIds: [standing.id] });
}
