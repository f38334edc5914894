import type { Act } from '../../../platform/act.ts';
import { endOfLocalDay } from '../../../../packages/rule-engine/index.ts';
import { deadlinesOf } from '../../regulations/index.ts';
import { closeItem, openItem } from '../../worklist/index.ts';
import type { LoadedRequest } from '../load-request.ts';
import { derivePayerState } from './derive-payer-state.ts';
import { appealFactsOf, readSubmissions, submissionFactsOf } from './read-submissions.ts';

export const SUBMISSION_OPEN = 'release.submission-open';
const PRIORITY = 4;

/**
 * Called last by every use case here: the state of the case at its payer follows from the rows, and while a submission lacks its
 * proof or an appeal is to be handed in, it waits in the queue, whatever the case itself waits for.
 */
export async function refreshPayerCase(act: Act, request: LoadedRequest): Promise<{ dueOn: string | null }> {
  const { submissions, appeals } = await readSubmissions(act, request.id);
  const clock = (await deadlinesOf(act, { module: 'release', id: request.id }))
    .filter(({ topic, settled, acts }) => topic === 'claim-review' && settled === null && acts)
    .map(({ dueOn }) => dueOn)
    .sort()[0];
  const { state, dueOn } = derivePayerState(
    submissions.map(submissionFactsOf),
    appeals.map(appealFactsOf),
    clock ?? null,
  );
  await act.tx
    .updateTable('release.payer_case')
    .set({ state, due_on: dueOn })
    .where('request_id', '=', request.id)
    .execute();
  if (request.facts.cancelled || (state !== 'to-prove' && state !== 'to-appeal')) {
    await closeItem(act, { kind: SUBMISSION_OPEN, subjectId: request.id, outcome: state });
    return { dueOn };
  }
  await openItem(act, {
    kind: SUBMISSION_OPEN,
    module: 'release',
    subjectId: request.id,
    ...(request.patientId === null ? {} : { patientId: request.patientId }),
    facilityId: request.facility.id,
    labels: request.labels,
    permission: 'release/work',
    priority: PRIORITY,
    ...(dueOn === null ? {} : { dueAt: endOfLocalDay(dueOn, request.facility.timeZone) }),
  });
  return { dueOn };
}
