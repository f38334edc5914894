import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { ModuleDefinition } from '../platform/module.ts';
import type { DatabaseServer } from '../platform/postgres/index.ts';
import type { Services } from '../platform/services.ts';
import { lastBackup } from '../platform/backup/index.ts';
import { registerOperations } from './control-operations.ts';
import { VERSION } from './program.ts';

export interface ControlParts {
  readonly services: Services;
  readonly modules: readonly ModuleDefinition[];
  readonly databaseServer: DatabaseServer;
  readonly drain: () => Promise<void>;
}

/** What only the owner of the data folder may ask: status with the database's address, metrics, waiting for the queue. */
export function registerControl(app: FastifyInstance, parts: ControlParts): void {
  const { services } = parts;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  registerQueueMetrics(registry, services);

  app.get('/status', { schema: { hide: true } }, async () => {
    const log = await services.acting.lookup(async (queries) => {
      const { rows } = await sql<{ entries: string; size: string | null; note: string | null }>`
        SELECT (SELECT count(*) FROM audit.entry)::text AS entries,
               (SELECT size::text FROM audit.checkpoint ORDER BY size DESC LIMIT 1) AS size,
               (SELECT note FROM audit.checkpoint ORDER BY size DESC LIMIT 1) AS note`.execute(queries);
      return rows[0];
    });
    return {
      version: VERSION,
      ready: parts.databaseServer.health() === 'up',
      database: {
        kind: parts.databaseServer.kind,
        url: withoutPassword(parts.databaseServer.adminUrl),
        adminUrl: parts.databaseServer.adminUrl,
      },
      log: { entries: Number(log?.entries ?? 0), checkpoint: log?.note ?? null },
      backup: (await lastBackup(services.settings.data)) ?? null,
    };
  });
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  app.post('/drain', { schema: { hide: true } }, async () => {
    await parts.drain();
    return { drained: true };
  });
  registerOperations(app, parts);
}

function withoutPassword(address: string): string {
  const url = new URL(address);
  url.password = '';
  return url.toString();
}

/** Counts without labels that could name anybody. */
function registerQueueMetrics(registry: Registry, services: Services): void {
  const gauge = (name: string, help: string, query: string) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const { rows } = await services.acting.lookup((queries) =>
          sql<{ n: number }>`${sql.raw(query)}`.execute(queries),
        );
        this.set(rows[0]?.n ?? 0);
      },
    });
  gauge('chartkeeper_jobs_waiting', 'Jobs in the queue', 'SELECT count(*)::int AS n FROM graphile_worker.jobs');
  gauge(
    'chartkeeper_jobs_failed',
    'Jobs that used up their tries',
    'SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE attempts >= max_attempts',
  );
  gauge(
    'chartkeeper_events_set_aside',
    'Events a reaction could not handle',
    'SELECT count(*)::int AS n FROM platform.dead_event',
  );
  gauge(
    'chartkeeper_log_unfolded',
    'Log entries without a checkpoint yet',
    'SELECT greatest(0, (SELECT count(*) FROM audit.entry) - (SELECT coalesce(max(n) + 1, 0) FROM audit.leaf))::int AS n',
  );
}
