import type { Act } from '../../platform/act.ts';
import { problems } from './problems.ts';
import { type NewAmendment, writeAmendment } from './write-amendment.ts';

/**
 * Tells late what was not told in time: labelled, with the time of writing, the time it happened, the author and the
 * reason (practice; 22 TAC 163.1(b)(4) for Texas).
 * @throws documents/not-yet-happened
 */
export async function addLateEntry(
  act: Act,
  input: NewAmendment & { readonly happenedAt: Date },
): Promise<{ amendmentId: string }> {
  if (input.happenedAt >= act.now)
    throw problems.notYetHappened({
      detail: 'Nothing was saved. A late entry tells of something before now: check the date and time.',
      at: 'happenedAt',
    });
  return writeAmendment(act, input, { kind: 'late-entry', happenedAt: input.happenedAt });
}
