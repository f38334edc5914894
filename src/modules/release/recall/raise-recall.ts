import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { maskOf } from '../../access/index.ts';
import { listDocuments } from '../../documents/index.ts';
import { readPatient } from '../../patients/index.ts';
import { disclosuresOfDocument } from '../disclosures-of-document.ts';
import { refreshRecall } from './refresh-recall.ts';

/** Filed anew elsewhere, or privacy's to follow up: who got it is not told that the content was wrong. */
const NOT_RECALLED = ['wrong-patient', 'wrong-encounter', 'wrong-type', 'duplicate', 'unreadable'];

/**
 * A document got a corrected or amended version, or was struck through because what it says does not stand. Had an older one
 * been handed over, its recipients wait to be told. An older recall of the same document is taken over by this one.
 */
export async function raiseRecall(
  act: Act,
  told: { readonly patientId: string; readonly documentId: string },
): Promise<void> {
  const { documents } = await listDocuments(act, { patientId: told.patientId, documentIds: [told.documentId] });
  const document = documents.find(({ id }) => id === told.documentId);
  if (document === undefined) return;
  const struck = document.enteredInError;
  if (struck !== null && NOT_RECALLED.includes(struck.cause)) return;
  const corrected = document.versionStatus === 'corrected' || document.versionStatus === 'amended';
  if (struck === null && !corrected) return;
  const why = struck === null ? 'corrected' : 'retracted';
  const ref = { patientId: document.patientId, documentId: document.id };
  const handedOver = (await disclosuresOfDocument(act, ref)).filter(
    ({ versionId }) => why === 'retracted' || versionId !== document.currentVersionId,
  );
  if (handedOver.length === 0) return;
  const open = await act.tx
    .selectFrom('release.recall')
    .select(['id', 'version_id', 'why', 'closed_why'])
    .where('patient_id', '=', document.patientId)
    .where('document_id', '=', document.id)
    .execute();
  // News may come twice, and of the same version.
  const same = open.find((row) => row.version_id === document.currentVersionId && row.why === why);
  if (same !== undefined && same.closed_why !== 'stands-again') return;
  for (const { id, closed_why: closed } of open)
    if (closed === null) await closeRecall(act, ref.patientId, id, 'superseded');
  const patient = await readPatient(act, document.patientId);
  const id = newId();
  await act.tx
    .insertInto('release.recall')
    .values({
      patient_id: document.patientId,
      id,
      facility_id: document.facilityId,
      labels: maskOf(patient.labels),
      document_id: document.id,
      version_id: document.currentVersionId,
      why,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ patientIds: [document.patientId], subjectIds: [id, document.id], count: handedOver.length });
  act.emit('release.recall-raised', { recallId: id, patientId: document.patientId, why });
  await refreshRecall(act, id);
}

/** It stands again: nobody is to be told that it does not. */
export async function endRetraction(
  act: Act,
  told: { readonly patientId: string; readonly documentId: string },
): Promise<void> {
  const rows = await act.tx
    .selectFrom('release.recall')
    .select('id')
    .where('patient_id', '=', told.patientId)
    .where('document_id', '=', told.documentId)
    .where('why', '=', 'retracted')
    .where('closed_at', 'is', null)
    .execute();
  for (const { id } of rows) {
    await closeRecall(act, told.patientId, id, 'stands-again');
    await refreshRecall(act, id);
  }
}

async function closeRecall(act: Act, patientId: string, id: string, why: string): Promise<void> {
  await act.tx
    .updateTable('release.recall')
    .set({ closed_at: act.now, closed_why: why })
    .where('patient_id', '=', patientId)
    .where('id', '=', id)
    .execute();
  await refreshRecall(act, id);
}
