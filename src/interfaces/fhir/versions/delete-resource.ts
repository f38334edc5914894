import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { FILED_AS } from '../documents/derive-served.ts';
import { problems } from '../problems.ts';
import { forgetIndex } from '../search/write-index.ts';
import { keepHistory } from '../store.ts';

/** What a module owns ends by that module's rules and is never taken away by a message: how, for each type. */
const ENDED_OTHERWISE: Readonly<Record<string, string>> = {
  Patient: 'A registration is merged or corrected at the desk.',
  Encounter: 'Send the encounter with status entered-in-error or cancelled.',
  DocumentReference: 'Send it with status entered-in-error: it is struck through and stays in the record.',
  Practitioner: 'Send the practitioner with active false.',
  Organization: 'Send the organization with active false.',
};

/** Whether resources of this type are deleted here at all. */
export function isDeletable(type: string): boolean {
  return ENDED_OTHERWISE[type] === undefined;
}

/**
 * FHIR R4 http.html#delete. Nothing is destroyed: the resource gets a version that says it is gone, is found by nothing and
 * answered with 410; every version before is read by its number. Destruction is the record-keeping's alone (retention).
 * Deleting again changes nothing.
 * @throws fhir/not-found, fhir/cannot-delete, fhir/version-conflict
 */
export async function deleteResource(
  act: Act,
  input: { type: string; id: string; version: number | undefined },
): Promise<{ version: number }> {
  const { type, id } = input;
  const otherwise = ENDED_OTHERWISE[type];
  if (otherwise !== undefined)
    throw problems.cannotDelete({ detail: `Nothing was deleted: a ${type} is part of the record. ${otherwise}` });
  const row = isId(id)
    ? await act.tx
        .selectFrom('fhir.resource')
        .select(['patient_id', 'version', 'deleted_at', 'content'])
        .where('type', '=', type)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (row === undefined)
    throw problems.notFound({ detail: 'Nothing is stored under that address, or not for you to see.' });
  if (input.version !== undefined && input.version !== row.version)
    throw problems.versionConflict({ detail: 'Nothing was deleted. Read it again; it is another version by now.' });
  if (type === 'Binary' && row.content.includes(FILED_AS))
    throw problems.cannotDelete({
      detail: 'Nothing was deleted. This is the content of a document of the record: change its DocumentReference.',
    });
  act.note({ subjectIds: [id], patientIds: [row.patient_id], count: row.deleted_at === null ? 1 : 0 });
  if (row.deleted_at !== null) return { version: row.version };
  const key = { patientId: row.patient_id, type, id };
  await keepHistory(act, [key]);
  await forgetIndex(act, [key]);
  await act.tx
    .updateTable('fhir.resource')
    .set({ version: row.version + 1, at: act.now, deleted_at: act.now, origin: 'fhir' })
    .where('patient_id', '=', row.patient_id)
    .where('type', '=', type)
    .where('id', '=', id)
    .execute();
  return { version: row.version + 1 };
}
