import type { Act } from '../../../platform/act.ts';
import { maskOf } from '../../access/index.ts';
import type { LoadedList } from '../lists/load-list.ts';
import { readPatient } from '../../patients/index.ts';
import type { RowMatch } from './evaluate-row-match.ts';

/** Keeps with whom a row agreed, seen by whoever may see that person, and on which facts; a row run again keeps its match. */
export async function writeMatch(
  act: Act,
  list: LoadedList,
  { number, requestId, match }: { number: number; requestId: string; match: RowMatch },
): Promise<void> {
  if (match.patientId === null) return;
  const { labels } = await readPatient(act, match.patientId);
  await act.tx
    .insertInto('release.row_match')
    .values({
      patient_id: match.patientId,
      list_id: list.id,
      number,
      facility_id: list.facility.id,
      labels: maskOf(labels),
      matched_on: [...match.matchedOn],
      request_id: requestId,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .onConflict((conflict) => conflict.constraint('a_row_is_matched_once').doNothing())
    .execute();
}
