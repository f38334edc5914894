import type { Act } from '../../../platform/act.ts';
import { problems } from '../problems.ts';
import { type RequesterWords, requesterColumns } from './add-requester.ts';
import { loadRequester } from './load-requester.ts';
import { writeRequesterKeys } from './write-requester-keys.ts';

/**
 * Corrects an entry. Cases keep what they said of the requester; the ways to reach them are changed one by one.
 * @throws release/requester-unknown, release/requester-merged, release/requester-changed
 */
export async function changeRequester(
  act: Act,
  input: { id: string; version: number; words: RequesterWords },
): Promise<{ version: number }> {
  const row = await loadRequester(act, input.id, 'change');
  if (row.version !== input.version)
    throw problems.requesterChanged({
      detail: 'Nothing was saved. Reload the entry to see the change, then make yours again.',
    });
  const version = row.version + 1;
  await act.tx
    .updateTable('release.requester')
    .set({ ...requesterColumns(input.words), version, changed_at: act.now, changed_by: act.actor.id })
    .where('id', '=', row.id)
    .execute();
  await writeRequesterKeys(act, row.id);
  return { version };
}
