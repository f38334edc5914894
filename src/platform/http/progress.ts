import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ActContext } from '../act.ts';
import type { Services } from '../services.ts';

/** How often the news is looked at while somebody listens. */
const POLL_MS = 700;
/** A stream outlives its session by this at most (and the second that an identification is kept). */
const HEARTBEAT_MS = 3_000;
const NAMES_PER_MESSAGE = 100;
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
  let seen: string | undefined;

  const poll = async () => {
    try {
      const rows = await parts.services.acting.lookup((queries) => {
        const news = queries
          .selectFrom('platform.event')
          .select(['id', 'name'])
          .orderBy('id', 'desc')
          .limit(NAMES_PER_MESSAGE);
        return (seen === undefined ? news.limit(1) : news.where('id', '>', seen)).execute();
      });
      const first = seen === undefined;
      if (rows[0] !== undefined) seen = rows[0].id;
      if (!first && rows.length > 0) {
        const names = [...new Set(rows.map((row) => row.name))];
        for (const tell of listeners) tell(names);
      }
    } catch (error) {
      parts.services.log.debug({ err: error }, 'the progress feed could not read the news');
    }
    if (listeners.size > 0) timer = setTimeout(() => void poll(), POLL_MS).unref();
    else timer = undefined;
  };

  api.get(
    '/progress',
    { schema: { tags: ['platform'], summary: 'Names of what changed, as server-sent events' } },
    async (request, reply) => {
      await parts.identify(request);
      if (listeners.size >= LISTENERS) return reply.code(503).header('retry-after', '30').send();
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
