import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { loadRequest, mustHavePatient } from '../load-request.ts';
import { problems as releaseProblems } from '../problems.ts';
import { loadPayerCase } from './load-payer-case.ts';
import { planFiles } from './plan-files.ts';
import { payerProblems as problems } from './problems.ts';
import { readSubmissions } from './read-submissions.ts';
import { refreshPayerCase } from './refresh-payer-case.ts';
import type { Way } from './kinds.ts';

export interface NewSubmission {
  readonly requestId: string;
  readonly way: Way;
  readonly handedInOn: string;
  readonly theirNumber?: string | undefined;
  /** The open appeal that it files; else it answers the request itself. */
  readonly appealId?: string | undefined;
  /** Why files are handed in that are larger than the destination says. */
  readonly whyLarger?: string | undefined;
}

/**
 * Records that the packet was handed in. Its hand-over stands in the disclosure log before; until the proof is recorded the case
 * waits in a queue.
 * @throws release/payer-case-unknown, release/log-first, release/submission-unfit, release/appeal-unknown
 */
export async function recordSubmission(
  act: Act,
  input: NewSubmission,
): Promise<{ submissionId: string; attempt: number }> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'any-work'));
  const payerCase = await loadPayerCase(act, request.id);
  const { destination } = payerCase;
  if (request.facts.handOver !== 'begun' && request.facts.handOver !== 'confirmed')
    throw releaseProblems.logFirst({
      detail: 'Nothing was saved. Begin the hand-over first: then it is logged, and the files are given.',
    });
  if (destination.retired_at !== null)
    throw problems.destinationRetired({ detail: 'Nothing was saved. Choose the destination of this case anew.' });
  const unfit = (detail: string, at: string) =>
    problems.submissionUnfit({ detail: `Nothing was saved. ${detail}`, at });
  if (!destination.ways.includes(input.way)) throw unfit('This destination takes no records in that way.', 'way');
  if (input.handedInOn > request.today) throw unfit('It cannot be handed in on a day that has not come.', 'handedInOn');
  const plan = await planFiles(act, request, payerCase);
  if (plan === undefined || request.ids.packet === null)
    throw unfit('There is no packet that could be handed in.', 'way');
  const large = plan.tooMuch || plan.files.some(({ tooLarge }) => tooLarge);
  if (large && (input.whyLarger?.trim() ?? '') === '')
    throw unfit('Files are larger than this destination takes. Say why it took them all the same.', 'whyLarger');
  const { submissions, appeals } = await readSubmissions(act, request.id);
  const appeal = appeals.find(({ id }) => id === input.appealId);
  const filed = submissions.some(({ appeal_id: id }) => id !== null && id === input.appealId);
  if (input.appealId !== undefined && (appeal === undefined || appeal.dropped_at !== null))
    throw problems.appealUnknown({ detail: 'Nothing was saved. Reload the case and choose the appeal again.' });
  const level = appeal?.level ?? 'initial';
  const attempt = submissions.filter((each) => each.level === level).length + 1;
  const submissionId = newId();
  await act.tx
    .insertInto('release.submission')
    .values({
      id: submissionId,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      destination_id: destination.id,
      ...{ attempt, level, appeal_id: appeal?.id ?? null, way: input.way },
      handed_in_on: input.handedInOn,
      their_number: input.theirNumber?.trim() ?? null,
      packet_id: request.ids.packet,
      files: plan.files.map(({ name }) => name),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({
    subjectIds: [submissionId, destination.id],
    detail: { attempt, level, again: filed, ...(large ? { whyLarger: input.whyLarger ?? '' } : {}) },
  });
  await refreshPayerCase(act, request);
  return { submissionId, attempt };
}
