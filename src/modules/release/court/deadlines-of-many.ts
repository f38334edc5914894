import type { Act } from '../../../platform/act.ts';

/** The earliest day of the clocks that run for each of these requests. */
export async function deadlinesOfMany(act: Act, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await act.tx
    .selectFrom('regulations.deadline_state')
    .select(['subject_id', 'due_on'])
    .where('module', '=', 'release')
    .where('subject_id', 'in', [...ids])
    .where('outcome', 'is', null)
    .where('open_pause', 'is', null)
    .orderBy('due_on', 'desc')
    .execute();
  // The earliest is written last, and stays.
  return new Map(
    rows.flatMap((row) => (row.subject_id === null || row.due_on === null ? [] : [[row.subject_id, row.due_on]])),
  );
}
