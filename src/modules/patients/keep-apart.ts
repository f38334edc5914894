import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { problems } from './problems.ts';

/** Two registrations are two people for certain: nobody and no feed merges them. @throws patients/not-found */
export async function keepApart(
  act: Act,
  input: { readonly patientId: string; readonly otherId: string; readonly reason: string },
): Promise<{ id: string }> {
  const rows = await act.tx
    .selectFrom('patients.patient')
    .select(['id', 'facility_id', 'labels'])
    .where('id', 'in', [input.patientId, input.otherId])
    .execute();
  const patient = rows.find((row) => row.id === input.patientId);
  if (patient === undefined || rows.length < 2)
    throw problems.notFound({ detail: 'Nothing was changed. Search for both patients again.' });
  const id = newId();
  await act.tx
    .insertInto('patients.kept_apart')
    .values({
      patient_id: patient.id,
      id,
      facility_id: patient.facility_id,
      labels: patient.labels,
      other_id: input.otherId,
      reason: input.reason,
      kept_at: act.now,
      kept_by: act.actor.id,
    })
    .execute();
  act.note({ patientIds: [input.patientId, input.otherId], subjectIds: [id] });
  return { id };
}

/** It was a mistake to keep them apart: all such rows of the two are lifted. */
export async function liftKeptApart(
  act: Act,
  input: { readonly patientId: string; readonly otherId: string; readonly reason: string },
): Promise<void> {
  for (const [one, other] of [
    [input.patientId, input.otherId],
    [input.otherId, input.patientId],
  ] as const)
    await act.tx
      .updateTable('patients.kept_apart')
      .set({ lifted_at: act.now, lifted_by: act.actor.id, lift_reason: input.reason })
      .where('patient_id', '=', one)
      .where('other_id', '=', other)
      .where('lifted_at', 'is', null)
      .execute();
  act.note({ patientIds: [input.patientId, input.otherId] });
}
