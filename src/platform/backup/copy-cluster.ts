import { createReadStream } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { errorCode } from '../durable.ts';
import { backupProblems } from './problems.ts';
import type { SourceFile } from './pack.ts';

/** Where a copied database begins and ends in its write-ahead log. */
export interface ClusterCopy {
  readonly version: string;
  readonly systemIdentifier: string;
  readonly start: string;
  readonly stop: string;
}

/**
 * Contents that a restored server makes anew (PostgreSQL documentation, "Making a Base Backup Using the Low Level API":
 * pg_wal, pg_replslot, pg_dynshmem, pg_notify, pg_serial, pg_snapshots, pg_stat_tmp, pg_subtrans). The folders stay.
 */
const EMPTY_FOLDERS = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
const LEFT_OUT =
  /^(postmaster\.(pid|opts)|backup_label.*|tablespace_map.*|backup_manifest|current_logfiles|pgsql_tmp.*|pg_internal\.init.*)$/;
const SEGMENT = /^[0-9A-F]{24}$/;
const STATEMENT_LIMIT = '10min';

/**
 * A physical copy of the running cluster while people work: pg_backup_start, the files in any order, pg_backup_stop, the
 * write-ahead log between them. `write` takes the files as they come; `beforeStop` runs while what it reads is certainly
 * no newer than the copy.
 */
export async function copyCluster<T>(options: {
  adminUrl: string;
  label: string;
  write: (files: AsyncIterable<SourceFile>) => Promise<T>;
  beforeStop: () => Promise<void>;
}): Promise<{ copy: ClusterCopy; written: T }> {
  const client = new pg.Client({ connectionString: options.adminUrl, application_name: 'chartkeeper-backup' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`set statement_timeout = '${STATEMENT_LIMIT}'`);
    const { rows } = await client.query<{ folder: string; version: string; id: string }>(
      `select current_setting('data_directory') as folder, current_setting('server_version') as version,
              system_identifier::text as id from pg_control_system()`,
    );
    const server = rows[0];
    if (server === undefined) throw new Error('the server described itself by no row');
    // Holds back the removal of log segments while we copy; gone with this connection.
    await client.query(`select pg_create_physical_replication_slot($1, true, true)`, [
      `backup_${options.label.toLowerCase().replace(/[^a-z0-9]/g, '_')}`,
    ]);
    const started = await client.query<{ lsn: string }>('select pg_backup_start($1, fast => true)::text as lsn', [
      options.label,
    ]);
    let copy: ClusterCopy | undefined;
    const files = async function* (): AsyncGenerator<SourceFile> {
      yield* cluster(server.folder);
      await options.beforeStop();
      const stopped = await stop(client);
      yield { path: 'backup_label', content: once(stopped.label) };
      yield* log(server.folder, stopped.first, stopped.last);
      copy = {
        version: server.version,
        systemIdentifier: server.id,
        start: started.rows[0]?.lsn ?? '',
        stop: stopped.lsn,
      };
    };
    const written = await options.write(files());
    if (copy === undefined) throw new Error('the files of the cluster were not read to their end');
    return { copy, written };
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    throw backupProblems.databaseRefused(
      {
        detail: `The database could not be copied (${error.code ?? 'no code'}). Nothing was changed; the backup before this one is untouched. Try again, and look at the log of the database if it happens again.`,
        internal: error.code ?? 'unknown',
      },
      error,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function stop(client: pg.Client) {
  const { rows } = await client.query<{ lsn: string; label: string; map: string; first: string; last: string }>(
    `select s.lsn::text as lsn, s.labelfile as label, s.spcmapfile as map, pg_walfile_name(s.lsn) as last,
            substring(s.labelfile from 'file ([0-9A-F]{24})') as first
       from pg_backup_stop(wait_for_archive => false) as s`,
  );
  const stopped = rows[0];
  if (stopped === undefined || stopped.map.trim() !== '') {
    throw backupProblems.databaseRefused({
      detail:
        'The database keeps tables in tablespaces of its own, which this backup does not copy. Nothing was changed.',
    });
  }
  return stopped;
}

async function* cluster(folder: string, under = ''): AsyncGenerator<SourceFile> {
  for (const entry of await readdir(join(folder, under), { withFileTypes: true }).catch(vanished)) {
    const path = under + entry.name;
    if (LEFT_OUT.test(entry.name) || path === 'global/pg_control') continue;
    if (entry.isDirectory()) {
      yield { path: `${path}/`, content: nothing() };
      if (!EMPTY_FOLDERS.has(path)) yield* cluster(folder, `${path}/`);
    } else if (entry.isFile()) {
      // A table dropped meanwhile is dropped again by the replay of the log.
      const handle = await open(join(folder, path), 'r').catch(vanished);
      if (!Array.isArray(handle)) yield { path, content: handle.createReadStream({ highWaterMark: 256 * 1024 }) };
    }
  }
  if (under === '') {
    for (const path of ['pg_wal/archive_status/', 'pg_wal/summaries/']) yield { path, content: nothing() };
    // Last, as pg_basebackup does: never older than what it describes.
    yield { path: 'global/pg_control', content: createReadStream(join(folder, 'global/pg_control')) };
  }
}

async function* log(folder: string, first: string, last: string): AsyncGenerator<SourceFile> {
  const names = (await readdir(join(folder, 'pg_wal'))).sort();
  const wanted = names.filter(
    (name) => (SEGMENT.test(name) && name >= first && name <= last) || name.endsWith('.history'),
  );
  if (!wanted.includes(first) || !wanted.includes(last)) {
    throw backupProblems.databaseRefused({
      detail: 'The log of the database was removed while it was copied. Nothing was changed. Try again.',
      internal: `${first}..${last}`,
    });
  }
  for (const name of wanted) {
    yield {
      path: `pg_wal/${name}`,
      content: createReadStream(join(folder, 'pg_wal', name), { highWaterMark: 256 * 1024 }),
    };
  }
}

function vanished(error: unknown): never[] {
  if (errorCode(error) === 'ENOENT') return [];
  throw error;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}
