import type { Selectable } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { DB } from '../../../platform/db/database.ts';

export type SendingRow = Selectable<DB['release.care_sending']>;
export type AttemptRow = Selectable<DB['release.care_attempt']>;

/** A sending, its row locked until the act ends: taking back and carrying never meet. */
export async function loadSending(act: Act, id: string): Promise<SendingRow> {
  return act.tx
    .selectFrom('release.care_sending')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export async function lastAttemptOf(act: Act, sending: SendingRow): Promise<AttemptRow | undefined> {
  return act.tx
    .selectFrom('release.care_attempt')
    .selectAll()
    .where('patient_id', '=', sending.patient_id)
    .where('sending_id', '=', sending.id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What a person, or the machine, said became of the hand-over. */
export async function confirmationOf(act: Act, sending: SendingRow): Promise<'handed-over' | 'not-handed-over' | null> {
  if (sending.disclosure_id === null) return null;
  const row = await act.tx
    .selectFrom('release.confirmation')
    .select('outcome')
    .where('patient_id', '=', sending.patient_id)
    .where('disclosure_id', '=', sending.disclosure_id)
    .executeTakeFirst();
  return (row?.outcome as 'handed-over' | 'not-handed-over' | undefined) ?? null; // CHECK hand_over_outcome_is_known
}
