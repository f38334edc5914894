import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runMigrations as runWorkerMigrations } from 'graphile-worker';
import pg from 'pg';
import { declareProblems } from '../problem.ts';

export const migrationProblems = declareProblems('migrate', {
  changed: { kind: 'refused', title: 'A migration that already ran has been changed' },
  fromTheFuture: { kind: 'refused', title: 'The data was written by a newer Chartkeeper' },
  mayNotCreateRoles: { kind: 'refused', title: 'The database role may not create roles' },
});

/** Arbitrary but fixed: one migration run at a time in one database. */
const MIGRATION_LOCK = 7_041_772;
const LOCK_TIMEOUT = '30s';

/** Owner owns everything and cannot sign in; the others sign in and own nothing. None may pass row-level security by. */
const ROLES = [
  'chartkeeper_owner',
  'chartkeeper_app',
  'chartkeeper_jobs',
  'chartkeeper_report',
  'chartkeeper_backup',
] as const;
export type LoginRole = Exclude<(typeof ROLES)[number], 'chartkeeper_owner'>;

export interface MigrationResult {
  readonly applied: readonly string[];
  readonly total: number;
}

/**
 * Forward migrations, one transaction each, run as the owner under an advisory lock. Names sort by time; a checksum of
 * each is kept, so that history cannot be edited.
 * @throws migrate/changed, migrate/from-the-future, migrate/may-not-create-roles
 */
export async function migrate(options: {
  adminUrl: string;
  folder: string;
  now: Date;
  passwords: Readonly<Record<LoginRole, string>>;
}): Promise<MigrationResult> {
  const client = new pg.Client({ connectionString: options.adminUrl, application_name: 'chartkeeper-migrate' });
  await client.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
    await ensureRoles(client, options.passwords);
    await client.query(`SET lock_timeout = '${LOCK_TIMEOUT}'`);
    await ensureHistory(client);
    const files = await readMigrations(options.folder);
    const done = await history(client);
    for (const name of done.keys()) {
      if (files.some((file) => file.name === name)) continue;
      throw migrationProblems.fromTheFuture({
        detail: `The database has had the change "${name}", which this version of Chartkeeper does not know. Nothing was changed. Start the newer version, or restore a backup made by this one.`,
      });
    }
    await ensureQueue(client, options.adminUrl);
    const applied: string[] = [];
    for (const file of files) {
      const checksum = done.get(file.name);
      if (checksum === undefined) {
        await apply(client, file, options.now);
        applied.push(file.name);
      } else if (checksum !== file.checksum) {
        throw migrationProblems.changed({
          detail: `The migration "${file.name}" is not the file that ran on this database. Nothing was changed. Restore the file; a correction is a new migration.`,
        });
      }
    }
    return { applied, total: files.length };
  } finally {
    await client.end();
  }
}

interface MigrationFile {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

async function readMigrations(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8');
      return { name: name.replace(/\.sql$/, ''), sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function ensureRoles(client: pg.Client, passwords: Readonly<Record<LoginRole, string>>): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles WHERE rolname = ANY ($1)', [
    ROLES,
  ]);
  const present = new Set(rows.map((row) => row.rolname));
  for (const role of ROLES) {
    const login = role === 'chartkeeper_owner' ? 'NOLOGIN' : `LOGIN PASSWORD ${pg.escapeLiteral(passwords[role])}`;
    const statement = `${present.has(role) ? 'ALTER' : 'CREATE'} ROLE ${role} ${login}`;
    try {
      await onSharedRoles(client, statement);
    } catch (error) {
      throw migrationProblems.mayNotCreateRoles(
        {
          detail: `Chartkeeper needs the roles ${ROLES.join(', ')}. Nothing was changed. Let the role of DATABASE_URL create roles (ALTER ROLE ... CREATEROLE), or have a database administrator run: ${ROLES.map((each) => `CREATE ROLE ${each} ${each === 'chartkeeper_owner' ? 'NOLOGIN' : 'LOGIN'};`).join(' ')}`,
        },
        error,
      );
    }
  }
  await onSharedRoles(client, 'GRANT chartkeeper_owner TO CURRENT_USER');
  const { rows: database } = await client.query<{ name: string }>('SELECT quote_ident(current_database()) AS name');
  await client.query(`GRANT CREATE, CONNECT, TEMPORARY ON DATABASE ${database[0]?.name ?? ''} TO chartkeeper_owner`);
}

/** Two rows changed at once, and a row made twice: another database of the same server is at the same roles. */
const CONCURRENT = new Set(['XX000', '23505', '42710']);
const ROLE_TRIES = 50;

/** Roles belong to the whole server, while an advisory lock holds in one database only. */
async function onSharedRoles(client: pg.Client, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(attempt === 1 ? statement : statement.replace(/^CREATE ROLE/, 'ALTER ROLE'));
      return;
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      if (attempt >= ROLE_TRIES || !CONCURRENT.has(code)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function ensureHistory(client: pg.Client): Promise<void> {
  await client.query(`
    SET ROLE chartkeeper_owner;
    CREATE SCHEMA IF NOT EXISTS migrations;
    CREATE TABLE IF NOT EXISTS migrations.applied (name text PRIMARY KEY, checksum text NOT NULL, at timestamptz NOT NULL);
    COMMENT ON SCHEMA migrations IS 'Which changes of the schema this database has had.';
    COMMENT ON TABLE migrations.applied IS 'One row for each migration, in the order of their names.';
    COMMENT ON COLUMN migrations.applied.name IS 'File name without .sql.';
    COMMENT ON COLUMN migrations.applied.checksum IS 'SHA-256 of the file as it ran.';
    COMMENT ON COLUMN migrations.applied.at IS 'When it ran.';
    GRANT USAGE ON SCHEMA migrations TO chartkeeper_app, chartkeeper_jobs, chartkeeper_backup;
    GRANT SELECT ON migrations.applied TO chartkeeper_app, chartkeeper_jobs, chartkeeper_backup;
    RESET ROLE;`);
}

async function history(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM migrations.applied',
  );
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

/** The queue's own tables, owned like ours; the jobs role works them. */
async function ensureQueue(client: pg.Client, adminUrl: string): Promise<void> {
  const pool = new pg.Pool({
    connectionString: adminUrl,
    max: 1,
    options: '-c role=chartkeeper_owner',
    application_name: 'chartkeeper-migrate',
  });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    await runWorkerMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
  await client.query(`
    GRANT USAGE ON SCHEMA graphile_worker TO chartkeeper_jobs, chartkeeper_app;
    GRANT ALL ON ALL TABLES IN SCHEMA graphile_worker TO chartkeeper_jobs;
    GRANT ALL ON ALL SEQUENCES IN SCHEMA graphile_worker TO chartkeeper_jobs;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO chartkeeper_jobs;
    GRANT SELECT ON graphile_worker.jobs TO chartkeeper_app;
    DO $$ DECLARE t regclass; BEGIN
      FOR t IN SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = 'graphile_worker' AND c.relkind = 'r' AND c.relrowsecurity
      LOOP EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', t); END LOOP;
    END $$;`);
}

async function apply(client: pg.Client, file: MigrationFile, now: Date): Promise<void> {
  try {
    await client.query(`BEGIN; SET LOCAL ROLE chartkeeper_owner;\n${file.sql}`);
    await client.query('INSERT INTO migrations.applied (name, checksum, at) VALUES ($1, $2, $3)', [
      file.name,
      file.checksum,
      now,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(
      `Migration ${file.name} failed and was rolled back: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}
