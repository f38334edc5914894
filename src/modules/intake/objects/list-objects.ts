import { type SqlBool, sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { memberIds, nameOfPatients } from '../../patients/index.ts';
import { type Disposition, deriveObjectDue, type ObjectDue } from './derive-object-due.ts';
import type { ObjectState } from './derive-object-state.ts';
import { dayIn, type ObjectRow, refuseOwnObject } from './load-object.ts';
import { type Keeper, keepersNamed } from './name-keeper.ts';

const PAGE = 100;
const MOST_OF_A_PATIENT = 500;

export interface ObjectLine {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly description: string;
  readonly piece: number;
  readonly pieces: number;
  readonly receivedOn: string;
  readonly registeredAt: string;
  /** Left out where nobody knows, or the asker may not see the patient. */
  readonly patient: { readonly id: string; readonly name: string; readonly mrn: string | null } | null;
  readonly assigned: boolean;
  readonly state: ObjectState;
  readonly since: string;
  readonly place: string | null;
  readonly custodian: Keeper | null;
  readonly dueBackOn: string | null;
  /** What somebody has to do with it; `now` once its day has come. */
  readonly due: (ObjectDue & { readonly now: boolean }) | null;
}

export interface ListObjects {
  readonly state?: ObjectState | undefined;
  readonly kind?: string | undefined;
  readonly placeId?: string | undefined;
  readonly custodianId?: string | undefined;
  /** `due`: somebody has to do something with it by today; `unassigned`: nobody knows whose it is. */
  readonly show?: 'due' | 'unassigned' | undefined;
  readonly before?: { readonly at: string; readonly id: string } | undefined;
}

/** Things that are not sheets, newest first; what is due by its day, longest first. */
export async function listObjects(act: Act, asked: ListObjects): Promise<{ objects: ObjectLine[]; more: boolean }> {
  const tomorrow = new Date(act.now.getTime() + 24 * 3_600_000);
  let query = act.tx
    .selectFrom('intake.object')
    .selectAll()
    .limit(PAGE + 1);
  if (asked.state !== undefined) query = query.where('state', '=', asked.state);
  if (asked.kind !== undefined) query = query.where('kind', '=', asked.kind);
  if (asked.placeId !== undefined) query = query.where('place_id', '=', asked.placeId);
  if (asked.custodianId !== undefined) query = query.where('custodian_id', '=', asked.custodianId);
  if (asked.show === 'unassigned') query = query.where('patient_id', 'is', null).where('state', '<>', 'destroyed');
  // The furthest zone is a day ahead; below the day of each facility has the last word.
  if (asked.show === 'due')
    query = query.where('due_on', '<=', tomorrow.toISOString().slice(0, 10)).orderBy('due_on').orderBy('id');
  else query = query.orderBy('registered_at', 'desc').orderBy('id', 'desc');
  if (asked.before !== undefined && asked.show !== 'due')
    query = query.where(
      sql<SqlBool>`(registered_at, id) < (${asked.before.at}::timestamptz, ${asked.before.id}::uuid)`,
    );
  const rows = await query.execute();
  const lines = await linesOf(act, rows.slice(0, PAGE));
  act.note({ patientIds: lines.flatMap(({ patient }) => patient?.id ?? []), count: lines.length });
  return {
    objects: asked.show === 'due' ? lines.filter(({ due }) => due?.now === true) : lines,
    more: rows.length > PAGE,
  };
}

/** All that is kept of a person, under every registration, with where it is now. @throws intake/own-object */
export async function listObjectsOfPatient(act: Act, patientId: string): Promise<{ objects: ObjectLine[] }> {
  await refuseOwnObject(act, patientId);
  const { ids } = await memberIds(act, patientId);
  const rows = await act.tx
    .selectFrom('intake.object')
    .selectAll()
    .where('patient_id', 'in', ids)
    .orderBy('registered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_OF_A_PATIENT)
    .execute();
  act.note({ patientIds: [patientId], count: rows.length });
  return { objects: await linesOf(act, rows) };
}

export async function linesOf(act: Act, rows: readonly ObjectRow[]): Promise<ObjectLine[]> {
  const keepers = await keepersNamed(
    act,
    rows.flatMap((row) => [row.place_id, row.custodian_id]),
  );
  const names = await nameOfPatients(
    act,
    rows.flatMap((row) => row.patient_id ?? []),
  );
  const facilities = await act.tx.selectFrom('directory.facility').select(['id', 'time_zone']).execute();
  const todays = new Map(facilities.map(({ id, time_zone: zone }) => [id, dayIn(zone, act.now)]));
  return rows.map((row) => {
    const patient = row.patient_id === null ? undefined : names.get(row.patient_id);
    const due = deriveObjectDue(
      {
        disposition: row.disposition as Disposition, // CHECK disposition_is_known
        dispositionOn: row.disposition_on,
        receivedOn: row.received_on,
      },
      { state: row.state as ObjectState, dueBackOn: row.due_back_on, copiedOn: row.copied_on }, // CHECK object_state_is_known
    );
    return {
      id: row.id,
      number: row.number,
      kind: row.kind,
      description: row.description,
      piece: row.piece,
      pieces: row.pieces,
      receivedOn: row.received_on,
      registeredAt: row.registered_at.toISOString(),
      patient: patient === undefined ? null : { id: patient.id, name: patient.name, mrn: patient.mrn },
      assigned: row.patient_id !== null,
      state: row.state as ObjectState,
      since: row.state_since.toISOString(),
      place: row.place_id === null ? null : (keepers.get(row.place_id)?.name ?? null),
      custodian: row.custodian_id === null ? null : (keepers.get(row.custodian_id) ?? null),
      dueBackOn: row.due_back_on,
      due: due === undefined ? null : { ...due, now: due.on <= (todays.get(row.facility_id) ?? '') },
    };
  });
}
