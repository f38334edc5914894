import type { Act } from '../../../platform/act.ts';
import type { LoadedRequest } from '../load-request.ts';
import { resumeRequest } from '../pend-request.ts';
import { attachPages } from '../receive-request.ts';
import { refreshWorklist } from '../refresh-worklist.ts';

/** What a paper from outside may be the answer to. */
const ANSWERED_BY_PAPER = ['requester', 'patient'];

/** Pages join a case; where it waited for its requester or patient, it goes on. */
export async function takeIn(
  act: Act,
  into: LoadedRequest,
  papers: readonly { readonly itemId: string; readonly pages: readonly number[] }[],
): Promise<void> {
  for (const { itemId, pages } of papers)
    await attachPages(act, {
      ...{ requestId: into.id, facilityId: into.facility.id, labels: into.labels },
      ...{ itemId, pages },
    });
  const pends = await act.tx
    .selectFrom('release.pend')
    .select('id')
    .where('request_id', '=', into.id)
    .where('waiting_for', 'in', ANSWERED_BY_PAPER)
    .where('resumed_at', 'is', null)
    .execute();
  for (const { id } of pends) await resumeRequest(act, { requestId: into.id, pendId: id });
  await refreshWorklist(act, into.id);
}
