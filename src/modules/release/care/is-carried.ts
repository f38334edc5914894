import type { Act } from '../../../platform/act.ts';
import type { LoadedRequest } from '../load-request.ts';

/** Whether the packet leaves by itself: sent for care to a number, and nothing has stopped it yet. */
export async function isCarried(act: Act, request: Pick<LoadedRequest, 'id' | 'patientId'>): Promise<boolean> {
  if (request.patientId === null) return false;
  const row = await act.tx
    .selectFrom('release.care_sending')
    .select('id')
    .where('patient_id', '=', request.patientId)
    .where('request_id', '=', request.id)
    .where('channel', '<>', 'by-hand')
    .where('disclosure_id', 'is', null)
    .where('taken_back_at', 'is', null)
    .where('stopped_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
