import type { Act } from '../../platform/act.ts';
import { type ReceiveRequest, receiveRequest } from './receive-request.ts';

/**
 * Pages that intake gave to release open a case: nobody has read them as a request yet, so it waits to be described, its
 * patient to be identified. The same news twice opens one case.
 */
export async function createRequestFromIntake(
  act: Act,
  input: {
    /** Names this hand-over: pages given twice, after an undo, are two cases. */
    eventId: string;
    itemId: string;
    pages: readonly number[];
    facilityId: string;
    /** When the pages arrived, which is the receipt date-stamp. */
    receivedAt: Date;
    /** As intake took the file in; a sheet that was scanned may have come by post or over the counter. */
    receivedVia: ReceiveRequest['receivedVia'];
  },
): Promise<{ id: string; number: string }> {
  return receiveRequest(act, {
    receivedAt: input.receivedAt,
    receivedVia: input.receivedVia,
    facilityId: input.facilityId,
    origin: 'intake',
    originId: input.eventId,
    intake: { itemId: input.itemId, pages: input.pages },
  });
}
