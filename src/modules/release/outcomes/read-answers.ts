import type { Act } from '../../../platform/act.ts';
import { frozenAmong } from '../court/read-court.ts';
import type { AnswerFacts } from '../derive-status.ts';

/** What is owed beside the hand-over, for each of these requests. */
export async function readAnswers(act: Act, ids: readonly string[]): Promise<ReadonlyMap<string, AnswerFacts>> {
  if (ids.length === 0) return new Map();
  const rows = await act.tx
    .selectFrom('release.answer_facts')
    .selectAll()
    .where('request_id', 'in', [...ids])
    .execute();
  const frozen = await frozenAmong(act, ids);
  return new Map(
    rows.map((row) => [
      row.request_id ?? '',
      {
        openComponents: row.open_components ?? 0,
        ending: row.ending,
        letterOwed: row.letter_owed === true,
        reviewOpen: row.review_open === true,
        handedOver: row.handed_over === true,
        ...(frozen.has(row.request_id ?? '') ? { frozen: true } : {}),
      },
    ]),
  );
}
