import type { Act } from '../../../platform/act.ts';
import { type DestinationWords, destinationColumns, mustBeFit } from './add-destination.ts';
import { loadDestination } from './load-destination.ts';
import { payerProblems as problems } from './problems.ts';

/**
 * Corrects the rules of a destination, or retires it. What was handed in before keeps the names under which it went.
 * @throws release/destination-unknown, release/destination-changed, release/destination-unfit, release/destination-named
 */
export async function changeDestination(
  act: Act,
  input: { id: string; version: number; words: DestinationWords; retired: boolean },
): Promise<{ version: number }> {
  const row = await loadDestination(act, input.id, true);
  if (row.version !== input.version)
    throw problems.destinationChanged({
      detail: 'Nothing was saved. Reload to see the change, then make yours again.',
    });
  await mustBeFit(act, input.words, row.id);
  const version = row.version + 1;
  await act.tx
    .updateTable('release.destination')
    .set({
      ...destinationColumns(input.words),
      retired_at: input.retired ? (row.retired_at ?? act.now) : null,
      ...{ version, changed_at: act.now, changed_by: act.actor.id },
    })
    .where('id', '=', row.id)
    .execute();
  act.note({ subjectIds: [row.id], detail: { retired: input.retired } });
  return { version };
}
