import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { loadRequest } from '../load-request.ts';
import { problems as releaseProblems } from '../problems.ts';
import { payerProblems as problems } from './problems.ts';

export interface NewInjury {
  readonly requestId: string;
  readonly injuredOn: string;
  readonly untilOn?: string | undefined;
  readonly bodyPart: string;
  readonly claimNumber: string;
  /** As the letter of the board or insurer cites it. */
  readonly stateLaw: string;
}

/**
 * Says what a workers' compensation claim is about (45 CFR 164.512(l)). Its days limit the scope that is chosen from now on.
 * @throws release/injury-unfit, release/too-late, release/ended
 */
export async function recordInjury(act: Act, input: NewInjury): Promise<void> {
  const request = await loadRequest(act, input.requestId, 'work');
  if (request.facts.approved)
    throw releaseProblems.tooLate({
      detail: 'Nothing was saved: the release was approved as it stood. Send it back first.',
    });
  if (input.injuredOn > request.today)
    throw problems.injuryUnfit({
      detail: 'Nothing was saved. The day of the injury has not come.',
      at: 'injuredOn',
    });
  if (input.untilOn !== undefined && input.untilOn < input.injuredOn)
    throw problems.injuryUnfit({ detail: 'Nothing was saved. The last day lies before the injury.', at: 'untilOn' });
  const id = newId();
  await act.tx
    .insertInto('release.injury')
    .values({
      id,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      injured_on: input.injuredOn,
      until_on: input.untilOn ?? null,
      body_part: input.bodyPart.trim(),
      claim_number: input.claimNumber.trim(),
      state_law: input.stateLaw.trim(),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [id] });
}
