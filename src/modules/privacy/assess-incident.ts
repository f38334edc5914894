import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import type { Conclusion, FACTORS } from './derive-incident-state.ts';
import { loadIncident } from './load-incident.ts';
import { problems } from './problems.ts';
import { refreshIncident } from './refresh-incident.ts';

export interface Factor {
  /** Of harm: how much this factor speaks for a compromise. */
  readonly level: 'low' | 'medium' | 'high';
  readonly text: string;
}

export interface AssessIncident {
  readonly incidentId: string;
  readonly factors: Readonly<Record<(typeof FACTORS)[number], Factor>>;
  readonly conclusion: Conclusion;
  readonly reason: string;
}

/**
 * The four factors of 45 CFR 164.402(2), each answered, and what follows. Assessing again leaves the former assessment.
 * @throws privacy/not-found, privacy/settled
 */
export async function assessIncident(act: Act, input: AssessIncident): Promise<{ assessmentId: string }> {
  const incident = await loadIncident(act, input.incidentId, 'work');
  const assessmentId = newId();
  await act.tx
    .insertInto('privacy.assessment')
    .values({
      id: assessmentId,
      facility_id: incident.facilityId,
      incident_id: incident.id,
      number: (incident.assessment?.number ?? 0) + 1,
      factors: JSON.stringify(input.factors),
      conclusion: input.conclusion,
      reason: input.reason.trim(),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [assessmentId], detail: { conclusion: input.conclusion } });
  act.emit('privacy.incident-changed', { incidentId: incident.id });
  await refreshIncident(act, incident.id);
  return { assessmentId };
}

/**
 * Another person looks at the assessment before a presumed breach is held to be none.
 * @throws privacy/nothing-to-look-at, privacy/second-person
 */
export async function lookAgain(
  act: Act,
  input: { readonly incidentId: string; readonly agrees: boolean; readonly note: string },
): Promise<void> {
  const incident = await loadIncident(act, input.incidentId, 'work');
  const { assessment } = incident;
  if (assessment === null || assessment.agreed !== null)
    throw problems.nothingToLookAt({ detail: 'Nothing was changed. Reload to see where the incident stands.' });
  if (assessment.by === act.actor.id)
    throw problems.secondPerson({ detail: 'Nothing was changed. Ask a colleague: the assessment is your own.' });
  await act.tx
    .insertInto('privacy.second_look')
    .values({
      id: newId(),
      facility_id: incident.facilityId,
      assessment_id: assessment.id,
      agrees: input.agrees,
      note: input.note.trim(),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [assessment.id], detail: { agrees: input.agrees } });
  act.emit('privacy.incident-changed', { incidentId: incident.id });
  await refreshIncident(act, incident.id);
}
