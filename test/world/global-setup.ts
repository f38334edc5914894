import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/platform/db/migrate.ts';
import { createLog } from '../../src/platform/log.ts';
import { holdDataDirectory, startEmbedded } from '../../src/platform/postgres/index.ts';
import { COMPILED_CHILDREN } from '../../src/platform/reading/child-entry.ts';
import { useMemoryFolder } from './memory-folder.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Superuser URL of the run's PostgreSQL; databases are cloned from `ck_template`. */
    adminUrl: string;
  }
}

export const TEMPLATE = 'ck_template';
export const TEST_PASSWORDS = {
  chartkeeper_app: 'app',
  chartkeeper_jobs: 'jobs',
  chartkeeper_report: 'report',
  chartkeeper_backup: 'backup',
} as const;

/** One real PostgreSQL for the run, the one that the product brings along; one migrated template that each test file clones. */
export async function startTestDatabase(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'chartkeeper-test-'));
  chmodSync(dataDir, 0o755);
  const log = createLog({ level: 'error', toStderr: true });
  const hold = await holdDataDirectory({ dataDir, command: 'test', now: new Date() });
  const server = await startEmbedded({ hold, log });
  await admin(server.adminUrl, `CREATE DATABASE ${TEMPLATE}`);
  const template = new URL(server.adminUrl);
  template.pathname = `/${TEMPLATE}`;
  await migrate({ adminUrl: template.toString(), folder: 'db/migrations', now: new Date(), passwords: TEST_PASSWORDS });
  return {
    adminUrl: server.adminUrl,
    async stop() {
      await server.stop();
      await hold.release();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function admin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** What the product runs as processes of its own, compiled once for the run. */
function compileChildren(): string {
  const root = dirname(dirname(import.meta.dirname));
  mkdirSync(join(root, 'dist'), { recursive: true });
  const out = mkdtempSync(join(root, 'dist', 'test-children-'));
  const built = spawnSync(process.execPath, ['scripts/build.mjs', '--children', '--out', join('dist', basename(out))], {
    cwd: root,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`The child processes could not be compiled: ${built.stderr}`);
  return out;
}

export default async function setup(project: TestProject) {
  const dropMemoryFolder = useMemoryFolder();
  const children = compileChildren();
  process.env[COMPILED_CHILDREN] = children;
  const database = await startTestDatabase();
  project.provide('adminUrl', database.adminUrl);
  return async () => {
    await database.stop();
    rmSync(children, { recursive: true, force: true });
    dropMemoryFolder();
  };
}
