import type { Act } from '../../../platform/act.ts';
import { Problem } from '../../../platform/problem.ts';
import { openLetter } from '../../correspondence/index.ts';
import { deadlinesOf, extendDeadline } from '../../regulations/index.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { endsCase, type OutcomeKind } from './kinds.ts';
import { endClocks } from './settle-clocks.ts';

interface Left {
  readonly letterId: string;
  readonly deliveryId: string;
  readonly requestId: string;
}

/**
 * A letter of a case left the house. If it tells an outcome, that takes effect now: a clock is answered, ended, or moved to
 * the day that was promised. A notice that a letter waits tells nobody anything, and does not count.
 */
export async function letterLeft(act: Act, left: Left): Promise<void> {
  const review = await act.tx
    .updateTable('release.denial_review')
    .set({ letter_left_at: act.now })
    .where('letter_id', '=', left.letterId)
    .where('letter_left_at', 'is', null)
    .executeTakeFirst();
  const outcome = await act.tx
    .selectFrom('release.outcome')
    .select(['id', 'kind', 'reason', 'promised_on', 'withdrawn_at'])
    .where('letter_id', '=', left.letterId)
    .where('letter_left_at', 'is', null)
    .executeTakeFirst();
  if (outcome === undefined && review.numUpdatedRows === 0n) return;
  if (outcome !== undefined) {
    const at = await momentOf(act, left);
    await act.tx
      .updateTable('release.outcome')
      .set({
        letter_left_at: at,
        effect: outcome.withdrawn_at === null ? await takeEffect(act, left.requestId, outcome, at) : null,
      })
      .where('id', '=', outcome.id)
      .execute();
    act.note({ subjectIds: [outcome.id], detail: { outcome: outcome.kind } });
  }
  act.emit('release.outcome-told', { requestId: left.requestId, letterId: left.letterId });
  await refreshWorklist(act, left.requestId);
}

/** When it left, which is what the law asks for; the news may come later. */
async function momentOf(act: Act, { letterId, deliveryId }: Left): Promise<Date> {
  const { deliveries } = await openLetter(act, letterId);
  return deliveries.find(({ id }) => id === deliveryId)?.settled?.at ?? act.now;
}

async function takeEffect(
  act: Act,
  requestId: string,
  outcome: { readonly kind: string; readonly reason: string; readonly promised_on: string | null },
  at: Date,
): Promise<string | null> {
  const kind = outcome.kind as OutcomeKind; // CHECK outcome_kind_is_known
  if (endsCase(kind)) return endClocks(act, requestId, kind, at);
  if (kind !== 'extension' || outcome.promised_on === null) return null;
  const clocks = await deadlinesOf(act, { module: 'release', id: requestId });
  const clock = clocks.find(({ settled, topic }) => settled === null && topic === 'access');
  if (clock === undefined) return 'no-clock';
  const asked = { deadlineId: clock.id, reason: outcome.reason, noticeSentAt: at, promisedOn: outcome.promised_on };
  try {
    await extendDeadline(act, asked);
    return 'extended';
  } catch (error) {
    // The letter left too late, or the day passed the limit: the clock stays, and the case says so.
    if (error instanceof Problem) return error.code;
    throw error;
  }
}
