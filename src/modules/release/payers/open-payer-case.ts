import type { Act } from '../../../platform/act.ts';
import { loadRequest } from '../load-request.ts';
import { refreshPayerCase } from './refresh-payer-case.ts';

/** The case of a matched row stands with its payer at once, under the number of the row. */
export async function openPayerCase(
  act: Act,
  requestId: string,
  destinationId: string | undefined,
  reference: string | undefined,
): Promise<void> {
  if (destinationId === undefined) return;
  const request = await loadRequest(act, requestId, 'work');
  await act.tx
    .insertInto('release.payer_case')
    .values({
      request_id: request.id,
      facility_id: request.facility.id,
      labels: request.labels,
      destination_id: destinationId,
      claim_number: reference?.slice(0, MOST_NUMBER) ?? null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await refreshPayerCase(act, request);
}

const MOST_NUMBER = 60;
