import type { Act } from '../../platform/act.ts';
import { enqueueApplying } from './archive.ts';

/** What was waiting for these (keyed digests) takes its turn again, and what failed for want of them. */
export async function releaseHeld(act: Act, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const released = await act.tx
    .updateTable('hl7v2.work')
    .set({ state: 'waiting', waits_for: null, reason: null })
    .where('state', 'in', ['held', 'failed'])
    .where('waits_for', 'in', keys)
    .returning('sender_id')
    .execute();
  for (const senderId of new Set(released.map((row) => row.sender_id))) enqueueApplying(act, senderId);
}
