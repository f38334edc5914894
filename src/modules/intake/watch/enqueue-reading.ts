import type { Act } from '../../../platform/act.ts';

/** The queue's own tries, seconds apart; afterwards `returnStalled` brings it back, so no number of them is the last. */
const QUICK_TRIES = 5;

export const readingKey = (itemId: string) => `read-${itemId}`;

export function enqueueReading(act: Act, itemId: string): void {
  act.enqueue('intake.read-item', { itemId }, { key: readingKey(itemId), maxAttempts: QUICK_TRIES });
}
