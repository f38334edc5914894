import type { Act } from '../../../platform/act.ts';
import { listFacilities } from '../../directory/index.ts';
import { openItem } from '../../worklist/index.ts';
import { lateRuleOf } from './late-rule.ts';

const AT_ONCE = 500;
const DAY = 86_400_000;

/**
 * Preliminary documents that no final one followed in the days the site gives: each once into the queue of those who ask
 * for it. What is beyond the first five hundred of a facility comes with the next run.
 */
export async function raisePreliminary(act: Act): Promise<number> {
  let raised = 0;
  for (const facility of await listFacilities(act)) {
    const { preliminaryDays } = await lateRuleOf(act, facility.id);
    const overdue = await act.tx
      .selectFrom('documents.version_status')
      .select(['patient_id', 'id', 'document_id', 'labels'])
      .where('facility_id', '=', facility.id)
      .where('status', '=', 'preliminary')
      .where('ended_at', 'is', null)
      .where('raised_at', 'is', null)
      .where('recorded_at', '<=', new Date(act.now.getTime() - preliminaryDays * DAY))
      .orderBy('recorded_at')
      .limit(AT_ONCE)
      .execute();
    for (const row of overdue) {
      await act.tx
        .updateTable('documents.version_status')
        .set({ raised_at: act.now })
        .where('patient_id', '=', row.patient_id)
        .where('id', '=', row.id)
        .execute();
      await openItem(act, {
        kind: 'documents.preliminary',
        module: 'documents',
        subjectId: row.document_id,
        patientId: row.patient_id,
        facilityId: facility.id,
        labels: BigInt(row.labels),
        permission: 'documents/correct',
      });
      act.note({ patientIds: [row.patient_id], subjectIds: [row.document_id] });
    }
    raised += overdue.length;
  }
  act.note({ count: raised });
  return raised;
}
