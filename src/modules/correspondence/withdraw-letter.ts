import type { Act } from '../../platform/act.ts';
import { closeItem } from '../worklist/index.ts';
import { loadLetter, noteLetter } from './load-letter.ts';
import { problems } from './problems.ts';

/**
 * A letter that shall not be sent after all. It stays readable.
 * @throws correspondence/on-its-way, correspondence/withdrawn, correspondence/reason-missing
 */
export async function withdrawLetter(act: Act, input: { letterId: string; reason: string }): Promise<void> {
  if (input.reason.trim() === '')
    throw problems.reasonMissing({ detail: 'Nothing was changed. Say why it shall not be sent.', at: 'reason' });
  const letter = await loadLetter(act, input.letterId, 'change');
  if (letter.withdrawn) throw problems.withdrawn({ detail: 'Nothing was changed. It was withdrawn before.' });
  const deliveries = await act.tx
    .selectFrom('correspondence.delivery')
    .select(['id', 'outcome'])
    .where('letter_id', '=', letter.id)
    .execute();
  if (deliveries.some(({ outcome }) => outcome !== 'cancelled' && outcome !== 'failed'))
    throw problems.onItsWay({ detail: 'Nothing was changed. Take the delivery back first; what has left cannot be.' });
  await act.tx
    .updateTable('correspondence.letter')
    .set({ withdrawn_at: act.now, withdrawn_by: act.actor.id, withdraw_reason: input.reason.trim() })
    .where('id', '=', letter.id)
    .execute();
  for (const { id } of deliveries)
    await closeItem(act, { kind: 'correspondence.failed', subjectId: id, outcome: 'withdrawn' });
  noteLetter(act, letter);
}
