import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';

/** How many days before, from now on; the former rule stays in the history. */
export async function setEscalation(
  act: Act,
  input: { readonly facilityId: string; readonly daysBefore: number; readonly reason: string },
): Promise<void> {
  const id = newId();
  await act.tx
    .insertInto('release.escalation_rule')
    .values({
      ...{ id, facility_id: input.facilityId, days_before: input.daysBefore, reason: input.reason },
      ...{ set_at: act.now, set_by: act.actor.id },
    })
    .execute();
  act.note({ subjectIds: [id], detail: { daysBefore: input.daysBefore } });
}
