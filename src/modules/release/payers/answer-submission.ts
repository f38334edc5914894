import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { loadRequest } from '../load-request.ts';
import type { AppealLevel, SubmissionOutcome } from './kinds.ts';
import { openAppeal } from './open-appeal.ts';
import { payerProblems as problems } from './problems.ts';
import { loadSubmission } from './prove-submission.ts';
import { refreshPayerCase } from './refresh-payer-case.ts';

export interface SubmissionAnswer {
  readonly requestId: string;
  readonly submissionId: string;
  readonly outcome: SubmissionOutcome;
  readonly answeredOn: string;
  readonly reason?: string | undefined;
  /** What is appealed against it at once, by the day that its notice gives. */
  readonly appeal?: { readonly level: AppealLevel; readonly dueOn: string } | undefined;
}

const GOOD: readonly SubmissionOutcome[] = ['accepted', 'paid'];

/**
 * Records what the destination answered; the newest answer of a submission counts.
 * @throws release/submission-unknown, release/answer-unfit, release/appeal-unfit
 */
export async function answerSubmission(act: Act, input: SubmissionAnswer): Promise<void> {
  const request = await loadRequest(act, input.requestId, 'any-work');
  const submission = await loadSubmission(act, request, input.submissionId);
  const reason = input.reason?.trim() ?? '';
  const unfit = (detail: string, at: string) => problems.answerUnfit({ detail: `Nothing was saved. ${detail}`, at });
  if (!GOOD.includes(input.outcome) && reason === '')
    throw unfit('Write the reason that the destination gives.', 'reason');
  if (input.answeredOn > request.today || input.answeredOn < submission.handedInOn)
    throw unfit('It was answered between the day it was handed in and today.', 'answeredOn');
  await act.tx
    .insertInto('release.submission_outcome')
    .values({
      id: newId(),
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      submission_id: submission.id,
      outcome: input.outcome,
      reason: reason === '' ? null : reason,
      answered_on: input.answeredOn,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [submission.id], detail: { outcome: input.outcome } });
  if (input.appeal === undefined) await refreshPayerCase(act, request);
  else
    await openAppeal(act, {
      ...input.appeal,
      requestId: request.id,
      reason: reason === '' ? input.outcome : reason,
    });
}
