import type { Act } from '../../platform/act.ts';
import { maskOf } from '../access/index.ts';
import { readPatient } from '../patients/index.ts';
import { loadIncident } from './load-incident.ts';

/**
 * Says whose information it was: they are who must be told. Naming somebody twice is naming once.
 * @throws privacy/not-found, privacy/settled, patients/not-found
 */
export async function nameAffected(
  act: Act,
  input: { readonly incidentId: string; readonly patientId: string },
): Promise<void> {
  await loadIncident(act, input.incidentId, 'work');
  const patient = await readPatient(act, input.patientId);
  await act.tx
    .insertInto('privacy.affected')
    .values({
      patient_id: patient.id,
      incident_id: input.incidentId,
      facility_id: patient.facilityId,
      labels: maskOf(patient.labels),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .onConflict((conflict) => conflict.columns(['patient_id', 'incident_id']).doNothing())
    .execute();
  act.note({ patientIds: [patient.id], subjectIds: [input.incidentId] });
  act.emit('privacy.incident-changed', { incidentId: input.incidentId });
}
