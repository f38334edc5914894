import { sql } from 'kysely';
import type { Actor, EmittedEvent } from '../act.ts';
import type { Queries } from '../db/database.ts';
import type { Reaction } from '../module.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { systemActor } from '../system-actor.ts';

const IDLE_MS = 1_000;
/** News that come while others are read wait this long for more: asking after each commit of a feed costs as much as the feed. */
const GATHER_MS = 30;
const BATCH = 100;
/** A commit costs as much as what most reactions do; more in one would only hold locks for longer. */
const IN_ONE_COMMIT = 25;
const MAX_TRIES = 8;
const RETRY_BASE_MS = 500;
const RETRY_MAX_MS = 60_000;
/** How long a drain waits for a transaction that holds news back. */
const DRAIN_MS = 20_000;
const HELD_LOOK_MS = 25;

/**
 * Delivers news to reactions: each has a cursor in commit order and its own lock, so any number of processes may run
 * this. An event and the cursor's step are one act: a reaction's effect happens once however often the process dies.
 * A reaction that fails is tried again with growing pauses, then the event is set aside and the rest goes on.
 */
export function createDispatcher(parts: { services: Services; reactions: readonly Reaction[] }) {
  let stopped = false;
  let wake: (() => void) | undefined;
  let nudged = false;
  let running: Promise<void> | undefined;

  async function loop(): Promise<void> {
    while (!stopped) {
      nudged = false;
      let busy = false;
      for (const reaction of await whoHasNews()) {
        if (stopped) return;
        try {
          busy = (await deliverBatch(parts.services, reaction)) === BATCH || busy;
        } catch (error) {
          tellUnread(error, reaction);
        }
      }
      if (busy) continue;
      if (nudged) await new Promise((next) => setTimeout(next, GATHER_MS));
      else await pause(IDLE_MS);
    }
  }

  async function whoHasNews(): Promise<readonly Reaction[]> {
    try {
      return await reactionsWithNews(parts.services, parts.reactions);
    } catch (error) {
      tellUnread(error);
      return [];
    }
  }

  function tellUnread(error: unknown, reaction?: Reaction): void {
    parts.services.log.warn({ err: error, reaction: reaction?.name }, 'news could not be read; trying again');
  }

  function pause(millis: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, millis);
      function done() {
        clearTimeout(timer);
        wake = undefined;
        resolve();
      }
      wake = done;
    });
  }

  return {
    start() {
      running ??= loop();
    },
    /** Called after a commit that emitted events. */
    nudge() {
      nudged = true;
      wake?.();
    },
    /** Handles everything that is committed and due, and returns: for tests and command-line work. */
    async drain(): Promise<void> {
      const end = Date.now() + DRAIN_MS;
      for (let round = 0; round < 1_000; round++) {
        // Asked before the news are read: what holds them back may end in between, and then they are looked for once more.
        const heldBack = await isHeldBack(parts.services);
        let delivered = 0;
        for (const reaction of await reactionsWithNews(parts.services, parts.reactions))
          delivered += await deliverBatch(parts.services, reaction);
        // What was delivered may have made news for a reaction that was asked earlier.
        if (delivered > 0) continue;
        if (!heldBack || Date.now() > end) return;
        await new Promise((next) => setTimeout(next, HELD_LOOK_MS));
      }
    },
    async stop(): Promise<void> {
      stopped = true;
      wake?.();
      await running;
    },
  };
}

/** True while committed news wait for an older transaction, of whatever database of the server, to end. */
function isHeldBack(services: Services): Promise<boolean> {
  return services.acting.lookup(async (queries) => {
    const held = await queries
      .selectFrom('platform.event')
      .select('id')
      .where('xid', '>=', sql<string>`pg_snapshot_xmin(pg_current_snapshot())`)
      .limit(1)
      .executeTakeFirst();
    return held !== undefined;
  });
}

const BEFORE_ALL = { xid: '0', event_id: '00000000-0000-0000-0000-000000000000' };

/**
 * Committed news of these names after the cursor, in commit order: one range of the index for each name. Each name is asked
 * for by itself, and the cursor is compared with the name before it, which only that index can follow: otherwise PostgreSQL
 * walks through everything that ever happened where none of them did.
 */
export async function newsFor(
  queries: Queries,
  names: readonly string[],
  cursor: { readonly xid: string; readonly event_id: string } = BEFORE_ALL,
): Promise<News[]> {
  const { rows } = await sql<EmittedEvent & { xid: string }>`
    SELECT e.id, e.name, e.payload, e.xid FROM unnest(${[...names]}::text[]) AS w (name)
    CROSS JOIN LATERAL (SELECT o.id, o.name, o.payload, o.xid FROM platform.event o
      WHERE o.name = w.name AND (o.name, o.xid, o.id) > (w.name, ${cursor.xid}::xid8, ${cursor.event_id}::uuid)
        AND o.xid < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY o.xid, o.id LIMIT ${BATCH}) e
    ORDER BY e.xid, e.id LIMIT ${BATCH}`.execute(queries);
  return rows.map(({ xid, ...event }) => ({ event, xid }));
}

/** One question for all of them: most have no news at most times, and a question each costs more than the news. */
async function reactionsWithNews(services: Services, reactions: readonly Reaction[]): Promise<readonly Reaction[]> {
  const asked = reactions.flatMap(({ name: consumer, events }) => events.map((name) => ({ consumer, name })));
  const { rows } = await services.acting.lookup((queries) =>
    sql<{ consumer: string }>`
      SELECT DISTINCT w.consumer
      FROM unnest(${asked.map(({ consumer }) => consumer)}::text[], ${asked.map(({ name }) => name)}::text[]) AS w (consumer, name)
      LEFT JOIN platform.cursor c ON c.consumer = w.consumer
      CROSS JOIN LATERAL (SELECT FROM platform.event o
        WHERE o.name = w.name AND o.xid < pg_snapshot_xmin(pg_current_snapshot())
          AND (o.name, o.xid, o.id) > (w.name, coalesce(c.xid, ${BEFORE_ALL.xid}::xid8), coalesce(c.event_id, ${BEFORE_ALL.event_id}::uuid))
        LIMIT 1) e`.execute(queries),
  );
  const news = new Set(rows.map(({ consumer }) => consumer));
  return reactions.filter(({ name }) => news.has(name));
}

/** How many were delivered; as many as a batch holds: there may be more. None where the first of them failed. */
async function deliverBatch(services: Services, reaction: Reaction): Promise<number> {
  const news = await services.acting.lookup(async (queries) => {
    const cursor = await queries
      .selectFrom('platform.cursor')
      .select(['xid', 'event_id', 'retry_at'])
      .where('consumer', '=', reaction.name)
      .executeTakeFirst();
    if (cursor?.retry_at != null && cursor.retry_at > services.clock.now()) return [];
    return newsFor(queries, reaction.events, cursor);
  });
  const actor = systemActor(`reaction:${reaction.name}`);
  for (let from = 0; from < news.length; from += IN_ONE_COMMIT) {
    const some = news.slice(from, from + IN_ONE_COMMIT);
    if (some.length > 1 && (await deliverTogether(services, reaction, actor, some))) continue;
    for (const each of some) if (!(await deliver(services, reaction, actor, each))) return 0;
  }
  return news.length;
}

/** False where one of them failed and so none was delivered: each has to be delivered alone. */
async function deliverTogether(
  services: Services,
  reaction: Reaction,
  actor: Actor,
  news: readonly News[],
): Promise<boolean> {
  try {
    await services.acting.several({ actor }, { verb: reaction.verb, permission: 'system' }, async (act, tx) => {
      const fresh = await lockCursor(tx, reaction);
      const open = news.filter(fresh);
      const last = open.at(-1);
      if (last === undefined) return;
      if (await nothingToDo(reaction, tx)) await act(async (within) => within.note({ count: 0 }));
      else
        for (const each of open)
          await act((within) => reaction.react(within, each.event), { kind: 'event', id: each.event.id });
      await moveCursor(tx, reaction, last);
    });
    return true;
  } catch {
    return false;
  }
}

interface News {
  readonly event: EmittedEvent;
  readonly xid: string;
}

async function deliver(services: Services, reaction: Reaction, actor: Actor, news: News): Promise<boolean> {
  const { event, xid } = news;
  try {
    await services.acting.act(
      { actor },
      { verb: reaction.verb, permission: 'system', subject: { kind: 'event', id: event.id } },
      async (act) => {
        if (!(await lockCursor(act.tx, reaction))(news)) return;
        await reaction.react(act, event);
        await moveCursor(act.tx, reaction, news);
      },
    );
    return true;
  } catch (error) {
    return setAside(services, reaction, actor, event, xid, error);
  }
}

/** Then all of them are one act: what looks for something that waits would say of each that nothing does. */
async function nothingToDo(reaction: Reaction, tx: Queries): Promise<boolean> {
  return reaction.hasWork !== undefined && !(await reaction.hasWork(tx));
}

/** Another process may deliver the same event: the cursor row serialises both, and the loser sees it moved. @returns what is news still */
async function lockCursor(tx: Queries, reaction: Reaction): Promise<(news: News) => boolean> {
  await tx
    .insertInto('platform.cursor')
    .values({ consumer: reaction.name, ...BEFORE_ALL })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const cursor = await tx
    .selectFrom('platform.cursor')
    .select(['xid', 'event_id'])
    .where('consumer', '=', reaction.name)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const at = BigInt(cursor.xid);
  return ({ xid, event }) => at < BigInt(xid) || (cursor.xid === xid && cursor.event_id < event.id);
}

async function moveCursor(tx: Queries, reaction: Reaction, { xid, event }: News): Promise<void> {
  await tx
    .updateTable('platform.cursor')
    .set({ xid, event_id: event.id, failures: 0, failed_code: null, retry_at: null })
    .where('consumer', '=', reaction.name)
    .execute();
}

/** True when the event was given up and the next one may come. */
async function setAside(
  services: Services,
  reaction: Reaction,
  actor: Actor,
  event: EmittedEvent,
  xid: string,
  error: unknown,
): Promise<boolean> {
  const code = error instanceof Problem ? error.code : 'platform/fault';
  services.log.warn({ reaction: reaction.name, event: event.name, code, err: error }, 'a reaction failed');
  return services.acting.act(
    { actor },
    { verb: 'platform.set-aside-event', permission: 'system', subject: { kind: 'event', id: event.id } },
    async (act) => {
      const cursor = await act.tx
        .selectFrom('platform.cursor')
        .select('failures')
        .where('consumer', '=', reaction.name)
        .forUpdate()
        .executeTakeFirst();
      const failures = (cursor?.failures ?? 0) + 1;
      const giveUp = failures >= MAX_TRIES;
      const retryAt = new Date(act.now.getTime() + Math.min(RETRY_BASE_MS * 2 ** failures, RETRY_MAX_MS));
      if (giveUp)
        await act.tx
          .insertInto('platform.dead_event')
          .values({ consumer: reaction.name, event_id: event.id, at: act.now, code })
          .onConflict((c) => c.doNothing())
          .execute();
      const step = giveUp
        ? { xid, event_id: event.id, failures: 0, failed_code: null, retry_at: null }
        : { failures, failed_code: code, retry_at: retryAt };
      await act.tx
        .insertInto('platform.cursor')
        .values({ consumer: reaction.name, ...BEFORE_ALL, ...step })
        .onConflict((conflict) => conflict.column('consumer').doUpdateSet(step))
        .execute();
      return giveUp;
    },
  );
}
