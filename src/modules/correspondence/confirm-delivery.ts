import type { Act } from '../../platform/act.ts';
import { closeItem } from '../worklist/index.ts';
import { deriveDeliveryState } from './derive-delivery-state.ts';
import { loadDelivery } from './load-delivery.ts';
import { noteLetter } from './load-letter.ts';
import { problems } from './problems.ts';
import { settleDelivery } from './settle-delivery.ts';

/** `left`: it arrived or stands in the server's log. `send-again`: it did not leave. `give-up`: it did not, and shall not. */
export type DoubtAnswer = 'left' | 'send-again' | 'give-up';

/**
 * A person found out (the Message-ID in the mail server's log, a call to the recipient) what became of a mail whose
 * connection broke at the last moment.
 * @throws correspondence/not-in-doubt, correspondence/reason-missing
 */
export async function confirmDelivery(
  act: Act,
  input: { readonly deliveryId: string; readonly answer: DoubtAnswer; readonly note: string },
): Promise<void> {
  const note = input.note.trim();
  if (note === '') throw problems.reasonMissing({ detail: 'Nothing was changed. Say how you found out.', at: 'note' });
  const delivery = await loadDelivery(act, input.deliveryId);
  const last = delivery.lastAttempt;
  if (last === null || deriveDeliveryState(delivery, act.now) !== 'in-doubt')
    throw problems.notInDoubt({ detail: 'Nothing was changed. Reload to see where the delivery stands.' });
  const left = input.answer === 'left';
  await act.tx
    .updateTable('correspondence.attempt')
    .set({
      ended_at: act.now,
      ended_by: act.actor.id,
      result: left ? 'handed-over' : 'not-now',
      code: 'found-out',
      again_at: input.answer === 'send-again' ? act.now : null,
    })
    .where('delivery_id', '=', delivery.id)
    .where('number', '=', last.number)
    .execute();
  switch (input.answer) {
    case 'left':
      return settleDelivery(act, delivery, { outcome: 'sent', why: note });
    case 'give-up':
      return settleDelivery(act, delivery, { outcome: 'failed', why: note });
    case 'send-again':
      await closeItem(act, { kind: 'correspondence.confirm-delivery', subjectId: delivery.id, outcome: 'send-again' });
      act.enqueue('correspondence.deliver', { deliveryId: delivery.id }, { key: `deliver-${delivery.id}` });
      noteLetter(act, delivery.letter, { delivery: delivery.id, answer: input.answer });
  }
}
