import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { memberIds, raiseFlag } from '../../patients/index.ts';
import { openItem } from '../../worklist/index.ts';
import { refuseOwnRecord } from '../own-record.ts';
import { problems } from '../problems.ts';
import { OVERLAY } from '../worklist.ts';

/**
 * Two people seem to stand in one registration. The flag that is raised freezes every release of the record from this
 * moment (release/preflight), and the overlay comes before all other work of the identity desk.
 * @throws identity/overlay-open, patients/not-found
 */
export async function reportOverlay(
  act: Act,
  input: { readonly patientId: string; readonly what: string },
): Promise<{ id: string }> {
  const { survivorId } = await memberIds(act, input.patientId);
  await refuseOwnRecord(act, [survivorId]);
  const { id: flagId } = await raiseFlag(act, {
    patientId: survivorId,
    kind: 'identity-in-question',
    reason: input.what,
  });
  const open = await act.tx
    .selectFrom('identity.overlay')
    .select('id')
    .where('patient_id', '=', survivorId)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  if (open !== undefined)
    throw problems.overlayOpen({ detail: 'Nothing was changed: release of this record is frozen already.' });
  const patient = await act.tx
    .selectFrom('patients.patient')
    .select(['facility_id', 'labels'])
    .where('id', '=', survivorId)
    .executeTakeFirstOrThrow();
  const id = newId();
  await act.tx
    .insertInto('identity.overlay')
    .values({
      patient_id: survivorId,
      id,
      facility_id: patient.facility_id,
      labels: patient.labels,
      flag_id: flagId,
      what: input.what,
      reported_at: act.now,
      reported_by: act.actor.id,
    })
    .execute();
  await openItem(act, {
    kind: OVERLAY,
    module: 'identity',
    subjectId: id,
    patientId: survivorId,
    facilityId: patient.facility_id,
    labels: BigInt(patient.labels),
    permission: 'identity/work',
    priority: 1,
  });
  act.note({ subjectIds: [id] });
  act.emit('identity.overlay-changed', { overlayId: id });
  return { id };
}
