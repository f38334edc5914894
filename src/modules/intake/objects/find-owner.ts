import type { Act } from '../../../platform/act.ts';
import { memberIds, readPatient } from '../../patients/index.ts';
import { refuseOwnObject } from './load-object.ts';
import { problems } from './problems.ts';

export interface Owner {
  readonly patientId: string;
  readonly encounterId: string | null;
  /** Of the person and of the encounter: who may not see these does not see the thing either. */
  readonly labels: string;
}

/**
 * Whose chart a thing joins: the registration of its encounter where it has one, which may be a retired one, else the
 * surviving registration. Reading shows them together either way.
 * @throws patients/not-found, intake/own-object, intake/not-an-object where the encounter is somebody else's
 */
export async function findOwner(
  act: Act,
  asked: { patientId: string; encounterId?: string | undefined },
): Promise<Owner> {
  await readPatient(act, asked.patientId);
  await refuseOwnObject(act, asked.patientId);
  const { survivorId, ids } = await memberIds(act, asked.patientId);
  if (asked.encounterId === undefined)
    return { patientId: survivorId, encounterId: null, labels: await labelsOf(act, survivorId) };
  const encounter = await act.tx
    .selectFrom('encounters.encounter')
    .select(['patient_id', 'labels'])
    .where('patient_id', 'in', ids)
    .where('id', '=', asked.encounterId)
    .executeTakeFirst();
  if (encounter === undefined)
    throw problems.notAnObject({
      ...{ detail: 'Nothing was recorded. Choose the visit from the list of this patient, or leave it out.' },
      at: 'encounterId',
    });
  const person = await labelsOf(act, encounter.patient_id);
  return {
    patientId: encounter.patient_id,
    encounterId: asked.encounterId,
    labels: (BigInt(person) | BigInt(encounter.labels)).toString(),
  };
}

async function labelsOf(act: Act, patientId: string): Promise<string> {
  const row = await act.tx
    .selectFrom('patients.patient')
    .select('labels')
    .where('id', '=', patientId)
    .executeTakeFirst();
  // A survivor whom the actor may not see hides what joins it.
  if (row === undefined)
    throw problems.objectNotFound({
      detail: 'Nothing was recorded. Look the patient up again; the record may be restricted.',
    });
  return row.labels;
}
