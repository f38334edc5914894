import type { Act } from '../../platform/act.ts';
import type { Attempt, Channel, DeliveryFacts, Outcome, Result } from './derive-delivery-state.ts';
import { loadLetter, type LoadedLetter } from './load-letter.ts';
import { problems } from './problems.ts';

export interface LoadedDelivery extends DeliveryFacts {
  readonly id: string;
  readonly letterId: string;
  readonly mailAddress: string | null;
  readonly carries: 'letter' | 'link' | 'notice';
  readonly linkAddress: string | null;
  readonly messageId: string;
  readonly queuedAt: Date;
  readonly letter: LoadedLetter;
}

/**
 * One delivery with its letter and last attempt, its row locked until the act ends: taking back, sending and settling
 * never meet.
 * @throws correspondence/no-such-delivery, correspondence/own-record
 */
export async function loadDelivery(act: Act, id: string): Promise<LoadedDelivery> {
  const row = await act.tx
    .selectFrom('correspondence.delivery')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined)
    throw problems.noSuchDelivery({ detail: 'Nothing was changed. Go back to the outbox; it may be settled.' });
  return {
    id: row.id,
    letterId: row.letter_id,
    channel: row.channel as Channel, // CHECK channel_is_known
    mailAddress: row.mail_address,
    carries: row.carries as LoadedDelivery['carries'], // CHECK what_leaves_is_known
    linkAddress: row.link_address,
    messageId: row.message_id,
    queuedAt: row.queued_at,
    notBefore: row.not_before,
    outcome: row.outcome as Outcome | null, // CHECK outcome_is_known
    lastAttempt: await lastAttempt(act, id),
    letter: await loadLetter(act, row.letter_id),
  };
}

async function lastAttempt(act: Act, deliveryId: string): Promise<Attempt | null> {
  const row = await act.tx
    .selectFrom('correspondence.attempt')
    .selectAll()
    .where('delivery_id', '=', deliveryId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    number: row.number,
    begunAt: row.begun_at,
    result: row.result as Result | null, // CHECK result_is_known
    code: row.code,
    againAt: row.again_at,
  };
}
