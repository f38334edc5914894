import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { loadRequest, mustHavePatient } from '../load-request.ts';
import { problems } from '../problems.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import type { StatedFacts } from './facts.ts';

/**
 * A person states what no paper of the record says and the law asks for: that the minor consented alone, which exception
 * opens psychotherapy notes, that an emergency needs what was restricted. A scope chosen before is chosen anew, since the
 * approval compares every decision with what holds then.
 * @throws release/not-yet, release/too-late, release/ended, release/own-record
 */
export async function stateFacts(
  act: Act,
  input: { requestId: string; facts: StatedFacts; reason: string },
): Promise<void> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'work'));
  if (request.facts.approved)
    throw problems.tooLate({ detail: 'Nothing was saved: the release was approved as it stood. Send it back first.' });
  await act.tx
    .insertInto('release.basis_statement')
    .values({
      patient_id: request.patientId,
      id: newId(),
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      facts: JSON.stringify(input.facts),
      reason: input.reason.trim(),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [request.id], detail: { facts: Object.keys(input.facts) } });
  act.emit('release.facts-stated', { requestId: request.id, patientId: request.patientId });
  await refreshWorklist(act, request.id);
}
