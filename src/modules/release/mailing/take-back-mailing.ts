import type { Act } from '../../../platform/act.ts';
import { dropSending } from '../care/take-back.ts';
import { loadRequest } from '../load-request.ts';
import { refreshWorklist } from '../refresh-worklist.ts';

/**
 * Takes a mailed packet back before it left: that is the undo. The packet lies ready to be handed over another way.
 * @throws release/sending-unknown, release/sending-left, release/own-record
 */
export async function takeBackMailing(act: Act, input: { requestId: string }): Promise<void> {
  const request = await loadRequest(act, input.requestId, 'any-work');
  if (await dropSending(act, request, 'packet')) await refreshWorklist(act, request.id);
}
