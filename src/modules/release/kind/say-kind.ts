import type { Act } from '../../../platform/act.ts';
import { descriptionOfRow } from '../description-of-row.ts';
import { loadRequest } from '../load-request.ts';
import { problems } from '../problems.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { decideKindOfRequest } from './decide-kind-of-request.ts';
import type { KindDecision, SaidOfRequest } from './decide-kind.ts';

/**
 * A person read the letter: who signed, in whose name, to whom the copy goes. What the request is follows, and its clock.
 * @throws release/not-described, release/too-late, release/ended
 */
export async function sayKind(
  act: Act,
  input: { requestId: string; said: SaidOfRequest },
): Promise<Pick<KindDecision, 'kind'> & { dueOn: string | null }> {
  const request = await loadRequest(act, input.requestId, 'work');
  const description = descriptionOfRow(request.row);
  if (description === undefined)
    throw problems.notDescribed({
      detail: 'Nothing was saved. Say who asks and what for, then what stands in the letter.',
    });
  if (request.facts.approved)
    throw problems.tooLate({
      detail: 'Nothing was saved: the release was approved for this kind of request. Send it back first.',
    });
  const { id: requestId, facility, labels, patientId } = request;
  const { decision, dueOn } = await decideKindOfRequest(act, {
    ...{ requestId, facility, labels, patientId, description },
    receivedAt: request.row.received_at,
    said: input.said,
  });
  await refreshWorklist(act, request.id);
  return { kind: decision.kind, dueOn };
}
