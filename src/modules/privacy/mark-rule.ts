import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';

/** As long as a caller may still ask what the page was doing there. */
export const DEFAULT_MARK_DAYS = 90;
const HISTORY = 50;

/** How long a chart of the facility carries the mark of a misfiled page: its newest rule, else the default. */
export async function markDaysOf(act: Act, facilityId: string): Promise<number> {
  return (await listMarkRules(act, facilityId, 1))[0]?.days ?? DEFAULT_MARK_DAYS;
}

/** The rules a facility ever went by, newest first. */
export async function listMarkRules(act: Act, facilityId: string, most = HISTORY) {
  return act.tx
    .selectFrom('privacy.mark_rule')
    .select(['days', 'reason', 'set_at as setAt', 'set_by as setBy'])
    .where('facility_id', '=', facilityId)
    .orderBy('set_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
}

/** For marks set from now on; those that stand keep their day. */
export async function setMarkRule(
  act: Act,
  input: { readonly facilityId: string; readonly days: number; readonly reason: string },
): Promise<void> {
  const id = newId();
  await act.tx
    .insertInto('privacy.mark_rule')
    .values({
      id,
      facility_id: input.facilityId,
      days: input.days,
      reason: input.reason.trim(),
      set_at: act.now,
      set_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [id], detail: { days: input.days } });
}
