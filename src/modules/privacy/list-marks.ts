import type { Act } from '../../platform/act.ts';
import { memberIds } from '../patients/index.ts';

const MOST = 50;

/** The marks in force on a chart, of all registrations of the person. Nothing in them names another patient. */
export async function listMarks(act: Act, patientId: string) {
  const { ids } = await memberIds(act, patientId);
  const rows = await act.tx
    .selectFrom('privacy.chart_mark')
    .select(['id', 'side', 'patient_id as patientId', 'document_id as documentId', 'recorded_at as at'])
    .where('patient_id', 'in', ids)
    .where('shown_until', '>', act.now)
    .where('lifted_at', 'is', null)
    .orderBy('recorded_at', 'desc')
    .limit(MOST)
    .execute();
  act.note({ patientIds: [patientId], count: rows.length, coalesce: `marks ${patientId}` });
  return rows;
}

/** After a correction was taken back: the document was rightly there, so no chart carries a mark of it. */
export async function liftMarks(act: Act, of: { readonly patientId: string; readonly documentId: string }) {
  await act.tx
    .updateTable('privacy.chart_mark')
    .set({ lifted_at: act.now })
    .where('patient_id', '=', of.patientId)
    .where('document_id', '=', of.documentId)
    .where('lifted_at', 'is', null)
    .execute();
  act.note({ patientIds: [of.patientId], subjectIds: [of.documentId] });
  act.emit('privacy.chart-marked', { patientId: of.patientId });
}
