import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { memberIds } from '../../patients/index.ts';
import { refuseOwnRecord } from '../load-request.ts';
import { loadRights } from './load-rights.ts';
import { rightsKinds } from './worklist.ts';

const MOST = 100;

export interface ListRights {
  /** Of one person; left away: what waits for somebody. */
  readonly patientId?: string | undefined;
}

/** Requests about the record: all of one patient, the newest first, or those that wait, the most urgent first. */
export async function listRights(act: Act, { patientId }: ListRights) {
  if (patientId !== undefined) await refuseOwnRecord(act, patientId);
  const ids = patientId === undefined ? await waiting(act) : await ofPatient(act, patientId);
  const own = act.actor.ownPatientIds ?? [];
  const requests = [];
  for (const { id, patient_id: whose } of ids) {
    if (own.includes(whose)) continue;
    const { number, kind, row, state, next, clock, affected } = await loadRights(act, id);
    requests.push({
      ...{ id, number, kind, state, next, patientId: row.patient_id },
      receivedOn: row.received_on,
      askerName: row.asker_name,
      dueAt: clock?.settled === null ? clock.dueAt : null,
      overdue: clock?.settled === null && clock.dueAt < act.now,
      documents: affected.map(({ title, typeName }) => title ?? typeName),
    });
  }
  act.note({ count: requests.length, patientIds: [...new Set(requests.map((each) => each.patientId))] });
  return { requests };
}

async function ofPatient(act: Act, patientId: string) {
  const { ids } = await memberIds(act, patientId);
  return act.tx
    .selectFrom('release.rights_request')
    .select(['id', 'patient_id'])
    .where('patient_id', 'in', [...ids])
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute();
}

/** The queues say what waits: the requests of years are never gone over. */
async function waiting(act: Act) {
  const kinds = rightsKinds.map(({ kind }) => kind);
  return act.tx
    .selectFrom('worklist.item as i')
    .innerJoin('release.rights_request as r', 'r.id', 'i.subject_id')
    .select(['r.id', 'r.patient_id'])
    .where('i.kind', 'in', kinds)
    .where('i.closed_at', 'is', null)
    .orderBy(sql`i.due_at NULLS LAST`)
    .orderBy('r.id')
    .limit(MOST)
    .execute();
}
