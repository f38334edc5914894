import type { Act } from '../../../platform/act.ts';
import { closeItem, openItem } from '../../worklist/index.ts';
import { loadRecall } from './load-recall.ts';
import { recallKinds } from './worklist.ts';

const [{ kind, permission }] = recallKinds;

/** It waits in its queue until everybody who has the former document was told or left out. */
export async function refreshRecall(act: Act, id: string): Promise<void> {
  const recall = await loadRecall(act, id);
  const waits = recall.isOpen && recall.recipients.some(({ answer }) => answer === null);
  if (!waits) {
    await closeItem(act, { kind, subjectId: id, outcome: recall.row.closed_why ?? 'answered' });
    if (recall.isOpen)
      await act.tx
        .updateTable('release.recall')
        .set({ closed_at: act.now, closed_why: 'answered' })
        .where('patient_id', '=', recall.patientId)
        .where('id', '=', id)
        .execute();
    return;
  }
  await openItem(act, {
    kind,
    module: 'release',
    subjectId: id,
    patientId: recall.patientId,
    facilityId: recall.facility.id,
    labels: recall.labels,
    permission,
    priority: 3,
  });
}
