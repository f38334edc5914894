import { type ExpressionBuilder } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { DB } from '../../platform/db/database.ts';
import { listFacilities } from '../directory/index.ts';
import { memberIds, nameOfPatients } from '../patients/index.ts';
import { localDate } from '../../../packages/rule-engine/index.ts';
import { courtDueById } from './court/court-due-by-id.ts';
import { deriveRequestFacts } from './derive-request-facts.ts';
import { deriveStatus } from './derive-status.ts';
import { readAnswers } from './outcomes/read-answers.ts';

const LIST_LIMIT = 200;
const FOREVER = new Date(8.64e15);
const RECENT_MS = 90 * 24 * 60 * 60 * 1000;
/** Sorts behind every letter: the end of a range that begins with what was typed. */
const LAST = '\u{10ffff}';

export interface ListRequests {
  /** open: whatever still needs somebody, in the order in which it is due; all: the newest first. */
  readonly show: 'open' | 'all';
  readonly patientId?: string | undefined;
  /** Number, requester or organisation begins with this. */
  readonly text?: string | undefined;
}

/** The requests the actor may see. Nobody is shown one about himself. */
export async function listRequests(act: Act, asked: ListRequests) {
  const members = asked.patientId === undefined ? undefined : (await memberIds(act, asked.patientId)).ids;
  const found = await findPage(act, asked, members);
  const ids = found.slice(0, LIST_LIMIT).map((row) => row.id);
  const rows = await requestsById(act, ids);
  const due = await dueById(act, ids);
  for (const [id, at] of await courtDueById(act, ids)) if (at < (due.get(id) ?? FOREVER)) due.set(id, at);
  const answers = await readAnswers(act, ids);
  const zones = new Map((await listFacilities(act)).map((facility) => [facility.id, facility.timeZone]));
  const patients = await nameOfPatients(
    act,
    [...rows.values()].flatMap((row) => (row.patient_id === null ? [] : [row.patient_id])),
  );
  act.note({ count: ids.length, patientIds: [...patients.keys()] });
  return {
    more: found.length > LIST_LIMIT,
    requests: ids.flatMap((id) => {
      const row = rows.get(id);
      if (row === undefined) return [];
      const dueAt = due.get(id) ?? null;
      return [
        {
          id,
          number: row.number,
          facilityId: row.facility_id,
          ...deriveStatus(
            deriveRequestFacts(row, localDate(act.now, zones.get(row.facility_id) ?? 'UTC')),
            answers.get(id),
          ),
          patient: row.patient_id === null ? null : (patients.get(row.patient_id) ?? null),
          kind: row.kind,
          requesterClass: row.requester_class,
          requesterName: row.requester_name,
          requesterOrganisation: row.requester_organisation,
          purpose: row.purpose,
          priority: row.priority,
          receivedAt: row.received_at,
          dueAt,
          overdue: dueAt !== null && dueAt < act.now,
        },
      ];
    }),
  };
}

/**
 * The newest of a busy desk lie within weeks. Only where those do not fill a page are all looked at: the planner cannot
 * foresee how many rows row-level security leaves, and would read the whole table each time.
 */
async function findPage(act: Act, asked: ListRequests, members: readonly string[] | undefined) {
  if (asked.show === 'all' && members === undefined && (asked.text ?? '').trim() === '') {
    const since = new Date(act.now.getTime() - RECENT_MS);
    const recent = await findRequests(act, asked, members).where('r.received_at', '>=', since).execute();
    if (recent.length > LIST_LIMIT) return recent;
  }
  return findRequests(act, asked, members).execute();
}

/**
 * The ids of one page. Open ones by index open_request_in_order, so that answered requests, however many, are never touched;
 * all of them by request_newest or, where something was typed, by the indexes of the three keys.
 */
export function findRequests(act: Act, asked: ListRequests, members: readonly string[] | undefined) {
  const typed = asked.text?.trim().toLowerCase() ?? '';
  const own = [...(act.actor.ownPatientIds ?? [])];
  const wanted = act.tx
    .selectFrom('release.request as r')
    .select('r.id')
    .$if(members !== undefined, (query) => query.where('r.patient_id', 'in', [...(members ?? [])]))
    .$if(own.length > 0, (query) =>
      query.where((is) => is.or([is('r.patient_id', 'is', null), is('r.patient_id', 'not in', own)])),
    )
    .$if(typed !== '', (query) => query.where((is) => beginsWith(is, typed)))
    .limit(LIST_LIMIT + 1);
  if (asked.show === 'all') return wanted.orderBy('r.received_at', 'desc').orderBy('r.id', 'desc');
  return wanted
    .innerJoin('release.open_request as o', 'o.id', 'r.id')
    .orderBy('o.due_at')
    .orderBy('o.priority')
    .orderBy('o.received_at')
    .orderBy('o.id');
}

function beginsWith(is: ExpressionBuilder<DB & { r: DB['release.request'] }, 'r'>, typed: string) {
  const range = (key: 'r.number_key' | 'r.name_key' | 'r.organisation_key') =>
    is.and([is(key, '>=', typed), is(key, '<', `${typed}${LAST}`)]);
  return is.or([range('r.number_key'), range('r.name_key'), range('r.organisation_key')]);
}

async function requestsById(act: Act, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await act.tx
    .selectFrom('release.request as r')
    .innerJoin('release.request_facts as f', 'f.request_id', 'r.id')
    .selectAll('f')
    .select([
      'r.id',
      'r.number',
      'r.facility_id',
      'r.kind',
      'r.requester_class',
      'r.requester_name',
      'r.requester_organisation',
      'r.purpose',
      'r.priority',
      'r.received_at',
    ])
    .where('r.id', 'in', [...ids])
    .where('f.request_id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function dueById(act: Act, ids: readonly string[]): Promise<Map<string, Date>> {
  if (ids.length === 0) return new Map();
  const rows = await act.tx
    .selectFrom('regulations.deadline_state')
    .select(['subject_id', 'due_at'])
    .where('module', '=', 'release')
    .where('subject_id', 'in', [...ids])
    .where('outcome', 'is', null)
    .orderBy('due_at', 'desc')
    .execute();
  // The earliest is written last, and stays.
  return new Map(
    rows.flatMap((row) => (row.subject_id === null || row.due_at === null ? [] : [[row.subject_id, row.due_at]])),
  );
}
