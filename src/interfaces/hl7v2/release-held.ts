import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { enqueueApplying } from './archive.ts';

/** What was waiting for these (keyed digests) takes its turn again, and what failed for want of them. */
export async function releaseHeld(act: Act, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const [key] = keys;
  // Of a feed it is one key, that of a visit: an equation is planned once, a list each time anew.
  const known = keys.length === 1 ? sql`waits_for = ${key}` : sql`waits_for = ANY (${keys}::text[])`;
  const { rows: released } = await sql<{ sender_id: string }>`
    UPDATE hl7v2.work SET state = 'waiting', waits_for = NULL, reason = NULL
    WHERE state IN ('held', 'failed') AND ${known} RETURNING sender_id`.execute(act.tx);
  for (const senderId of new Set(released.map((row) => row.sender_id))) enqueueApplying(act, senderId);
}
