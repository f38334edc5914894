import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';

/** Until a site has measured its own: the line at which one person is as likely as two. */
const FIRST_LEAST = 0.5;

export async function leastOf(act: Act, facilityId: string): Promise<number> {
  const row = await act.tx
    .selectFrom('identity.cutoff')
    .select('least')
    .where('facility_id', '=', facilityId)
    .orderBy('set_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.least ?? FIRST_LEAST;
}

/** From which probability on pairs of this facility come before a person; pairs in the queue already stay in it. */
export async function setCutoff(
  act: Act,
  input: { readonly facilityId: string; readonly least: number; readonly reason: string },
): Promise<void> {
  await act.tx
    .insertInto('identity.cutoff')
    .values({
      id: newId(),
      facility_id: input.facilityId,
      least: input.least,
      reason: input.reason,
      set_at: act.now,
      set_by: act.actor.id,
    })
    .execute();
  act.note({ detail: { least: input.least } });
}
