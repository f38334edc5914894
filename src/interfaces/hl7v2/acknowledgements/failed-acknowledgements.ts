import type { Act } from '../../../platform/act.ts';

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
