import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { ActContext } from '../act.ts';
import type { Queries } from '../db/database.ts';
import type { Services } from '../services.ts';

/** How often the news is looked at while somebody listens. */
const POLL_MS = 700;
/** A stream outlives its session by this at most (and the second that an identification is kept). */
const HEARTBEAT_MS = 3_000;
const LISTENERS = 500;

/**
 * `GET /progress`: server-sent names of what changed ("intake.item-read"), without ids or content; the browser then
 * reads again what it shows, through the access decision. Works across processes since it follows the event table.
 */
export function registerProgress(
  api: FastifyInstance,
  parts: { services: Services; identify: (request: FastifyRequest) => Promise<ActContext> },
): void {
  const listeners = new Set<(names: readonly string[]) => void>();
  let timer: NodeJS.Timeout | undefined;
  let snapshot: string | undefined;

  const poll = async () => {
    try {
      const news = await parts.services.acting.lookup((queries) => readNews(queries, snapshot));
      ({ snapshot } = news);
      if (news.names.length > 0) for (const tell of listeners) tell(news.names);
    } catch (error) {
      parts.services.log.debug({ err: error }, 'the progress feed could not read the news');
    }
    timer = listeners.size > 0 ? setTimeout(() => void poll(), POLL_MS).unref() : undefined;
    if (timer === undefined) snapshot = undefined;
  };

  api.get(
    '/progress',
    { schema: { tags: ['platform'], summary: 'Names of what changed, as server-sent events' } },
    async (request, reply) => {
      await parts.identify(request);
      if (listeners.size >= LISTENERS) return reply.code(503).header('retry-after', '30').send();
      // From before the stream stands: what the screen reads once it is open misses nothing.
      snapshot ??= (await parts.services.acting.lookup((queries) => readNews(queries, undefined))).snapshot;
      reply.hijack();
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
      });
      reply.raw.write(': connected\n\n');
      const tell = (names: readonly string[]) => reply.raw.write(`event: changed\ndata: ${JSON.stringify(names)}\n\n`);
      const beat = setInterval(() => {
        // The session may have ended meanwhile: the stream ends with it.
        parts.identify(request).then(
          () => reply.raw.write(': still here\n\n'),
          () => reply.raw.end(),
        );
      }, HEARTBEAT_MS).unref();
      listeners.add(tell);
      timer ??= setTimeout(() => void poll(), 0).unref();
      request.raw.on('close', () => {
        clearInterval(beat);
        listeners.delete(tell);
      });
      return reply;
    },
  );
}

/**
 * The names of the news that were committed after `since` was taken, and the snapshot to ask with next time; the first
 * time only that. By snapshots and not by ids: of two transactions the one that began first may be committed last.
 */
export async function readNews(
  queries: Queries,
  since: string | undefined,
): Promise<{ names: readonly string[]; snapshot: string }> {
  const row = await queries
    .selectNoFrom((select) => [
      sql<string>`pg_current_snapshot()::text`.as('snapshot'),
      sql<string[]>`${
        since === undefined
          ? sql`'{}'::text[]`
          : sql`ARRAY(${select
              .selectFrom('platform.event')
              .select('name')
              .distinct()
              .where('xid', '>=', sql<string>`pg_snapshot_xmin(${since}::pg_snapshot)`)
              .where(sql<boolean>`NOT pg_visible_in_snapshot(xid, ${since}::pg_snapshot)`)})`
      }`.as('names'),
    ])
    .executeTakeFirstOrThrow();
  return row;
}
