import type { Act } from '../../../platform/act.ts';
import { closeItem, openItem, waitsNot } from '../../worklist/index.ts';
import { loadRequest } from '../load-request.ts';
import { loadRights } from '../rights/load-rights.ts';
import { type Charged, chargedAccounting, chargedCopies, columnOf } from './charged.ts';

const KIND = 'release.invoice-overdue';
const AT_ONCE = 1_000;
const DAY_MS = 86_400_000;

/** Each morning: what has an invoice whose last day to pay has passed waits for somebody to remind or forgive. */
export async function flagOverdue(act: Act): Promise<void> {
  const requestIds = await findLate(act, 'request_id');
  for (const id of requestIds) await refreshOverdue(act, chargedCopies(await loadRequest(act, id, 'read')));
  const rightsIds = await findLate(act, 'rights_id');
  for (const id of rightsIds) await refreshOverdue(act, chargedAccounting(await loadRights(act, id)));
  act.note({ count: requestIds.length + rightsIds.length });
}

/** Late somewhere on earth; each facility's own day decides. Those that wait already are left alone. */
async function findLate(act: Act, column: 'request_id' | 'rights_id'): Promise<string[]> {
  const tomorrow = new Date(act.now.getTime() + DAY_MS).toISOString().slice(0, 10);
  const rows = await act.tx
    .selectFrom('release.fee_invoice as i')
    .select(`i.${column} as id`)
    .distinct()
    .where('i.balance_cents', '>', 0)
    .where('i.due_on', '<', tomorrow)
    .where(`i.${column}`, 'is not', null)
    .where(waitsNot(KIND, `i.${column}`))
    .limit(AT_ONCE)
    .execute();
  return rows.flatMap(({ id }) => (id === null ? [] : [id]));
}

/** It waits while one of its invoices is late, and no longer. */
export async function refreshOverdue(act: Act, charged: Charged): Promise<void> {
  const late = await act.tx
    .selectFrom('release.fee_invoice')
    .select(['due_on', 'patient_id'])
    .where(columnOf(charged), '=', charged.id)
    .where('balance_cents', '>', 0)
    .where('due_on', '<', charged.today)
    .orderBy('due_on')
    .limit(1)
    .executeTakeFirst();
  if (late === undefined) return closeItem(act, { kind: KIND, subjectId: charged.id, outcome: 'settled' });
  await openItem(act, {
    kind: KIND,
    module: 'release',
    subjectId: charged.id,
    patientId: late.patient_id,
    facilityId: charged.facility.id,
    labels: charged.labels,
    permission: 'release/bill',
    priority: 6,
  });
}
