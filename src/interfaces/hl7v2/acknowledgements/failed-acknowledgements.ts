import type { Act } from '../../../platform/act.ts';
import { enqueueAcknowledging } from './queue-acknowledgements.ts';

/** Answers that their sender did not take, in the words of the list of messages that could not be handed over. */
export async function failedAcknowledgements(act: Act, limit: number) {
  const rows = await act.tx
    .selectFrom('hl7v2.acknowledgement as a')
    .innerJoin('hl7v2.sender as s', 's.id', 'a.sender_id')
    .select(['a.id', 'a.code', 'a.decided_at', 'a.attempts', 'a.reason', 's.application', 's.facility'])
    .where('a.state', '=', 'failed')
    .orderBy('a.n', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, event: `ACK ${row.code ?? ''}`, queued_at: row.decided_at ?? act.now },
    ...{ attempts: row.attempts, reason: row.reason },
    name: [row.application, row.facility].filter((part) => part !== '').join(' '),
  }));
}

/** @returns whether it was one that failed */
export async function sendAcknowledgementAgain(act: Act, id: string): Promise<boolean> {
  const row = await act.tx
    .updateTable('hl7v2.acknowledgement')
    .set({ state: 'waiting', attempts: 0, next_at: null, done_at: null, done_by: null })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .returning('sender_id')
    .executeTakeFirst();
  if (row !== undefined) enqueueAcknowledging(act, row.sender_id);
  return row !== undefined;
}

/** @returns whether it was one that failed */
export async function setAcknowledgementAside(act: Act, id: string, reason: string): Promise<boolean> {
  const changed = await act.tx
    .updateTable('hl7v2.acknowledgement')
    .set({ state: 'set-aside', reason, done_at: act.now, done_by: act.actor.id })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}
