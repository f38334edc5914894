import type { Insertable } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { DB } from '../../../platform/db/database.ts';
import { newId } from '../../../platform/ids.ts';
import { closeItem } from '../../worklist/index.ts';
import { type Disposition, deriveObjectDue } from './derive-object-due.ts';
import {
  deriveNextState,
  derivePossibleMovements,
  type MovementKind,
  type ObjectState,
  type Standing,
} from './derive-object-state.ts';
import { type ObjectRow, todayOf } from './load-object.ts';
import { problems } from './problems.ts';
import { openDue } from './remind-objects.ts';

export interface NewMovement {
  readonly kind: MovementKind;
  readonly placeId?: string | null;
  readonly custodianId?: string | null;
  readonly dueOn?: string | null;
  readonly more?: Partial<Omit<Insertable<DB['intake.object_movement']>, 'id' | 'object_id' | 'number' | 'kind'>>;
}

/** Facts of the thing that change with the movement. */
type Changes = Partial<Omit<ObjectRow, 'id' | 'facility_id' | 'number' | 'movements' | 'state'>>;

/**
 * Writes the next movement of a locked thing and what follows from it: where it is now, what is due, what no longer waits.
 * @throws intake/movement-impossible
 */
export async function appendMovement(
  act: Act,
  object: ObjectRow,
  { kind, placeId = null, custodianId = null, dueOn = null, more = {} }: NewMovement,
  changes: Changes = {},
): Promise<{ number: number }> {
  const was = standingOf(object);
  if (kind !== 'registered' && !derivePossibleMovements(was.state).includes(kind)) throw impossible(kind, was.state);
  const today = await todayOf(act, object.facility_id);
  const number = object.movements + 1;
  const labels = changes.labels ?? object.labels;
  await act.tx
    .insertInto('intake.object_movement')
    .values({
      ...more,
      id: newId(),
      object_id: object.id,
      facility_id: object.facility_id,
      labels,
      number,
      kind,
      place_id: placeId,
      custodian_id: custodianId,
      due_on: dueOn,
      moved_at: act.now,
      moved_by: act.actor.id,
      moved_name: act.actor.name,
    })
    .execute();
  const next =
    kind === 'registered' ? was : deriveNextState(was, { kind, placeId, custodianId, dueOn, on: today, at: act.now });
  const after = { ...object, ...changes };
  const due = deriveObjectDue(
    {
      disposition: after.disposition as Disposition, // CHECK disposition_is_known
      dispositionOn: after.disposition_on,
      receivedOn: after.received_on,
    },
    next,
  );
  await act.tx
    .updateTable('intake.object')
    .set({
      ...changes,
      movements: number,
      state: next.state,
      state_since: next.since,
      place_id: next.placeId,
      custodian_id: next.custodianId,
      due_back_on: next.dueBackOn,
      copied_on: next.copiedOn,
      due_on: due?.on ?? null,
    })
    .where('id', '=', object.id)
    .execute();
  // Assigned, it waits anew under its patient.
  if (due === undefined || due.on > today || kind === 'assigned')
    await closeItem(act, { kind: 'intake.object-due', subjectId: object.id, outcome: kind });
  if (due !== undefined && due.on <= today) await openDue(act, object.id);
  if (next.state === 'destroyed' || (kind === 'assigned' && after.patient_id !== null))
    await closeItem(act, { kind: 'intake.object-unassigned', subjectId: object.id, outcome: kind });
  act.note({ detail: { movement: kind, number } });
  act.emit('intake.object-moved', { objectId: object.id, movement: kind, patientId: after.patient_id });
  return { number };
}

/** What a screen showed is not what there is any more. @throws intake/object-changed */
export function mustBeAsSeen(object: ObjectRow, movements: number): void {
  if (object.movements === movements) return;
  throw problems.objectChanged({
    detail: 'Nothing was recorded. Look at what was done with it last, then decide again.',
  });
}

export function standingOf(object: ObjectRow): Standing {
  return {
    state: object.state as ObjectState, // CHECK object_state_is_known
    since: object.state_since,
    placeId: object.place_id,
    custodianId: object.custodian_id,
    dueBackOn: object.due_back_on,
    copiedOn: object.copied_on,
  };
}

const IS: Readonly<Record<ObjectState, string>> = {
  here: 'It is here, so it cannot be returned or found.',
  'on-loan': 'It is on loan: record its return first, or that it is lost.',
  'handed-over': 'It was handed to the patient: record its return first, should it have come back.',
  sent: 'It was sent to another organisation: record its return first, should it have come back.',
  lost: 'It is reported lost: record first that it was found.',
  destroyed: 'It was destroyed. Nothing more can be recorded of it.',
};

const impossible = (kind: MovementKind, state: ObjectState) =>
  problems.movementImpossible({ detail: `Nothing was recorded. ${IS[state]}`, internal: `${kind} of ${state}` });
