import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { Item } from '../load-item.ts';
import type { Tries } from './decide-retry.ts';

export type Step = 'scanning' | 'splitting' | 'reading' | 'understanding';
export type AttemptEnd =
  | { readonly ended: 'read' | 'fault' }
  /** `refused`: the file is at fault; `waits`: it is not. */
  | { readonly ended: 'refused' | 'waits'; readonly reason: string };

/** Somebody begins to read the file; an earlier attempt that nobody ended was lost with its process. */
export async function beginAttempt(act: Act, item: Pick<Item, 'id' | 'facilityId' | 'labels'>): Promise<string> {
  const id = newId();
  await act.tx
    .updateTable('intake.attempt')
    .set({ ended: 'lost', ended_at: act.now })
    .where('item_id', '=', item.id)
    .where('ended_at', 'is', null)
    .execute();
  await act.tx
    .insertInto('intake.attempt')
    .values({
      ...{ id, item_id: item.id, facility_id: item.facilityId, labels: item.labels },
      ...{ began_at: act.now, moved_at: act.now, seen_at: act.now },
    })
    .execute();
  return id;
}

/** How it ended. One that ended already is left as it is. */
export async function endAttempt(act: Act, attemptId: string, end: AttemptEnd): Promise<void> {
  await act.tx
    .updateTable('intake.attempt')
    .set({
      ...{ ended: end.ended, ended_at: act.now, seen_at: act.now },
      ...('reason' in end ? { reason: end.reason } : {}),
    })
    .where('id', '=', attemptId)
    .where('ended_at', 'is', null)
    .execute();
}

/** Since the file was last set aside: having it read again gives it all its tries back. */
export async function countTries(act: Act, itemId: string): Promise<Tries> {
  const { rows } = await sql<Tries>`
    SELECT (count(*) FILTER (WHERE ended = 'refused'))::int AS refused,
      (count(*) FILTER (WHERE ended = 'fault'))::int AS faults, (count(*) FILTER (WHERE ended IS NULL OR ended = 'lost'))::int AS lost
    FROM intake.attempt WHERE item_id = ${itemId}
      AND id > coalesce((SELECT f.id FROM intake.failure f WHERE f.item_id = ${itemId} ORDER BY f.failed_at DESC, f.id DESC LIMIT 1), '00000000-0000-0000-0000-000000000000')`.execute(
    act.tx,
  );
  return rows[0] ?? { refused: 0, faults: 0, lost: 0 };
}
