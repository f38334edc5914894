import type { Act } from '../../platform/act.ts';
import { deriveDeliveryState } from './derive-delivery-state.ts';
import { loadDelivery } from './load-delivery.ts';
import { problems } from './problems.ts';
import { settleDelivery } from './settle-delivery.ts';

/** The letter came out of the printer and went into its envelope. @throws correspondence/not-in-print-queue */
export async function markPrinted(act: Act, input: { deliveryId: string }): Promise<void> {
  const delivery = await loadDelivery(act, input.deliveryId);
  if (deriveDeliveryState(delivery, act.now) !== 'to-print')
    throw problems.notInPrintQueue({
      detail: 'Nothing was changed. It is settled, goes out another way, or can still be taken back for a moment.',
    });
  await settleDelivery(act, delivery, { outcome: 'printed' });
}
