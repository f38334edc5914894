import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from '../durable.ts';
import { asAccount, type Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { postgresProblems } from './problems.ts';

export const OWNER = 'chartkeeper_admin';
const INITDB_LIMIT_MS = 120_000;
const SINGLE_USER_LIMIT_MS = 300_000;

/** Password over loopback for everybody; nothing else gets in. */
const HBA = 'host all all 127.0.0.1/32 scram-sha-256\n';

/**
 * Makes the cluster beside its place and renames it: what lies under the final name is always whole, so a first start
 * killed at any moment is repeated from the beginning.
 */
export async function initialiseCluster(options: {
  binaries: Binaries;
  cluster: string;
  account: Account;
  password: string;
}): Promise<void> {
  const { binaries, cluster, account } = options;
  if (existsSync(cluster)) return;
  await removeAbandoned(cluster);
  // A name of its own: the initdb of a killed start may still be writing into the last one.
  const fresh = `${cluster}.new-${randomBytes(6).toString('hex')}`;
  const passwordFile = `${fresh}.password`;
  try {
    await mkdir(fresh, { mode: 0o700 });
    await writeFile(passwordFile, `${options.password}\n`, { mode: 0o400, flag: 'wx' });
    if (account !== undefined) {
      await chown(fresh, account.uid, account.gid);
      await chown(passwordFile, account.uid, account.gid);
    }
    await run(binaries.initdb, initdbArguments(fresh, passwordFile), account, INITDB_LIMIT_MS);
    await writeFile(join(fresh, 'pg_hba.conf'), HBA);
    await syncFolder(fresh);
    await rename(fresh, cluster);
    await syncFolder(dirname(cluster));
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function removeAbandoned(cluster: string): Promise<void> {
  const folder = dirname(cluster);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${basename(cluster)}.new-`)) continue;
    // What its initdb still writes is removed by a later start; nothing ever reads it.
    await rm(join(folder, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

function initdbArguments(folder: string, passwordFile: string): string[] {
  return [
    `--pgdata=${folder}`,
    `--username=${OWNER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The builtin provider sorts the same whatever libc or ICU the machine has: no index breaks by an upgrade.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
    '--no-instructions',
  ];
}

/** Sets the owner's password without knowing the old one: a single-user server that listens to nobody. */
export async function resetPassword(options: {
  binaries: Binaries;
  cluster: string;
  account: Account;
  password: string;
}): Promise<void> {
  const statement = `alter role ${OWNER} password '${options.password.replaceAll("'", "''")}';\n`;
  const args = ['--single', '-D', options.cluster, '-c', 'log_min_error_statement=panic', 'postgres'];
  await run(options.binaries.postgres, args, options.account, SINGLE_USER_LIMIT_MS, statement);
}

async function run(program: string, args: string[], account: Account, limit: number, input?: string): Promise<void> {
  const child = spawn(program, args, {
    cwd: '/',
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    timeout: limit,
    ...asAccount(account),
  });
  let said = '';
  const listen = (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-2_000);
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  child.stdin?.end(input);
  const status = await new Promise<number | null>((settle, fail) => {
    child.once('error', fail);
    child.once('close', settle);
  }).catch((error: unknown) => {
    said += String(error);
    return -1;
  });
  if (status === 0) return;
  throw postgresProblems.setUpFailed({
    detail: `The new database could not be made (${lastLine(said)}). Nothing is lost: the next start tries again from the beginning.`,
    internal: `exit ${status}: ${said.slice(-600)}`,
  });
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}
