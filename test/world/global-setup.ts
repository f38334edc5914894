import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/platform/db/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Superuser URL of the run's PostgreSQL; databases are cloned from `ck_template`. */
    adminUrl: string;
  }
}

export const TEST_PASSWORDS = { chartkeeper_app: 'app', chartkeeper_jobs: 'jobs', chartkeeper_report: 'report', chartkeeper_backup: 'backup' } as const;

export default async function setup(project: TestProject) {
  const dir = mkdtempSync('/tmp/ck-test-');
  chmodSync(dir, 0o777);
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const asPostgres = (command: string) => execFileSync('su', ['postgres', '-s', '/bin/sh', '-c', command], { cwd: '/', stdio: 'pipe' });
  const data = join(dir, 'pg');
  asPostgres(`initdb -D ${data} -A trust --data-checksums --locale=C.UTF-8 >/dev/null && pg_ctl -D ${data} -w -l ${data}.log -o "-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off" start`);
  const base = `postgres://postgres@127.0.0.1:${port}`;
  const pg = await import('pg');
  const client = new pg.default.Client({ connectionString: `${base}/postgres` });
  await client.connect();
  await client.query('CREATE DATABASE ck_template');
  await client.end();
  await migrate({ adminUrl: `${base}/ck_template`, folder: 'db/migrations', now: new Date(), passwords: TEST_PASSWORDS });
  project.provide('adminUrl', `${base}/postgres`);
  return () => {
    asPostgres(`pg_ctl -D ${data} -m immediate stop`);
    rmSync(dir, { recursive: true, force: true });
  };
}
