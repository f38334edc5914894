import type { Act } from '../../platform/act.ts';
import { closeItem } from '../worklist/index.ts';
import type { Outcome } from './derive-delivery-state.ts';
import { type LoadedDelivery } from './load-delivery.ts';
import { noteLetter } from './load-letter.ts';
import { problems } from './problems.ts';

const WAITING_QUEUES = [
  'correspondence.to-print',
  'correspondence.confirm-delivery',
  'correspondence.mail-waits',
] as const;

/** Ends a delivery, closes what waited for it, tells. A delivery ends once. @throws correspondence/already-settled */
export async function settleDelivery(
  act: Act,
  delivery: LoadedDelivery,
  end: { readonly outcome: Outcome; readonly why?: string },
): Promise<void> {
  const { letter } = delivery;
  const settled = await act.tx
    .updateTable('correspondence.delivery')
    .set({ outcome: end.outcome, settled_at: act.now, settled_by: act.actor.id, settled_why: end.why ?? null })
    .where('id', '=', delivery.id)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  if (settled.numUpdatedRows === 0n)
    throw problems.alreadySettled({ detail: 'Nothing was changed. Reload to see how it ended.' });
  for (const kind of WAITING_QUEUES) await closeItem(act, { kind, subjectId: delivery.id, outcome: end.outcome });
  noteLetter(act, letter, { delivery: delivery.id, outcome: end.outcome });
  if (end.outcome === 'cancelled') return;
  const facts = {
    letterId: letter.id,
    deliveryId: delivery.id,
    patientId: letter.patientId,
    facilityId: letter.facilityId,
    channel: delivery.channel,
    caseModule: letter.caseModule,
    caseId: letter.caseId,
  };
  if (end.outcome === 'failed') act.emit('correspondence.failed', { ...facts, code: end.why ?? '' });
  else act.emit('correspondence.sent', { ...facts, carries: delivery.carries });
}
