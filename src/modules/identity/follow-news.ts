import type { Act, EmittedEvent } from '../../platform/act.ts';
import { newsFor } from '../../platform/events/dispatcher.ts';
import type { JobContext } from '../../platform/module.ts';

/** Batches of one run; the next minute takes up the rest. */
const MOST_BATCHES = 60;

export interface Follow {
  /** Under which name `identity.progress` remembers how far it came. */
  readonly name: string;
  /** Events whose payload names the patient. */
  readonly news: readonly string[];
  readonly verb: string;
  readonly look: (act: Act, patientIds: readonly string[]) => Promise<void>;
}

/**
 * Looks at whoever the news since the last time are about. It comes round by the clock and takes many pieces of news in one
 * act: an import of a hundred thousand patients does not wait for it.
 */
export async function followNews(context: Pick<JobContext, 'act' | 'stopping'>, follow: Follow): Promise<void> {
  for (let batch = 0; batch < MOST_BATCHES && !context.stopping(); batch++) {
    const more = await context.act({ verb: follow.verb }, (act) => followBatch(act, follow));
    if (!more) return;
  }
}

async function followBatch(act: Act, { name, news: names, look }: Follow): Promise<boolean> {
  const at = await act.tx
    .selectFrom('identity.progress')
    .select(['xid', 'event_id'])
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst();
  const cursor = at?.xid == null || at.event_id === null ? undefined : { xid: at.xid, event_id: at.event_id };
  const news = await newsFor(act.tx, names, cursor);
  const last = news.at(-1);
  if (last === undefined) return false;
  const ids = new Set(news.flatMap(({ event }) => idsOf(event.payload)));
  await look(act, [...ids]);
  await act.tx
    .insertInto('identity.progress')
    .values({ name, xid: last.xid, event_id: last.event.id, done: ids.size })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ xid: last.xid, event_id: last.event.id }))
    .execute();
  act.note({ count: ids.size });
  return true;
}

const NAMED = ['patientId', 'fromPatientId', 'retiredId', 'survivorId'] as const;

/** Whom a piece of news is about, by the names that the modules below give them. */
function idsOf(payload: EmittedEvent['payload']): string[] {
  return NAMED.map((name) => payload[name]).filter((id) => typeof id === 'string');
}
