import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { membersOf } from './find-home.ts';
import { problems } from './problems.ts';

export interface PlaceHold {
  readonly patientId: string;
  /** Neither: the whole record of the person, under every registration. */
  readonly on?: { readonly encounterId: string } | { readonly unitId: string };
  /** The case, audit or request it is for. */
  readonly matter: string;
}

/**
 * Places a legal hold. From its commit on nothing it covers can be destroyed, by whatever way: it takes the lock that a
 * destruction takes, so one of the two is first and the other sees it.
 * @throws documents/patient-unknown, documents/encounter-unknown, documents/not-found, documents/reason-missing
 */
export async function placeHold(act: Act, input: PlaceHold): Promise<{ holdId: string }> {
  if (input.matter.trim() === '')
    throw problems.reasonMissing({ detail: 'Nothing was held. Name the matter the hold is for.', at: 'matter' });
  const members = await membersOf(act, input.patientId);
  if (members.length === 0)
    throw problems.patientUnknown({
      detail: 'Nothing was held. Look the patient up again; the record may be restricted.',
    });
  const held = await findHeld(act, members, input);
  await sql`SELECT documents.lock_person(${held.patientId}::uuid)`.execute(act.tx);
  const holdId = newId();
  await act.tx
    .insertInto('documents.legal_hold')
    .values({
      patient_id: held.patientId,
      id: holdId,
      facility_id: held.facilityId,
      labels: held.labels,
      encounter_id: input.on !== undefined && 'encounterId' in input.on ? input.on.encounterId : null,
      unit_id: input.on !== undefined && 'unitId' in input.on ? input.on.unitId : null,
      matter: input.matter.trim(),
      placed_at: act.now,
      placed_by: act.actor.id,
    })
    .execute();
  act.note({ patientIds: [held.patientId], subjectIds: [holdId], count: 1 });
  act.emit('documents.hold-placed', { patientId: held.patientId, holdId });
  return { holdId };
}

async function findHeld(
  act: Act,
  members: readonly string[],
  input: PlaceHold,
): Promise<{ patientId: string; facilityId: string; labels: string }> {
  const found =
    input.on === undefined
      ? await act.tx
          .selectFrom('patients.patient')
          .select(['id as patientId', 'facility_id as facilityId', 'labels'])
          .where('id', '=', input.patientId)
          .executeTakeFirst()
      : 'encounterId' in input.on
        ? await act.tx
            .selectFrom('encounters.encounter')
            .select(['patient_id as patientId', 'facility_id as facilityId', 'labels'])
            .where('patient_id', 'in', [...members])
            .where('id', '=', input.on.encounterId)
            .executeTakeFirst()
        : await act.tx
            .selectFrom('documents.unit')
            .select(['patient_id as patientId', 'facility_id as facilityId', 'labels'])
            .where('patient_id', 'in', [...members])
            .where('id', '=', input.on.unitId)
            .executeTakeFirst();
  if (found !== undefined) return found;
  throw problems.notFound({ detail: 'Nothing was held. Open the record again and choose what is to be held.' });
}
