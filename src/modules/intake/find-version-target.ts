import type { Act } from '../../platform/act.ts';
import { problems } from './problems.ts';

/**
 * The document that a page is the next version of, as a person said: of the same patient (merged registrations included) and
 * of the same type.
 * @throws intake/version-differs
 */
export async function findVersionTarget(
  act: Act,
  input: { documentId: string; patientId: string; typeCode: string },
): Promise<{ documentId: string; patientId: string }> {
  const row = await act.tx
    .selectFrom('documents.document as document')
    .innerJoin('patients.member as of', 'of.patient_id', 'document.patient_id')
    .innerJoin('patients.member as chosen', 'chosen.survivor_id', 'of.survivor_id')
    .select(['document.id', 'document.patient_id', 'document.type_code'])
    .where('document.id', '=', input.documentId)
    .where('chosen.patient_id', '=', input.patientId)
    .executeTakeFirst();
  if (row === undefined || row.type_code !== input.typeCode)
    throw problems.versionDiffers({
      detail:
        'Nothing was filed. A next version is of the same patient and the same type as the document; choose the document again, or file the pages by themselves.',
      at: 'versionOf',
    });
  return { documentId: row.id, patientId: row.patient_id };
}
