import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { listFacilities } from '../directory/index.ts';
import { memberIds } from '../patients/index.ts';
import { localDate } from '../../../packages/rule-engine/index.ts';
import { deriveRequestFacts } from './derive-request-facts.ts';
import { deriveStatus } from './derive-status.ts';
import { nameOfPatients } from './name-patients.ts';

const LIST_LIMIT = 200;

export interface ListRequests {
  /** open: whatever still needs somebody. */
  readonly show: 'open' | 'all';
  readonly patientId?: string | undefined;
  /** Number, requester or organisation begins with this. */
  readonly text?: string | undefined;
}

/** The requests the actor may see, the most urgent first: by due day, then by receipt. Nobody is shown one about himself. */
export async function listRequests(act: Act, asked: ListRequests) {
  const members = asked.patientId === undefined ? undefined : (await memberIds(act, asked.patientId)).ids;
  const prefix = asked.text?.trim() ?? '';
  const own = [...(act.actor.ownPatientIds ?? [])];
  const rows = await act.tx
    .selectFrom('release.request as r')
    .innerJoin('release.request_facts as f', 'f.request_id', 'r.id')
    .leftJoinLateral(
      (query) =>
        query
          .selectFrom('regulations.deadline_state as d')
          .select((column) => column.fn.min('d.due_at').as('due_at'))
          .where('d.module', '=', 'release')
          .whereRef('d.subject_id', '=', 'r.id')
          .where('d.outcome', 'is', null)
          .as('clock'),
      (join) => join.onTrue(),
    )
    .selectAll('f')
    .select([
      'r.id',
      'r.number',
      'r.facility_id',
      'r.requester_class',
      'r.requester_name',
      'r.requester_organisation',
      'r.purpose',
      'r.priority',
      'r.received_at',
      'clock.due_at',
    ])
    .$if(members !== undefined, (query) => query.where('r.patient_id', 'in', [...(members ?? [])]))
    .$if(own.length > 0, (query) =>
      query.where((is) => is.or([is('r.patient_id', 'is', null), is('r.patient_id', 'not in', own)])),
    )
    .$if(asked.show === 'open', (query) =>
      query.where('f.cancelled', '=', false).where('f.closed', '=', false).where('f.hand_over', '<>', 'confirmed'),
    )
    .$if(prefix !== '', (query) =>
      query.where((is) =>
        is.or([
          is(sql`lower(r.number)`, 'like', likePrefix(prefix)),
          is(sql`lower(r.requester_name)`, 'like', likePrefix(prefix)),
          is(sql`lower(r.requester_organisation)`, 'like', likePrefix(prefix)),
        ]),
      ),
    )
    .orderBy('clock.due_at', (order) => order.asc().nullsLast())
    .orderBy('r.priority')
    .orderBy('r.received_at')
    .limit(LIST_LIMIT + 1)
    .execute();
  const shown = rows.slice(0, LIST_LIMIT);
  const zones = new Map((await listFacilities(act)).map((facility) => [facility.id, facility.timeZone]));
  const patients = await nameOfPatients(
    act,
    shown.flatMap((row) => (row.patient_id === null ? [] : [row.patient_id])),
  );
  act.note({ count: shown.length, patientIds: [...patients.keys()] });
  return {
    more: rows.length > LIST_LIMIT,
    requests: shown.map((row) => ({
      id: row.id,
      number: row.number,
      facilityId: row.facility_id,
      ...deriveStatus(deriveRequestFacts(row, localDate(act.now, zones.get(row.facility_id) ?? 'UTC'))),
      patient: row.patient_id === null ? null : (patients.get(row.patient_id) ?? null),
      requesterClass: row.requester_class,
      requesterName: row.requester_name,
      requesterOrganisation: row.requester_organisation,
      purpose: row.purpose,
      priority: row.priority,
      receivedAt: row.received_at.toISOString(),
      dueAt: row.due_at?.toISOString() ?? null,
      overdue: row.due_at !== null && row.due_at < act.now,
    })),
  };
}

function likePrefix(text: string): string {
  return `${text.toLowerCase().replace(/[\\%_]/g, (char) => `\\${char}`)}%`;
}
