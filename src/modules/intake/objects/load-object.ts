import type { Selectable } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { DB } from '../../../platform/db/database.ts';
import { facilityById } from '../../directory/index.ts';
import { memberIds } from '../../patients/index.ts';
import { problems } from './problems.ts';

export type ObjectRow = Selectable<DB['intake.object']>;

/** @throws intake/object-not-found, intake/own-object */
export async function loadObject(act: Act, id: string, options: { readonly lock?: boolean } = {}): Promise<ObjectRow> {
  const row = await act.tx
    .selectFrom('intake.object')
    .selectAll()
    .where('id', '=', id)
    .$if(options.lock === true, (query) => query.forUpdate())
    .executeTakeFirst();
  if (row === undefined)
    throw problems.objectNotFound({ detail: 'Nothing was changed. Scan its label again, or look for it in the list.' });
  if (row.patient_id !== null) await refuseOwnObject(act, row.patient_id);
  act.note({ subjectIds: [id], ...(row.patient_id === null ? {} : { patientIds: [row.patient_id] }) });
  return row;
}

/** Staff never serve themselves. @throws intake/own-object */
export async function refuseOwnObject(act: Act, patientId: string): Promise<void> {
  const own = act.actor.ownPatientIds ?? [];
  if (own.length === 0) return;
  const { ids } = await memberIds(act, patientId);
  if (ids.some((id) => own.includes(id)))
    throw problems.ownObject({ detail: 'Nothing was opened or changed. A colleague must take care of this thing.' });
}

/** The day it is where the facility stands. */
export async function todayOf(act: Act, facilityId: string): Promise<string> {
  const { timeZone } = await facilityById(act, facilityId);
  return dayIn(timeZone, act.now);
}

/** `YYYY-MM-DD`. */
export function dayIn(timeZone: string, at: Date): string {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}
