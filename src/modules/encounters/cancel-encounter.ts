import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { problems } from './problems.ts';

interface CancelEncounter {
  readonly patientId: string;
  readonly id: string;
  readonly reason: string;
  readonly happenedAt: Date;
}

/**
 * The visit did not take place, or was entered by mistake. It stays readable with what was filed to it.
 * @throws encounters/not-found
 */
export function cancelEncounter(act: Act, input: CancelEncounter): Promise<void> {
  return tell(act, input, 'cancelled');
}

/** The cancelling was wrong. @throws encounters/not-found */
export function reinstateEncounter(act: Act, input: CancelEncounter): Promise<void> {
  return tell(act, input, 'reinstated');
}

async function tell(act: Act, input: CancelEncounter, kind: 'cancelled' | 'reinstated'): Promise<void> {
  const encounter = await act.tx
    .selectFrom('encounters.encounter')
    .select(['facility_id', 'labels'])
    .where('patient_id', '=', input.patientId)
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst();
  if (encounter === undefined)
    throw problems.notFound({ detail: 'Nothing was changed. Open the patient and choose the encounter again.' });
  const last = await act.tx
    .selectFrom('encounters.change')
    .select('kind')
    .where('patient_id', '=', input.patientId)
    .where('encounter_id', '=', input.id)
    .where('kind', 'in', ['cancelled', 'reinstated'])
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  // It is so already: a feed that repeats itself adds nothing.
  if ((last?.kind ?? 'reinstated') === kind) return;
  await act.tx
    .insertInto('encounters.change')
    .values({
      patient_id: input.patientId,
      id: newId(),
      encounter_id: input.id,
      facility_id: encounter.facility_id,
      labels: encounter.labels,
      kind,
      reason: input.reason,
      happened_at: input.happenedAt,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ patientIds: [input.patientId], subjectIds: [input.id], count: 1 });
  act.emit('encounters.changed', { patientId: input.patientId, encounterId: input.id });
}
