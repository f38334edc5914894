import type { Act } from '../../../platform/act.ts';
import { newsFor } from '../../../platform/events/dispatcher.ts';
import type { JobContext } from '../../../platform/module.ts';
import { lookAt } from './look-at.ts';

const NEWS = ['patients.registered', 'patients.changed'] as const;
/** Batches of one run; the next minute takes up the rest. */
const MOST_BATCHES = 60;

/**
 * Looks for pairs of whoever was registered or changed since the last time. It comes round by the clock and takes many
 * pieces of news in one act: an import of a hundred thousand patients does not wait for it.
 */
export async function lookAtNews(context: Pick<JobContext, 'act'>): Promise<void> {
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const more = await context.act({ verb: 'identity.look-for-pairs' }, lookAtBatch);
    if (!more) return;
  }
}

async function lookAtBatch(act: Act): Promise<boolean> {
  const at = await act.tx
    .selectFrom('identity.progress')
    .select(['xid', 'event_id'])
    .where('name', '=', 'news')
    .forUpdate()
    .executeTakeFirst();
  const cursor = at?.xid == null || at.event_id === null ? undefined : { xid: at.xid, event_id: at.event_id };
  const news = await newsFor(act.tx, NEWS, cursor).execute();
  const last = news.at(-1);
  if (last === undefined) return false;
  const ids = new Set(news.flatMap(({ payload }) => idOf(payload)));
  for (const id of ids) await lookAt(act, id, 'news');
  await act.tx
    .insertInto('identity.progress')
    .values({ name: 'news', xid: last.xid, event_id: last.id, done: ids.size })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ xid: last.xid, event_id: last.id }))
    .execute();
  act.note({ count: ids.size });
  return true;
}

function idOf(payload: unknown): string[] {
  const id = typeof payload === 'object' && payload !== null && 'patientId' in payload ? payload.patientId : undefined;
  return typeof id === 'string' ? [id] : [];
}
