import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';

const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
const MAX_REASON = 500;
/** An AE may pass (a lock, a restart); after so many a person looks at it and the next one goes. */
const MAX_ERRORS = 5;

/** Tables of what is handed over in order, each with the same columns for what became of it. */
type Queue = 'hl7v2.outbound' | 'hl7v2.acknowledgement';

interface Attempt {
  readonly id: string;
  /** Before this one. */
  readonly attempts: number;
}

/**
 * What the answer (MSA-1) says: taken; in error, which may pass, a few times; refused, for a person to look at.
 * @returns what became of it; `waiting`: it is tried again after a pause, and those behind it wait with it
 */
export async function settleAnswered(
  act: Act,
  queue: Queue,
  attempt: Attempt,
  { code, words }: { readonly code: string; readonly words: string | undefined },
): Promise<'sent' | 'failed' | 'waiting'> {
  if (code === 'AA' || code === 'CA') return endAttempts(act, queue, attempt, { state: 'sent', reason: null });
  const reason = `Answered ${[code, words].filter((part) => part !== undefined && part !== '').join(': ')}`;
  const mayPass = (code === 'AE' || code === 'CE') && attempt.attempts + 1 < MAX_ERRORS;
  if (!mayPass) return endAttempts(act, queue, attempt, { state: 'failed', reason });
  await pauseAttempts(act, queue, attempt, reason);
  return 'waiting';
}

/** It is over: handed over, or given up for a person to look at. `reason`: as shown in the list, cut where it is long. */
export async function endAttempts(
  act: Act,
  queue: Queue,
  { id }: Pick<Attempt, 'id'>,
  { state, reason }: { state: 'sent' | 'failed'; reason: string | null },
): Promise<'sent' | 'failed'> {
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
  return state;
}

/** It is tried again after a pause, longer after each attempt. */
export async function pauseAttempts(act: Act, queue: Queue, { id, attempts }: Attempt, reason: string): Promise<void> {
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

/** One that failed takes its turn again. @returns whose it is; undefined: it had not failed, or is none of this queue */
export async function takeUpAgain(act: Act, queue: Queue, id: string): Promise<string | undefined> {
  const whose = sql.ref(queue === 'hl7v2.outbound' ? 'destination_id' : 'sender_id');
  const { rows } = await sql<{ whose: string }>`
    UPDATE ${sql.table(queue)} SET state = 'waiting', attempts = 0, next_at = NULL, done_at = NULL, done_by = NULL
    WHERE id = ${id}::uuid AND state = 'failed' RETURNING ${whose} AS whose`.execute(act.tx);
  return rows[0]?.whose;
}

/** One that failed is left unsent. @returns whether it had failed */
export async function leaveUnsent(act: Act, queue: Queue, id: string, reason: string): Promise<boolean> {
  const changed = await act.tx
    .updateTable<Queue>(queue)
    .set({ state: 'set-aside', reason, done_at: act.now, done_by: act.actor.id })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

function nextAttemptAt(now: Date, attempts: number): Date {
  return new Date(now.getTime() + Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts, 10), LONGEST_PAUSE_MS));
}
