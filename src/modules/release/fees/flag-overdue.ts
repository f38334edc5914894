import type { Act } from '../../../platform/act.ts';
import { closeItem, openItem, waitsNot } from '../../worklist/index.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';

const KIND = 'release.invoice-overdue';
const AT_ONCE = 1_000;
const DAY_MS = 86_400_000;

/** Each morning: requests with an invoice whose last day to pay has passed wait for somebody to remind or forgive. */
export async function flagOverdue(act: Act): Promise<void> {
  const requestIds = await findLate(act);
  for (const id of requestIds) await refreshOverdue(act, await loadRequest(act, id, 'read'));
  act.note({ count: requestIds.length });
}

/** Late somewhere on earth; each facility's own day decides. Those that wait already are left alone. */
async function findLate(act: Act): Promise<string[]> {
  const tomorrow = new Date(act.now.getTime() + DAY_MS).toISOString().slice(0, 10);
  const rows = await act.tx
    .selectFrom('release.fee_invoice as i')
    .select('i.request_id')
    .distinct()
    .where('i.balance_cents', '>', 0)
    .where('i.due_on', '<', tomorrow)
    .where(waitsNot(KIND, 'i.request_id'))
    .limit(AT_ONCE)
    .execute();
  return rows.map((row) => row.request_id);
}

/** The request waits while one of its invoices is late, and no longer. */
export async function refreshOverdue(act: Act, request: LoadedRequest): Promise<void> {
  const late = await act.tx
    .selectFrom('release.fee_invoice')
    .select(['due_on', 'patient_id'])
    .where('request_id', '=', request.id)
    .where('balance_cents', '>', 0)
    .where('due_on', '<', request.today)
    .orderBy('due_on')
    .limit(1)
    .executeTakeFirst();
  if (late === undefined) return closeItem(act, { kind: KIND, subjectId: request.id, outcome: 'settled' });
  await openItem(act, {
    kind: KIND,
    module: 'release',
    subjectId: request.id,
    patientId: late.patient_id,
    facilityId: request.facility.id,
    labels: request.labels,
    permission: 'release/bill',
    priority: 6,
  });
}
