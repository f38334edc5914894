import pg from 'pg';
import { errorCode } from '../durable.ts';
import type { Log } from '../log.ts';
import { urlFor, type DatabaseServer } from './database-server.ts';
import { postgresProblems } from './problems.ts';

const OLDEST = 150_000;
const CONNECT_MS = 10_000;

/** Checks the server that DATABASE_URL names; says what is dangerous about it, refuses only what cannot work. */
export async function openExternal(databaseUrl: string, options: { log: Log }): Promise<DatabaseServer> {
  const url = parseUrl(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_MS });
  // A connection that breaks between two queries emits; the next query reports it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; checksums: string; fsync: string; commits: string }>(
      `select current_setting('server_version_num') as version, current_setting('data_checksums') as checksums,
              current_setting('fsync') as fsync, current_setting('synchronous_commit') as commits`,
    );
    const server = rows[0];
    if (server === undefined || Number(server.version) < OLDEST) {
      throw postgresProblems.tooOld({
        detail: `Chartkeeper needs PostgreSQL 15 or newer; the server in DATABASE_URL is ${server?.version ?? 'unknown'}. Nothing was changed.`,
      });
    }
    if (server.checksums !== 'on') options.log.warn('the database has no data checksums: silent disk errors go unseen');
    if (server.fsync !== 'on') options.log.warn('the database runs with fsync off: a power cut may destroy records');
    if (server.commits === 'off') options.log.warn('synchronous_commit is off: a crash may lose acknowledged work');
  } catch (error) {
    if (error instanceof Error && error.name === 'Problem') throw error;
    throw postgresProblems.unreachable(
      {
        detail: `The database server at ${url.hostname}:${url.port || '5432'} does not answer as expected (${errorCode(error) ?? 'no code'}). Nothing was changed. Check DATABASE_URL, the network, and that the server is up.`,
        internal: errorCode(error) ?? 'unknown',
      },
      error,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
  return {
    kind: 'external',
    adminUrl: databaseUrl,
    host: url.hostname,
    port: Number(url.port || 5432),
    database: decodeURIComponent(url.pathname.slice(1)),
    urlFor: (role, password) => urlFor(databaseUrl, role, password),
    pid: () => undefined,
    health: () => 'up',
    stop: () => Promise.resolve(),
  };
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1) return url;
  throw postgresProblems.unreachable({
    detail: 'DATABASE_URL is not of the form postgres://user:password@host:port/database. Nothing was changed.',
  });
}
