import type { Act } from '../../platform/act.ts';
import { deriveDeliveryState } from './derive-delivery-state.ts';
import { loadDelivery } from './load-delivery.ts';
import { problems } from './problems.ts';
import { settleDelivery } from './settle-delivery.ts';

/**
 * Takes a delivery back: within its first minute always and without a word (that is the undo), later only while nothing
 * has left (it waits for a mail server, for another try or for the printer) and with a reason.
 * @throws correspondence/on-its-way, correspondence/already-settled, correspondence/reason-missing
 */
export async function cancelDelivery(act: Act, input: { deliveryId: string; reason?: string }): Promise<void> {
  const delivery = await loadDelivery(act, input.deliveryId);
  const state = deriveDeliveryState(delivery, act.now);
  const reason = input.reason?.trim() ?? '';
  switch (state) {
    case 'delayed':
      return settleDelivery(act, delivery, { outcome: 'cancelled', why: reason === '' ? 'taken back' : reason });
    case 'waiting':
    case 'retrying':
    case 'to-print':
      if (reason === '')
        throw problems.reasonMissing({ detail: 'Nothing was changed. Say why it shall not go out.', at: 'reason' });
      return settleDelivery(act, delivery, { outcome: 'cancelled', why: reason });
    case 'sending':
    case 'in-doubt':
      throw problems.onItsWay({
        detail: 'It could not be taken back: the mail server was called already. The outbox will show how it ended.',
      });
    case 'sent':
    case 'printed':
    case 'failed':
    case 'cancelled':
      throw problems.alreadySettled({ detail: 'Nothing was changed. Reload to see how it ended.' });
  }
}
