import { constants } from 'node:fs';
import { access, link, readFile, rename, stat, unlink, utimes } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode, makeFolder, writeDurably } from '../durable.ts';
import { postgresProblems } from './problems.ts';
import { processPlace, startMark } from './process-identity.ts';

/** Proof that this process alone works on `dataDir`; whoever touches keys or the embedded database asks for it. */
export interface DataHold {
  readonly dataDir: string;
  release(): Promise<void>;
}

interface LockNote {
  pid: number;
  mark: string;
  place: string;
  since: string;
  /** What holds it: `start`, or the command that brought the database up for itself. */
  command: string;
  port: number | null;
  nonce: string;
}

const HEARTBEAT_MS = 1_000;
/** How long a lock from another container must stand still before it counts as left behind. */
const SILENCE_MS = 6_000;
/** A process that was just killed or asked to stop is still on its way out: whoever restarts it at once need not fail. */
const LEAVING_MS = 2_000;
const LEAVING_LOOK_MS = 50;
const MAX_TAKEOVERS = 5;

/**
 * Takes `DATA/run/lock`, or throws a Problem that says who has it. A lock whose process is dead is taken over, so a
 * kill -9 or a power cut needs no hands.
 */
export async function holdDataDirectory(options: {
  dataDir: string;
  command: string;
  port?: number;
  now: Date;
}): Promise<DataHold> {
  const dataDir = resolve(options.dataDir);
  await makeDataFolder(dataDir);
  const run = join(dataDir, 'run');
  await makeFolder(run, 0o700);
  const lock = join(run, 'lock');
  const note: LockNote = {
    pid: process.pid,
    mark: startMark(process.pid) ?? '',
    place: processPlace(),
    since: options.now.toISOString(),
    command: options.command,
    port: options.port ?? null,
    nonce: randomBytes(8).toString('hex'),
  };
  const mine = join(run, `lock.${note.nonce}`);
  await writeDurably(mine, JSON.stringify(note));
  try {
    for (let takeovers = 0; ;) {
      if (await linked(mine, lock)) {
        // Another starter may have judged the same dead lock and moved ours away by mistake; it puts it back at once.
        if (takeovers > 0) await pause(50);
        if ((await readNote(lock))?.nonce === note.nonce) break;
        continue;
      }
      const other = await readNote(lock);
      if (other === undefined) continue;
      if (await isAlive(other, lock)) {
        if ((await readNote(lock))?.nonce === other.nonce) throw heldBy(dataDir, other);
        continue;
      }
      if (++takeovers > MAX_TAKEOVERS) throw heldBy(dataDir, other);
      await moveAway(lock, other, join(run, `lock.dead.${note.nonce}`));
    }
  } finally {
    await unlink(mine).catch(() => undefined);
  }
  const beat = setInterval(() => {
    const at = new Date();
    utimes(lock, at, at).catch(() => undefined);
  }, HEARTBEAT_MS);
  beat.unref();
  return {
    dataDir,
    async release() {
      clearInterval(beat);
      if ((await readNote(lock))?.nonce === note.nonce) await unlink(lock);
    },
  };
}

/** Started as root, PostgreSQL runs as somebody else and must get through to its folder: searchable, not listable. */
async function makeDataFolder(dataDir: string): Promise<void> {
  try {
    await makeFolder(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw postgresProblems.dataFolderUnusable(
      {
        detail: `Chartkeeper cannot write to ${dataDir}. Nothing was changed. Give this account the folder, or name another with --data or CHARTKEEPER_DATA.`,
        internal: errorCode(error) ?? 'unknown',
      },
      error,
    );
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function readNote(lock: string): Promise<LockNote | undefined> {
  try {
    return JSON.parse(await readFile(lock, 'utf8')) as LockNote; // written whole by writeDurably, by this program only
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function isAlive(other: LockNote, lock: string): Promise<boolean> {
  if (other.place === processPlace()) return staysAlive(other, lock);
  // Another container, another host on a shared volume, or this machine before its reboot: only the heartbeat tells.
  const before = (await stat(lock).catch(() => undefined))?.mtimeMs;
  for (let waited = 0; waited < SILENCE_MS; waited += 500) {
    await pause(500);
    const now = (await stat(lock).catch(() => undefined))?.mtimeMs;
    if (now === undefined) return false;
    if (now !== before) return true;
  }
  return false;
}

async function staysAlive(other: LockNote, lock: string): Promise<boolean> {
  for (let waited = 0; waited < LEAVING_MS; waited += LEAVING_LOOK_MS) {
    if (startMark(other.pid) !== other.mark) return false;
    if ((await readNote(lock))?.nonce !== other.nonce) return true;
    await pause(LEAVING_LOOK_MS);
  }
  return startMark(other.pid) === other.mark;
}

async function moveAway(lock: string, dead: LockNote, aside: string): Promise<void> {
  try {
    await rename(lock, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  if ((await readNote(aside))?.nonce !== dead.nonce) await linked(aside, lock);
  await unlink(aside);
}

function heldBy(dataDir: string, other: LockNote) {
  const port = other.port === null ? '' : `, port ${other.port}`;
  return postgresProblems.dataHeld({
    detail: `${dataDir} is held by Chartkeeper process ${other.pid} (${other.command}), running since ${other.since}${port}. This start changed nothing and leaves. Stop that process first, or name another folder with --data.`,
    internal: `held by pid ${other.pid}`,
  });
}
