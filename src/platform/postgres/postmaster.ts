import { spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '../durable.ts';
import { asAccount, type Account } from './account.ts';
import { postgresProblems } from './problems.ts';
import { startMark } from './process-identity.ts';

/** A postmaster of ours: one we started or one that outlived the process that did. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Settles when it is gone, however it went. */
  readonly gone: Promise<void>;
}

export interface PidFile {
  readonly pid: number;
  readonly port: number;
  readonly status: string;
}

const POLL_MS = 15;
/** Crash recovery replays at most max_wal_size; ten minutes is far past that on any disk. */
const READY_LIMIT_MS = 600_000;
const FAST_STOP_MS = 30_000;
const IMMEDIATE_STOP_MS = 15_000;
const ORPHANS_MS = 5_000;
const LOG_LIMIT_BYTES = 8 * 1024 * 1024;

/** PostgreSQL documentation, "Database File Layout": postmaster.pid holds pid, folder, start, port, ..., status. */
export async function readPidFile(cluster: string): Promise<PidFile | undefined> {
  try {
    const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
    const pid = Math.abs(Number(lines[0]));
    if (!Number.isSafeInteger(pid) || pid === 0) return undefined;
    return { pid, port: Number(lines[3] ?? 0), status: (lines[7] ?? '').trim() };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Every process of a PostgreSQL server has its cluster as working folder; where that cannot be seen, undefined. */
export function worksIn(pid: number, cluster: string): boolean | undefined {
  if (startMark(pid) === undefined) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return undefined;
  }
}

/**
 * PostgreSQL refuses to start while the pid in a left-behind file exists at all: after a reboot or in a new container it
 * may be somebody else's, and a killed postmaster may stay a zombie whose parent never asks. The file goes only if no
 * process whatever works in the cluster; until then the children of a killed postmaster get time to notice.
 */
export async function dropStalePidFile(cluster: string, noted: PidFile): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  for (const deadline = Date.now() + ORPHANS_MS; Date.now() < deadline; await pause(POLL_MS)) {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    if (pids.some((pid) => worksIn(Number(pid), cluster) === true)) continue;
    if ((await readPidFile(cluster))?.pid !== noted.pid || worksIn(noted.pid, cluster) !== false) return false;
    await unlink(join(cluster, 'postmaster.pid'));
    return true;
  }
  return false;
}

export type LaunchFailure = { readonly reason: 'port-taken' | 'still-in-use' | 'other'; readonly said: string };

/** Starts the server and waits until it takes connections; its log is a file, which outlives this process. */
export async function launch(options: {
  postgres: string;
  cluster: string;
  account: Account;
  port: number;
  arguments: readonly string[];
  logFile: string;
}): Promise<Postmaster | LaunchFailure> {
  await turnLog(options.logFile);
  const output = openSync(options.logFile, 'a', 0o600);
  const before = statSync(options.logFile).size;
  const child = spawn(
    options.postgres,
    ['-D', options.cluster, '-c', `port=${options.port}`, ...options.arguments],
    // Its own session: Ctrl+C in the terminal reaches us first, and we stop it after the last request.
    { cwd: '/', detached: true, stdio: ['ignore', output, output], ...asAccount(options.account) },
  );
  closeSync(output);
  let over = false;
  const gone = new Promise<void>((settle) => {
    const end = () => {
      over = true;
      settle();
    };
    child.once('error', end);
    child.once('exit', end);
  });
  child.unref();
  const deadline = Date.now() + READY_LIMIT_MS;
  while (!over && Date.now() < deadline) {
    const file = await readPidFile(options.cluster);
    if (file !== undefined && file.pid === child.pid && file.status === 'ready') {
      return { pid: file.pid, port: options.port, gone };
    }
    await Promise.race([pause(POLL_MS), gone]);
  }
  if (!over && child.pid !== undefined) process.kill(child.pid, 'SIGQUIT');
  return explain(await readFrom(options.logFile, before));
}

function explain(said: string): LaunchFailure {
  if (/could not bind|Address already in use/i.test(said)) return { reason: 'port-taken', said };
  if (/pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(said)) {
    return { reason: 'still-in-use', said };
  }
  return { reason: 'other', said };
}

/** Watches a postmaster that is not our child. */
export function adopt(file: PidFile): Postmaster {
  const mark = startMark(file.pid);
  const gone = (async () => {
    while (mark !== undefined && startMark(file.pid) === mark) await pause(250, undefined, { ref: false });
  })();
  return { pid: file.pid, port: file.port, gone };
}

/** Fast shutdown: open transactions roll back, a checkpoint is written. */
export async function stopPostmaster(postmaster: Postmaster, cluster: string): Promise<void> {
  const mark = startMark(postmaster.pid);
  const isGone = () => mark === undefined || startMark(postmaster.pid) !== mark;
  for (const [signal, limit] of [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', IMMEDIATE_STOP_MS],
  ] as const) {
    if (isGone()) return;
    if (worksIn(postmaster.pid, cluster) === false) return;
    process.kill(postmaster.pid, signal);
    for (const deadline = Date.now() + limit; Date.now() < deadline; await pause(POLL_MS)) {
      if (isGone()) return;
    }
  }
  throw postgresProblems.stopFailed({
    detail: `PostgreSQL (process ${postmaster.pid}) did not stop within ${(FAST_STOP_MS + IMMEDIATE_STOP_MS) / 1000} seconds. Everything saved is safe; the next start uses the one still running.`,
  });
}

async function turnLog(path: string): Promise<void> {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) await rename(path, `${path}.1`);
}

async function readFrom(path: string, position: number): Promise<string> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(16_384);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
