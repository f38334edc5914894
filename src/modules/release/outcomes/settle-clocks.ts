import type { Act } from '../../../platform/act.ts';
import { cancelDeadline, deadlinesOf } from '../../regulations/index.ts';
import type { LoadedRequest } from '../load-request.ts';
import { meetClocks } from '../meet-clocks.ts';
import { ANSWERS_CLOCK, type OutcomeKind } from './kinds.ts';

/** A case that closes has no clock left: it was answered, or nobody waits for an answer. */
export async function settleClocks(act: Act, { id, answer }: LoadedRequest): Promise<void> {
  await endClocks(act, id, (answer.ending ?? 'released') as OutcomeKind, act.now); // CHECK outcome_kind_is_known
}

/** @returns what it did to the clock, for the record of the outcome. */
export async function endClocks(
  act: Act,
  requestId: string,
  kind: OutcomeKind,
  at: Date,
): Promise<'met' | 'cancelled'> {
  if (ANSWERS_CLOCK.includes(kind)) {
    await meetClocks(act, requestId, at, kind);
    return 'met';
  }
  for (const clock of await deadlinesOf(act, { module: 'release', id: requestId }))
    if (clock.settled === null) await cancelDeadline(act, { deadlineId: clock.id, reason: kind });
  return 'cancelled';
}
