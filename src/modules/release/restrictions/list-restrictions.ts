import type { Act } from '../../../platform/act.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { loadRequest, refuseOwnRecord } from '../load-request.ts';
import { readRestrictions } from './read-restrictions.ts';
import type { Restriction } from './restriction.ts';

/** What a patient asked under 45 CFR 164.522, with the names of who recorded it. @throws release/own-record */
export async function listRestrictions(act: Act, patientId: string) {
  await refuseOwnRecord(act, patientId);
  act.note({ patientIds: [patientId] });
  return withPeople(act, await readRestrictions(act, patientId));
}

/** Those of the patient of a case; none while the patient is not identified. */
export async function listRestrictionsOfCase(act: Act, requestId: string) {
  const request = await loadRequest(act, requestId, 'read');
  return withPeople(act, request.patientId === null ? [] : await readRestrictions(act, request.patientId));
}

async function withPeople(act: Act, restrictions: readonly Restriction[]) {
  const ids = restrictions.flatMap(({ by, answer, end }) => [by, answer?.by, end?.by]);
  act.note({ count: restrictions.length });
  return {
    restrictions,
    people: Object.fromEntries(await namesOfPeople(act, [...new Set(ids.filter((id) => id !== undefined))])),
  };
}
