import type { Act } from '../../platform/act.ts';
import { deadlinesOf } from '../regulations/index.ts';
import { closeItem, openItem } from '../worklist/index.ts';
import { isCarried } from './care/is-carried.ts';
import { refreshCourt } from './court/refresh-court.ts';
import type { NextStep, Status } from './derive-status.ts';
import { type LoadedRequest, loadRequest } from './load-request.ts';
import { settleEscalation } from './reports/settle-escalation.ts';
import { type ReleaseQueue, worklistKinds } from './worklist.ts';

/** Which queue does the next step; none where the machine or the outside is at work. */
const QUEUE_OF: Readonly<Record<NextStep, ReleaseQueue | undefined>> = {
  'identify-patient': 'release.to-work',
  'verify-requester': 'release.to-work',
  'record-authority': 'release.to-work',
  'cure-authority': 'release.to-work',
  'choose-scope': 'release.to-work',
  'settle-documents': 'release.to-work',
  'repair-packet': 'release.to-work',
  assemble: 'release.to-work',
  approve: 'release.to-approve',
  deliver: 'release.to-deliver',
  'confirm-delivery': 'release.confirm-delivery',
  'settle-components': 'release.to-work',
  'send-letter': 'release.to-work',
  'review-denial': undefined,
  close: undefined,
  wait: undefined,
  nothing: undefined,
};

/**
 * Called last by every use case: whatever the request needs next stands in the right queue, and in no other; and it stands
 * among the open requests for as long as it needs anything. Derived anew from the rows each time, so that no step can
 * forget an item.
 */
export async function refreshWorklist(act: Act, requestId: string): Promise<void> {
  const request = await loadRequest(act, requestId, 'read');
  const running = (await deadlinesOf(act, { module: 'release', id: requestId })).filter(
    (deadline) => deadline.settled === null && deadline.paused === null,
  );
  const answered = ANSWERED.includes(request.status);
  const returnAt = await refreshCourt(act, request, running, answered);
  const dueAt = [...running.map((deadline) => deadline.dueAt), ...(returnAt === undefined ? [] : [returnAt])].sort(
    (a, b) => a.getTime() - b.getTime(),
  )[0];
  await keepAmongOpen(act, request, dueAt);
  await settleEscalation(act, { id: requestId, facilityId: request.facility.id, answered, dueAt });
  // What the machine carries is nobody's to hand over meanwhile.
  const queue = request.next === 'deliver' && (await isCarried(act, request)) ? undefined : QUEUE_OF[request.next];
  for (const { kind } of worklistKinds)
    if (kind !== queue) await closeItem(act, { kind, subjectId: requestId, outcome: request.status });
  if (queue === undefined) return;
  await openItem(act, {
    kind: queue,
    module: 'release',
    subjectId: requestId,
    ...(request.patientId === null ? {} : { patientId: request.patientId }),
    facilityId: request.facility.id,
    labels: request.labels,
    permission: permissionOf(queue),
    priority: request.row.priority,
    ...(dueAt === undefined ? {} : { dueAt }),
  });
}

const ANSWERED: readonly Status[] = ['delivered', 'answered', 'closed', 'cancelled'];

async function keepAmongOpen(act: Act, request: LoadedRequest, dueAt: Date | undefined): Promise<void> {
  if (ANSWERED.includes(request.status) && !stillOwed(request)) {
    await act.tx.deleteFrom('release.open_request').where('id', '=', request.id).execute();
    return;
  }
  const facts = { labels: request.labels, due_at: dueAt ?? null, priority: request.row.priority };
  const known = await act.tx
    .updateTable('release.open_request')
    .set(facts)
    .where('id', '=', request.id)
    .executeTakeFirst();
  if (known.numUpdatedRows > 0n) return;
  await act.tx
    .insertInto('release.open_request')
    .values({ id: request.id, facility_id: request.facility.id, received_at: request.row.received_at, ...facts })
    .execute();
}

/** Answered in part, or without its letter: somebody still owes something. */
function stillOwed({ status, answer }: LoadedRequest): boolean {
  if (status === 'closed' || status === 'cancelled') return false;
  return answer.openComponents > 0 || answer.letterOwed || answer.reviewOpen;
}

function permissionOf(queue: ReleaseQueue): string {
  return worklistKinds.find(({ kind }) => kind === queue)?.permission ?? 'release/work';
}
