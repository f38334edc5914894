import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';

/**
 * What became of messages decides the answers that their senders asked for by MSH-16: AA where it was applied or kept, AE
 * where it waits in the error queue. A message that is held has no answer yet; one that was answered gets no second one.
 */
export async function decideAcknowledgements(
  act: Act,
  ends: readonly { readonly messageId: string; readonly done: boolean; readonly words: string | null }[],
): Promise<void> {
  if (ends.length === 0) return;
  const { rows } = await sql<{ sender_id: string; state: string }>`
    UPDATE hl7v2.acknowledgement AS a SET code = CASE WHEN e.done THEN 'AA' ELSE 'AE' END, words = CASE WHEN e.done THEN NULL ELSE e.words END,
      state = CASE WHEN a.wish = CASE WHEN e.done THEN 'ER' ELSE 'SU' END THEN 'unwanted' ELSE 'waiting' END, decided_at = ${act.now}::timestamptz
    FROM unnest(${ends.map(({ messageId }) => messageId)}::uuid[], ${ends.map(({ done }) => done)}::boolean[], ${ends.map(({ words }) => words)}::text[])
      AS e (message_id, done, words)
    WHERE a.decided_by_id = e.message_id AND a.state = 'awaited' RETURNING a.sender_id, a.state`.execute(act.tx);
  for (const senderId of new Set(rows.filter(({ state }) => state === 'waiting').map((row) => row.sender_id)))
    enqueueAcknowledging(act, senderId);
}

/** The sender asks again: the answer that it had, or did not take, goes out again with the same bytes. */
export async function acknowledgeAgain(act: Act, messageIds: readonly string[]): Promise<void> {
  const again = await act.tx
    .updateTable('hl7v2.acknowledgement')
    .set({ state: 'waiting', attempts: 0, next_at: null, reason: null, done_at: null, done_by: null })
    .where('message_id', 'in', messageIds)
    .where('state', 'in', ['sent', 'failed'])
    .returning('sender_id')
    .execute();
  for (const senderId of new Set(again.map((row) => row.sender_id))) enqueueAcknowledging(act, senderId);
}

/** From now on the fate of the corrected copy is told. */
export async function followCopy(act: Act, messageId: string, copyId: string): Promise<void> {
  await act.tx
    .updateTable('hl7v2.acknowledgement')
    .set({ decided_by_id: copyId })
    .where('decided_by_id', '=', messageId)
    .where('state', '=', 'awaited')
    .execute();
}

/** There is a way to the sender now: its answers do not sit out their pauses. */
export async function acknowledgeNow(act: Act, senderId: string): Promise<void> {
  await act.tx
    .updateTable('hl7v2.acknowledgement')
    .set({ next_at: null })
    .where('sender_id', '=', senderId)
    .where('state', '=', 'waiting')
    .execute();
  enqueueAcknowledging(act, senderId);
}

export function enqueueAcknowledging(act: Act, senderId: string): void {
  act.enqueue(
    'hl7v2.acknowledge',
    { senderId },
    { key: `hl7v2.acknowledge ${senderId}`, queue: `hl7v2 answers to ${senderId}` },
  );
}
