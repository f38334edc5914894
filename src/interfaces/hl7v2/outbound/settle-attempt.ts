import type { Act } from '../../../platform/act.ts';

const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
const MAX_REASON = 500;
/** An AE may pass (a lock, a restart); after so many a person looks at it and the next one goes. */
export const MAX_ERRORS = 5;

/** Tables of what is handed over in order, each with the same columns for what became of it. */
type Queue = 'hl7v2.outbound' | 'hl7v2.acknowledgement';

/** It is over: handed over, or given up for a person to look at. `reason`: as shown in the list, cut where it is long. */
export async function endAttempts(
  act: Act,
  queue: Queue,
  id: string,
  { state, reason }: { state: 'sent' | 'failed'; reason: string | null },
): Promise<void> {
  await act.tx
    .updateTable<Queue>(queue)
    .set((eb) => ({
      ...{ state, reason: reason?.slice(0, MAX_REASON) ?? null, next_at: null },
      ...{ done_at: act.now, done_by: act.actor.id, attempts: eb('attempts', '+', 1) },
    }))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
  act.note({ subjectIds: [id], count: 1, detail: { state } });
}

/** It is tried again after a pause that grows with the `attempts` before this one. */
export async function pauseAttempts(
  act: Act,
  queue: Queue,
  { id, attempts }: { readonly id: string; readonly attempts: number },
  reason: string,
): Promise<void> {
  await act.tx
    .updateTable<Queue>(queue)
    .set({
      ...{ attempts: attempts + 1, reason: reason.slice(0, MAX_REASON) },
      next_at: nextAttemptAt(act.now, attempts),
    })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
  act.note({ subjectIds: [id], detail: { state: 'waiting' } });
}

/** Longer after each attempt, up to ten minutes. */
function nextAttemptAt(now: Date, attempts: number): Date {
  return new Date(now.getTime() + Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts, 10), LONGEST_PAUSE_MS));
}
