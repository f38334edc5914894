import type { Act } from '../../../platform/act.ts';
import { closeItem } from '../../worklist/index.ts';
import type { Description } from '../describe-request.ts';
import { loadRequest, type RequestRow } from '../load-request.ts';
import { problems } from '../problems.ts';
import { receiveRequest } from '../receive-request.ts';

export interface AnswerSupplement {
  readonly requestId: string;
  readonly supplementId: string;
  readonly decision: 'send' | 'not-needed';
  readonly reason: string;
}

/**
 * Sends a supplement, as a new case that begins with what is known of the former one and goes every step itself, or says
 * why none is needed. Both stay.
 * @throws release/not-found, release/supplement-answered
 */
export async function answerSupplement(act: Act, input: AnswerSupplement): Promise<{ requestId: string | null }> {
  const request = await loadRequest(act, input.requestId, 'any-work');
  const open = await act.tx
    .selectFrom('release.supplement')
    .select('id')
    .where('request_id', '=', request.id)
    .where('decision', 'is', null)
    .execute();
  if (!open.some(({ id }) => id === input.supplementId))
    throw problems.supplementAnswered({ detail: 'Nothing was changed. Reload the case to see what was decided.' });
  const sent =
    input.decision === 'not-needed'
      ? null
      : await receiveRequest(act, {
          receivedAt: act.now,
          receivedVia: 'electronic',
          facilityId: request.facility.id,
          description: descriptionOf(request.row, request.number),
          origin: 'supplement',
          originId: input.supplementId,
        });
  await act.tx
    .updateTable('release.supplement')
    .set({
      decision: input.decision,
      reason: input.reason.trim(),
      sent_request_id: sent?.id ?? null,
      decided_at: act.now,
      decided_by: act.actor.id,
    })
    .where('request_id', '=', request.id)
    .where('id', '=', input.supplementId)
    .execute();
  if (open.length === 1)
    await closeItem(act, { kind: 'release.supplement', subjectId: request.id, outcome: input.decision });
  act.note({ subjectIds: [request.id, input.supplementId], detail: { decision: input.decision } });
  return { requestId: sent?.id ?? null };
}

/** The columns hold what descriptionColumns wrote. */
export function descriptionOf(row: RequestRow, number: string): Description {
  return {
    requester: {
      class: (row.requester_class ?? 'other') as Description['requester']['class'],
      name: row.requester_name ?? '',
      organisation: row.requester_organisation ?? undefined,
      address: row.requester_address,
      phone: row.requester_phone ?? undefined,
      email: row.requester_email ?? undefined,
      fax: row.requester_fax ?? undefined,
      reference: row.requester_reference ?? undefined,
      directoryId: row.requester_id ?? undefined,
    },
    purpose: row.purpose as Description['purpose'],
    purposeWords: row.purpose_words ?? undefined,
    wants: (row.wants ?? 'copy') as Description['wants'],
    copyForm: (row.copy_form ?? undefined) as Description['copyForm'],
    askedFor: `Supplement to ${number}`,
    patientAsWritten: row.patient_as_written ?? undefined,
    priority: row.priority,
  };
}
