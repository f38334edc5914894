import { setTimeout } from 'node:timers/promises';
import {
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import pg from 'pg';
import { GatheringSocket } from './gathering-socket.ts';
import type { Log } from '../log.ts';
import { statementName } from './statement-name.ts';
import type { DB } from './types.generated.ts';

export type { DB } from './types.generated.ts';
export type Queries = Kysely<DB>;

/** Days stay days: a birth date read as a local midnight shifts by one across time zones. */
const DATE = 1082;
const parsers = new pg.TypeOverrides();
parsers.setTypeParser(DATE, (value: string) => value);

const POOL_SIZE = 16;
const CONNECT_TIMEOUT_MS = 5_000;
/** A statement of the product that runs longer than this is a defect; migrations and backups have their own connections. */
const STATEMENT_TIMEOUT_MS = 60_000;
const CLOSE_MS = 2_000;

/**
 * The pool is private to `platform/db` and `platform/act`: the one way into the data is an act. It connects as the role
 * `chartkeeper_app`, which owns nothing and cannot pass row-level security by.
 */
export interface Database {
  checkOut(): Promise<pg.PoolClient>;
  close(): Promise<void>;
  readonly waiting: () => number;
}

export function openDatabase(options: { url: string; log: Log; size?: number; name: string }): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.size ?? POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    application_name: options.name,
    types: parsers,
    // Statements that do not wait for each other go out together (see `together`).
    pipeline: true,
    stream: () => new GatheringSocket(),
  });
  // An idle connection that dies (database restarted) must not take the process with it.
  pool.on('error', (error) => options.log.warn({ err: error }, 'an idle database connection was lost'));
  // One in use reports its death to whoever waits for its answer; the event beside it is not news.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const open = new Set<Promise<void>>();
  pool.on('connect', (client) => {
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    open.add(ended);
    client.once('end', () => open.delete(ended));
  });
  return {
    checkOut: () => pool.connect(),
    // The pool counts itself as ended when it has asked its connections to: a server that is stopped then would seem to cut them.
    async close() {
      await pool.end();
      await Promise.race([Promise.allSettled(open), setTimeout(CLOSE_MS, undefined, { ref: false })]);
    },
    waiting: () => pool.waitingCount,
  };
}

/** A copy takes the connection for itself: nothing may be sent behind it before it ends. */
export async function alone<T>(client: pg.ClientBase, run: () => Promise<T>): Promise<T> {
  const lines = client as pg.ClientBase & { pipeline: boolean };
  await client.query('SELECT');
  lines.pipeline = false;
  try {
    return await run();
  } finally {
    lines.pipeline = true;
  }
}

const builders = new WeakMap<pg.ClientBase, Queries>();

/** The typed query builder on one connection. Transactions are opened by the act, never by a query. */
export function queriesOn(client: pg.ClientBase): Queries {
  const known = builders.get(client);
  if (known !== undefined) return known;
  const connection = connectionOn(client);
  const queries = new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => oneConnection(connection),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  builders.set(client, queries);
  return queries;
}

function connectionOn(client: pg.ClientBase): DatabaseConnection {
  return {
    async executeQuery<R>(compiled: { sql: string; parameters: readonly unknown[] }) {
      const result = await client.query({
        text: compiled.sql,
        values: [...compiled.parameters],
        ...statementName(compiled.sql),
      });
      return {
        rows: result.rows as R[],
        ...(result.command === 'SELECT' || result.rowCount === null
          ? {}
          : { numAffectedRows: BigInt(result.rowCount) }),
      };
    },

    async *streamQuery() {
      throw new Error('Rows are read in bounded pages, not streamed.');
    },
  };
}

function oneConnection(connection: DatabaseConnection): Driver {
  const refuse = async () => {
    throw new Error('The act owns the transaction.');
  };
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: async () => {},
    destroy: async () => {},
  };
}
