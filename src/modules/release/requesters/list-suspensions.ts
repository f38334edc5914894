import type { Act } from '../../../platform/act.ts';
import { loadRequest } from '../load-request.ts';

const LIST_LIMIT = 200;

/** Links of a case that were taken back by themselves, the newest first, with what was said of it. */
export async function listSuspensions(act: Act, requestId: string) {
  const request = await loadRequest(act, requestId, 'read');
  const rows = await act.tx
    .selectFrom('release.suspension')
    .select(['id', 'why', 'recorded_at', 'answer', 'answered_at', 'answered_by'])
    .where('request_id', '=', request.id)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(LIST_LIMIT)
    .execute();
  return {
    suspensions: rows.map((row) => ({
      id: row.id,
      why: row.why,
      at: row.recorded_at,
      answer: row.answer,
      answeredAt: row.answered_at,
    })),
  };
}
