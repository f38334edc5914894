import type { Act } from '../../../platform/act.ts';
import { closeItem, takeItem } from '../../worklist/index.ts';
import { partNotFound } from '../choose-pages.ts';
import { endPending } from '../pending/end-pending.ts';
import { queueSeparation } from '../queue-part.ts';
import { loadBatch } from './load-batch.ts';

/** The index clerk sees that a document is cut wrong: it leaves the index queue and its batch waits to be separated again. @throws intake/part-not-found */
export async function returnPart(act: Act, partId: string): Promise<{ batchId: string }> {
  const part = await act.tx.selectFrom('intake.part').select('batch_id').where('id', '=', partId).executeTakeFirst();
  if (part === undefined) throw partNotFound();
  const batch = await loadBatch(act, part.batch_id, { lock: true });
  await queueSeparation(act, batch);
  await takeItem(act, { kind: 'intake.to-index', subjectId: partId });
  await closeItem(act, { kind: 'intake.to-index', subjectId: partId, outcome: 'to be separated' });
  await endPending(act, partId, 'returned');
  act.note({ subjectIds: [batch.id, partId] });
  act.emit('intake.separated', { batchId: batch.id });
  return { batchId: batch.id };
}
