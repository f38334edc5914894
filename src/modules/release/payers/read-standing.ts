import type { Act } from '../../../platform/act.ts';
import type { LoadedRequest } from '../load-request.ts';

const MOST_CASES = 200;

/** The standing request of a case as it was asked last, with the cases that it opened. */
export async function readStanding(act: Act, request: LoadedRequest) {
  if (request.patientId === null) return undefined;
  const row = await act.tx
    .selectFrom('release.standing_request')
    .select(['id', 'until_on', 'recorded_at', 'recorded_by', 'ended_at', 'end_reason'])
    .where('patient_id', '=', request.patientId)
    .where('request_id', '=', request.id)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const cases = await act.tx
    .selectFrom('release.request')
    .select(['id', 'number', 'received_at as at'])
    .where('origin', '=', 'standing')
    .where('origin_id', '>=', `${row.id}:`)
    .where('origin_id', '<', `${row.id};`)
    .orderBy('origin_id')
    .limit(MOST_CASES)
    .execute();
  return {
    id: row.id,
    untilOn: row.until_on,
    /** open, over its last day, or ended by a person before it. */
    state: row.ended_at !== null ? 'ended' : row.until_on < request.today ? 'over' : 'open',
    endReason: row.end_reason,
    cases,
    at: row.recorded_at,
    by: row.recorded_by,
  };
}
