import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { Reaction } from '../../platform/module.ts';
import { type DocumentRef, linkRefiled, returnPages } from '../documents/index.ts';
import { loadItem } from './load-item.ts';
import { reopen } from './settle-pages.ts';

/**
 * A document was withdrawn as another patient's and nobody knows whose: its pages lie in the index queue again, as they
 * came. One that did not come through intake, or that was moved to its patient, is left where it is.
 */
async function takePagesBack(act: Act, ref: DocumentRef): Promise<void> {
  const filed = await act.tx
    .selectFrom('intake.outcome')
    .select('item_id')
    .distinct()
    .where('document_id', '=', ref.documentId)
    .where('reversed_at', 'is', null)
    // In one order, so that two people never wait for each other.
    .orderBy('item_id')
    .execute();
  if (filed.length === 0 || !(await returnPages(act, ref))) return;
  const items = [];
  for (const { item_id: id } of filed) items.push(await loadItem(act, id, { lock: true }));
  const pages = await act.tx
    .updateTable('intake.outcome')
    .set({ reversed_at: act.now, reversed_by: act.actor.id })
    .where('document_id', '=', ref.documentId)
    .where('reversed_at', 'is', null)
    .returning(['item_id', 'page_number'])
    .execute();
  for (const item of items) {
    const own = pages.filter((page) => page.item_id === item.id);
    await reopen(
      act,
      item,
      own.map((page) => ({ itemId: item.id, number: page.page_number })),
    );
    act.emit('intake.reopened', { itemId: item.id });
  }
  act.note({ patientIds: [ref.patientId], subjectIds: [ref.documentId], count: pages.length });
}

/** Pages that came back are filed at last: what they wrongly became hears where they stand now. */
async function tellWhereFiled(act: Act, filed: DocumentRef): Promise<void> {
  const { rows } = await sql<{ patient_id: string; document_id: string }>`
    SELECT DISTINCT f.filed_patient_id AS patient_id, f.document_id
    FROM intake.outcome now
    JOIN intake.outcome f ON f.item_id = now.item_id AND f.page_number = now.page_number AND f.reversed_at IS NOT NULL
    WHERE now.document_id = ${filed.documentId} AND now.reversed_at IS NULL
      AND f.filed_patient_id IS NOT NULL AND f.document_id <> now.document_id`.execute(act.tx);
  for (const row of rows)
    if (row.patient_id !== filed.patientId)
      await linkRefiled(act, { patientId: row.patient_id, documentId: row.document_id }, filed);
}

export const reactions: readonly Reaction[] = [
  {
    name: 'intake.take-pages-back',
    events: ['documents.entered-in-error'],
    verb: 'intake.take-back',
    react: async (act, event) => {
      // Declared by documents.
      const { patientId, documentId, cause } = event.payload as {
        patientId: string;
        documentId: string;
        cause: string;
      };
      if (cause === 'wrong-patient') await takePagesBack(act, { patientId, documentId });
    },
  },
  {
    name: 'intake.tell-where-filed',
    events: ['intake.filed'],
    verb: 'intake.tell-where-filed',
    react: async (act, event) => {
      const { patientId, documentId } = event.payload as { patientId: string; documentId: string };
      await tellWhereFiled(act, { patientId, documentId });
      act.note({ patientIds: [patientId], subjectIds: [documentId] });
    },
  },
];
