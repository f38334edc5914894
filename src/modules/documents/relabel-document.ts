import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { type LabelName, maskOf } from '../access/index.ts';
import type { DocumentRef, NewLabel } from './document.ts';
import { type LoadedDocument, loadDocument, noteDocument } from './load-document.ts';
import { problems } from './problems.ts';

/**
 * Says that a document is sensitive. Whoever may not see the class loses sight of it with this act, which is meant: a
 * clerk who finds a psychotherapy note among progress notes labels it and is done.
 */
export async function labelDocument(act: Act, input: DocumentRef & { readonly label: NewLabel }): Promise<void> {
  const document = await loadDocument(act, input, 'change');
  const { label } = input;
  const standing = await findLabel(act, document, label.name);
  if (standing !== undefined) return;
  await act.tx
    .insertInto('documents.label')
    .values({
      patient_id: document.patientId,
      id: newId(),
      facility_id: document.facilityId,
      labels: document.labels,
      document_id: document.documentId,
      class: label.name,
      bit: maskOf([label.name]),
      basis: label.basis,
      reason: label.reason ?? null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await applyLabels(act, document);
  noteDocument(act, input, { placed: label.name });
}

/** @throws documents/label-not-in-force, documents/reason-missing */
export async function liftLabel(
  act: Act,
  input: DocumentRef & { readonly name: LabelName; readonly reason: string },
): Promise<void> {
  if (input.reason.trim() === '')
    throw problems.reasonMissing({ detail: 'Nothing was changed. Say why the label is wrong.', at: 'reason' });
  const document = await loadDocument(act, input, 'change');
  const standing = await findLabel(act, document, input.name);
  if (standing === undefined)
    throw problems.labelNotInForce({ detail: 'Nothing was changed. Reload to see the labels that stand.' });
  await act.tx
    .updateTable('documents.label')
    .set({ lifted_at: act.now, lifted_by: act.actor.id, lift_reason: input.reason.trim() })
    .where('patient_id', '=', document.patientId)
    .where('id', '=', standing)
    .execute();
  await applyLabels(act, document);
  noteDocument(act, input, { lifted: input.name });
}

/** Puts the mask of the label rows in force on every row of the document. */
export async function applyLabels(act: Act, ref: DocumentRef): Promise<void> {
  await sql`SELECT documents.relabel(${ref.patientId}::uuid, ${ref.documentId}::uuid)`.execute(act.tx);
  await sql`SELECT documents.relabel_marks(${ref.patientId}::uuid, ${ref.documentId}::uuid)`.execute(act.tx);
  act.emit('documents.relabelled', { patientId: ref.patientId, documentId: ref.documentId });
}

/** After the labels of a person changed (VIP, restricted): every document carries them. Bounded by one record. */
export async function relabelRecord(act: Act, patientId: string): Promise<void> {
  await sql`SELECT documents.relabel(patient_id, id) FROM documents.document WHERE patient_id = ${patientId}::uuid`.execute(
    act.tx,
  );
  await sql`SELECT documents.relabel_marks(patient_id, id) FROM documents.document WHERE patient_id = ${patientId}::uuid`.execute(
    act.tx,
  );
}

async function findLabel(act: Act, document: LoadedDocument, name: LabelName): Promise<string | undefined> {
  const row = await act.tx
    .selectFrom('documents.label')
    .select('id')
    .where('patient_id', '=', document.patientId)
    .where('document_id', '=', document.documentId)
    .where('class', '=', name)
    .where('lifted_at', 'is', null)
    .executeTakeFirst();
  return row?.id;
}
