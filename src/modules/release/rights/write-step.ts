import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { LoadedRights } from './load-rights.ts';
import { refreshRights } from './refresh-rights.ts';
import type { StepFacts, StepKind } from './step.ts';

export interface NewStep {
  readonly kind: StepKind;
  readonly facts?: StepFacts;
  readonly recipientKey?: string;
  readonly promisedOn?: string;
  readonly letterId?: string;
}

/** Something was done about a request; its queue follows. */
export async function writeStep(act: Act, rights: LoadedRights, ...steps: readonly NewStep[]): Promise<void> {
  for (const step of steps)
    await act.tx
      .insertInto('release.rights_step')
      .values({
        patient_id: rights.patientId,
        id: newId(),
        facility_id: rights.facility.id,
        labels: rights.labels,
        request_id: rights.id,
        kind: step.kind,
        facts: JSON.stringify(step.facts ?? {}),
        recipient_key: step.recipientKey ?? null,
        promised_on: step.promisedOn ?? null,
        letter_id: step.letterId ?? null,
        recorded_at: act.now,
        recorded_by: act.actor.id,
      })
      .execute();
  act.note({ patientIds: [rights.patientId], subjectIds: [rights.id], detail: { step: steps[0]?.kind ?? '' } });
  act.emit('release.rights-changed', { rightsId: rights.id, patientId: rights.patientId });
  await refreshRights(act, rights.id);
}
