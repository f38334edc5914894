import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { addDays } from '../../../../packages/rule-engine/index.ts';
import { loadRequest, mustHavePatient } from '../load-request.ts';
import { payerProblems as problems } from './problems.ts';
import { readInjury } from './read-injury.ts';
import { readStanding } from './read-standing.ts';

/** A claim is open for some years at most; then it is asked for anew. */
const MOST_DAYS = 3 * 366;

/**
 * A board or insurer asks for what comes of the injury until a day. Each new document opens a case of its own, to be worked like any
 * other; after the day it ends by itself.
 * @throws release/injury-unknown, release/standing-unfit, release/standing-open, release/ended, release/not-yet
 */
export async function beginStanding(act: Act, input: { requestId: string; untilOn: string }): Promise<{ id: string }> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'work'));
  if ((await readInjury(act, request.id)) === undefined)
    throw problems.injuryUnknown({
      detail: 'Nothing was saved. Record the injury first: its days limit what follows.',
    });
  if (input.untilOn <= request.today || input.untilOn > addDays(request.today, MOST_DAYS))
    throw problems.standingUnfit({
      detail: 'Nothing was saved. Give a day to come, within three years.',
      at: 'untilOn',
    });
  if ((await readStanding(act, request))?.state === 'open')
    throw problems.standingOpen({ detail: 'Nothing was saved. End that one first, or leave it.' });
  const id = newId();
  await act.tx
    .insertInto('release.standing_request')
    .values({
      patient_id: request.patientId,
      id,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      until_on: input.untilOn,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [id], detail: { untilOn: input.untilOn } });
  return { id };
}
