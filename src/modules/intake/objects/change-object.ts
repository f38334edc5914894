import type { Act } from '../../../platform/act.ts';
import { appendMovement, mustBeAsSeen } from './append-movement.ts';
import { findOwner } from './find-owner.ts';
import { loadObject, todayOf } from './load-object.ts';
import { problems } from './problems.ts';
import { describedAs, type ObjectWords, plannedAs, type RegisterObject } from './register-object.ts';

interface Seen {
  readonly id: string;
  /** Number of the movement that the person saw last. */
  readonly seen: number;
}

/**
 * Says whose a thing is. That it was somebody else's needs a reason, and its life goes on under the new patient.
 * @throws intake/object-not-found, intake/object-changed, intake/movement-impossible, intake/movement-incomplete, patients/not-found
 */
export async function assignObject(
  act: Act,
  input: Seen & { patientId: string; encounterId?: string | undefined; reason?: string | undefined },
): Promise<{ number: number }> {
  const object = await loadObject(act, input.id, { lock: true });
  mustBeAsSeen(object, input.seen);
  const owner = await findOwner(act, input);
  const reason = (input.reason ?? '').trim();
  if (object.patient_id !== null && object.patient_id !== owner.patientId && reason === '')
    throw problems.movementIncomplete({
      ...{ detail: 'Nothing was changed. It was assigned to another patient: say how you know better.', at: 'reason' },
    });
  act.note({ patientIds: [owner.patientId] });
  const done = await appendMovement(
    act,
    object,
    { kind: 'assigned', more: { of_patient_id: owner.patientId, note: reason } },
    { patient_id: owner.patientId, encounter_id: owner.encounterId, labels: owner.labels },
  );
  // What was done before is told to those only who may see the person.
  await act.tx
    .updateTable('intake.object_movement')
    .set({ labels: owner.labels })
    .where('object_id', '=', object.id)
    .execute();
  return done;
}

/** Corrects what is said of a thing. @throws as above, intake/not-an-object */
export async function describeObject(act: Act, input: Seen & ObjectWords): Promise<{ number: number }> {
  const { id, seen, ...words } = input;
  const object = await loadObject(act, id, { lock: true });
  mustBeAsSeen(object, seen);
  const facts = describedAs({ receivedOn: object.received_on, ...words }, await todayOf(act, object.facility_id));
  const changed = Object.entries(facts).flatMap(([name, value]) =>
    object[name as keyof typeof facts] === value ? [] : [name],
  );
  if (changed.length === 0) return { number: object.movements };
  act.note({ detail: { changed } });
  return appendMovement(act, object, { kind: 'described' }, facts);
}

/** Says what is to become of a thing. @throws as above, intake/not-an-object */
export async function planObject(
  act: Act,
  input: Seen & Pick<RegisterObject, 'disposition' | 'dispositionOn' | 'returnTo'> & { reason: string },
): Promise<{ number: number }> {
  const object = await loadObject(act, input.id, { lock: true });
  mustBeAsSeen(object, input.seen);
  if (input.reason.trim() === '')
    throw problems.movementIncomplete({
      ...{ detail: 'Nothing was changed. Say why something else is to become of it.', at: 'reason' },
    });
  const plan = plannedAs(input);
  return appendMovement(
    act,
    object,
    {
      ...{ kind: 'planned', dueOn: plan.disposition_on },
      more: { disposition: plan.disposition, note: input.reason.trim() },
    },
    plan,
  );
}
