import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';

/** The letter of a recall left: its hand-over is confirmed. Told again, nothing happens. */
export async function recallLeft(act: Act, letterId: string): Promise<void> {
  const row = await act.tx
    .updateTable('release.recall_answer')
    .set({ letter_left_at: act.now })
    .where('letter_id', '=', letterId)
    .where('letter_left_at', 'is', null)
    .returning(['patient_id', 'recall_id', 'facility_id', 'labels', 'disclosure_id'])
    .executeTakeFirst();
  if (row === undefined || row.disclosure_id === null) return;
  await act.tx
    .insertInto('release.confirmation')
    .values({
      patient_id: row.patient_id,
      id: newId(),
      facility_id: row.facility_id,
      labels: row.labels,
      disclosure_id: row.disclosure_id,
      outcome: 'handed-over',
      how: 'The letter left',
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ patientIds: [row.patient_id], subjectIds: [row.recall_id] });
}
