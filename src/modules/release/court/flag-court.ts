import type { Act } from '../../../platform/act.ts';
import { refreshWorklist } from '../refresh-worklist.ts';

const AT_ONCE = 1_000;
const DAY_MS = 86_400_000;
/** Weekends and a zone ahead of ours lie within: three business days are five days of the calendar at most. */
const AHEAD_DAYS = 7;
const BEHIND_DAYS = 4;

/** Each morning: what came near, or whose time to object ends or has ended, is worked out anew. */
export async function flagCourt(act: Act): Promise<void> {
  const day = (n: number) => new Date(act.now.getTime() + n * DAY_MS).toISOString().slice(0, 10);
  const due = await act.tx
    .selectFrom('release.court_process')
    .select('request_id')
    .where('open', '=', true)
    .where('due_on', '<=', day(AHEAD_DAYS))
    .orderBy('due_on')
    .limit(AT_ONCE)
    .execute();
  const ending = await act.tx
    .selectFrom('release.court_process')
    .select('request_id')
    .where('open', '=', true)
    .where('objection_until', '>=', day(-BEHIND_DAYS))
    .where('objection_until', '<=', day(AHEAD_DAYS))
    .limit(AT_ONCE)
    .execute();
  const ids = [...new Set([...due, ...ending].map((row) => row.request_id))];
  for (const id of ids) await refreshWorklist(act, id);
  act.note({ count: ids.length });
}
