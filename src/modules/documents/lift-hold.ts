import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { problems } from './problems.ts';

export interface LiftHold {
  readonly patientId: string;
  readonly holdId: string;
  readonly reason: string;
}

/**
 * Ends one hold. Others on the same things hold on.
 * @throws documents/hold-unknown (also when it was lifted before), documents/reason-missing
 */
export async function liftHold(act: Act, input: LiftHold): Promise<void> {
  if (input.reason.trim() === '')
    throw problems.reasonMissing({ detail: 'Nothing was lifted. Say why the hold may end.', at: 'reason' });
  await sql`SELECT documents.lock_person(${input.patientId}::uuid)`.execute(act.tx);
  const hold = await act.tx
    .selectFrom('documents.legal_hold as h')
    .leftJoin('documents.legal_hold_lift as l', (join) =>
      join.onRef('l.patient_id', '=', 'h.patient_id').onRef('l.hold_id', '=', 'h.id'),
    )
    .select(['h.facility_id', 'h.labels', 'l.id as lift_id'])
    .where('h.patient_id', '=', input.patientId)
    .where('h.id', '=', input.holdId)
    .executeTakeFirst();
  if (hold === undefined || hold.lift_id !== null)
    throw problems.holdUnknown({ detail: 'Nothing was changed. Reload the holds of this record.' });
  await act.tx
    .insertInto('documents.legal_hold_lift')
    .values({
      patient_id: input.patientId,
      id: newId(),
      facility_id: hold.facility_id,
      labels: hold.labels,
      hold_id: input.holdId,
      reason: input.reason.trim(),
      lifted_at: act.now,
      lifted_by: act.actor.id,
    })
    .execute();
  act.note({ patientIds: [input.patientId], subjectIds: [input.holdId], count: 1 });
  act.emit('documents.hold-lifted', { patientId: input.patientId, holdId: input.holdId });
}
