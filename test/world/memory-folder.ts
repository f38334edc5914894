import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const NAME = /^chartkeeper-tests-(\d+)-/;
const GIB = 2 ** 30;
/** Two databases and their documents at a time take a third of it. */
const ROOM = 4 * GIB;

/**
 * Puts the temporary files of a run, its databases included, where the disk need not be waited for: nothing under test
 * outlives a power cut, and a killed process leaves what it wrote in memory as it does on a disk. Where there is no such
 * place, or no room, they lie where they always do. For a global set-up, before the first worker starts; the answer throws
 * the folder away, with whatever tests left in it.
 */
export function useMemoryFolder(): () => void {
  const before = process.env['TMPDIR'];
  dropLeftBehind();
  if (!hasRoom()) return () => undefined;
  const folder = mkdtempSync(join(MEMORY, `chartkeeper-tests-${process.pid}-`));
  // As the system's own: other accounts, like the database's, reach what is theirs in it.
  chmodSync(folder, 0o1777);
  process.env['TMPDIR'] = folder;
  return () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(folder, { recursive: true, force: true });
  };
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM && freemem() >= 2 * ROOM;
  } catch {
    return false;
  }
}

/** Of runs that were killed: memory is not given back by itself. */
function dropLeftBehind(): void {
  for (const name of namesIn(MEMORY)) {
    const owner = NAME.exec(name)?.[1];
    if (owner !== undefined && !lives(Number(owner))) rmSync(join(MEMORY, name), { recursive: true, force: true });
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another account's process may not be signalled, and lives.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
