import type { Act } from '../../../platform/act.ts';
import { endOfLocalDay } from '../../../../packages/rule-engine/index.ts';
import { closeItem, openItem, waitsNot } from '../../worklist/index.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import { OPEN_STATES } from './kinds.ts';

const KIND = 'release.component-late';
const AT_ONCE = 1_000;
const DAY_MS = 86_400_000;
const PRIORITY = 4;

/** Each morning: cases with a part whose day has passed wait for somebody to ask again, or to say what became of it. */
export async function flagLateComponents(act: Act): Promise<void> {
  const requestIds = await findLate(act);
  for (const id of requestIds) await refreshLate(act, await loadRequest(act, id, 'read'));
  act.note({ count: requestIds.length });
}

/** Late somewhere on earth; each facility's own day decides. Those that wait already are left alone. */
async function findLate(act: Act): Promise<string[]> {
  const tomorrow = new Date(act.now.getTime() + DAY_MS).toISOString().slice(0, 10);
  const rows = await act.tx
    .selectFrom('release.component as c')
    .select('c.request_id')
    .distinct()
    .where('c.state', 'in', [...OPEN_STATES])
    .where('c.due_on', '<', tomorrow)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('release.cancellation as x').select('x.id').whereRef('x.request_id', '=', 'c.request_id'))),
    )
    .where(waitsNot(KIND, 'c.request_id'))
    .limit(AT_ONCE)
    .execute();
  return rows.map((row) => row.request_id);
}

/** The case waits in that queue while a part of it is late, with the day, and no longer. */
export async function refreshLate(act: Act, request: LoadedRequest): Promise<void> {
  const late = await act.tx
    .selectFrom('release.component')
    .select('due_on')
    .where('request_id', '=', request.id)
    .where('state', 'in', [...OPEN_STATES])
    .where('due_on', '<', request.today)
    .orderBy('due_on')
    .limit(1)
    .executeTakeFirst();
  if (late?.due_on == null || request.facts.cancelled)
    return closeItem(act, { kind: KIND, subjectId: request.id, outcome: 'settled' });
  await openItem(act, {
    kind: KIND,
    module: 'release',
    subjectId: request.id,
    ...(request.patientId === null ? {} : { patientId: request.patientId }),
    facilityId: request.facility.id,
    labels: request.labels,
    permission: 'release/work',
    priority: PRIORITY,
    dueAt: endOfLocalDay(late.due_on, request.facility.timeZone),
  });
}
