import type { Act } from '../../../platform/act.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { maskOf } from '../../access/index.ts';
import { facilityById } from '../../directory/index.ts';
import { readPatient } from '../../patients/index.ts';
import { refuseOwnRecord } from '../load-request.ts';
import { restrictionProblems as problems } from './problems.ts';
import { readRestrictions } from './read-restrictions.ts';
import type { Restriction } from './restriction.ts';

export interface LoadedRestriction {
  readonly restriction: Restriction;
  readonly patientId: string;
  readonly facilityId: string;
  readonly labels: bigint;
  readonly today: string;
}

/** One restriction of the person, to be worked on. @throws release/restriction-unknown, release/own-record */
export async function loadRestriction(
  act: Act,
  { patientId, restrictionId }: { patientId: string; restrictionId: string },
): Promise<LoadedRestriction> {
  await refuseOwnRecord(act, patientId);
  const restriction = (await readRestrictions(act, patientId)).find(({ id }) => id === restrictionId);
  if (restriction === undefined)
    throw problems.restrictionUnknown({ detail: 'Nothing was changed. Reload the restrictions of this patient.' });
  // Its rows stay with the registration it was asked under.
  const patient = await readPatient(act, restriction.patientId);
  const facility = await facilityById(act, patient.facilityId);
  return {
    restriction,
    patientId: restriction.patientId,
    facilityId: facility.id,
    labels: maskOf(patient.labels),
    today: localDate(act.now, facility.timeZone),
  };
}
