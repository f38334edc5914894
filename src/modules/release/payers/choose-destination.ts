import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { startOfLocalDay } from '../../../../packages/rule-engine/index.ts';
import { cancelDeadline, deadlinesOf, startDeadline } from '../../regulations/index.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { hasCaseFormat } from './evaluate-destination.ts';
import type { Review } from './kinds.ts';
import { loadDestination } from './load-destination.ts';
import { payerProblems as problems } from './problems.ts';
import { refreshPayerCase } from './refresh-payer-case.ts';

export interface DestinationChoice {
  readonly requestId: string;
  readonly destinationId: string;
  readonly caseNumber?: string | undefined;
  readonly claimNumber?: string | undefined;
  readonly letterOn?: string | undefined;
  /** Of a Medicare request for additional documentation; its clock runs from the day on the letter. */
  readonly review?: Review | undefined;
}

/**
 * Says where the records of a case are handed in, and under which number. A Medicare review starts its own clock beside that of
 * the request, with the rule it comes from.
 * @throws release/destination-unknown, release/destination-retired, release/case-number-unfit, release/letter-day-unfit,
 *   release/ended
 */
export async function chooseDestination(act: Act, input: DestinationChoice): Promise<{ dueOn: string | null }> {
  const request = await loadRequest(act, input.requestId, 'work');
  const destination = await loadDestination(act, input.destinationId);
  if (destination.retired_at !== null)
    throw problems.destinationRetired({
      detail: 'Nothing was saved. Choose another destination.',
      at: 'destinationId',
    });
  if (input.caseNumber !== undefined && !hasCaseFormat(input.caseNumber, destination.case_format))
    throw problems.caseNumberUnfit({
      detail: `Nothing was saved. Compare it with the letter: the form is ${destination.case_format ?? ''} (9 a digit, A a letter, * either).`,
      at: 'caseNumber',
    });
  letterDayMustFit(request, input);
  const facts = {
    destination_id: destination.id,
    case_number: input.caseNumber?.trim() ?? null,
    claim_number: input.claimNumber?.trim() ?? null,
    letter_on: input.letterOn ?? null,
    review: input.review ?? null,
    recorded_at: act.now,
    recorded_by: act.actor.id,
  };
  await act.tx
    .insertInto('release.payer_case')
    .values({ request_id: request.id, facility_id: request.facility.id, labels: request.labels, ...facts })
    .onConflict((conflict) =>
      conflict.column('request_id').doUpdateSet({ ...facts, version: sql<number>`payer_case.version + 1` }),
    )
    .execute();
  await startReviewClock(act, request, input);
  act.note({ subjectIds: [destination.id], detail: { review: input.review ?? null } });
  const { dueOn } = await refreshPayerCase(act, request);
  await refreshWorklist(act, request.id);
  return { dueOn };
}

function letterDayMustFit({ today }: LoadedRequest, { letterOn, review }: DestinationChoice): void {
  if (letterOn !== undefined && letterOn > today)
    throw problems.letterDayUnfit({
      detail: 'Nothing was saved. The letter cannot be from a day that has not come.',
      at: 'letterOn',
    });
  if (review !== undefined && letterOn === undefined)
    throw problems.letterDayUnfit({
      detail: 'Nothing was saved. Its clock runs from the day on the letter: give that day.',
      at: 'letterOn',
    });
}

/** Another review or another day is another clock; the same once more is the same clock. */
async function startReviewClock(act: Act, request: LoadedRequest, { review, letterOn }: DestinationChoice) {
  const running = (await deadlinesOf(act, { module: 'release', id: request.id })).filter(
    ({ topic, settled }) => topic === 'claim-review' && settled === null,
  );
  const wanted = review === undefined ? undefined : RULES[review];
  const stays = running.find(({ ruleId, startsOn }) => ruleId === wanted && startsOn === letterOn);
  for (const clock of running)
    if (clock !== stays) await cancelDeadline(act, { deadlineId: clock.id, reason: 'entered-in-error' });
  if (review === undefined || letterOn === undefined || stays !== undefined) return;
  await startDeadline(act, {
    topic: 'claim-review',
    subject: { module: 'release', id: request.id },
    facilityId: request.facility.id,
    labels: request.labels.toString(),
    ...(request.patientId === null ? {} : { patientId: request.patientId }),
    startedAt: startOfLocalDay(letterOn, request.facility.timeZone),
    facts: { claim_review: review },
  });
}

const RULES: Readonly<Record<Review, string>> = {
  prepayment: 'us/cms/prepayment-documentation-time',
  'post-payment': 'us/cms/post-payment-documentation-time',
  upic: 'us/cms/upic-documentation-time',
};
