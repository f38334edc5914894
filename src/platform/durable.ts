import { randomBytes } from 'node:crypto';
import { constants, type PathLike } from 'node:fs';
import { chmod, link, mkdir, open, rename, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/**
 * Files that must be there after a power cut. A rename is only durable once the folder that holds the name was synced
 * as well (Linux fsync(2): "calling fsync() does not necessarily ensure that the entry in the directory ... has
 * reached disk").
 */
export async function syncFolder(folder: PathLike): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Whole file or no file: written beside, synced, renamed, folder synced. With `exclusive`, an existing file is kept
 * and EEXIST is thrown.
 */
export async function writeDurably(
  path: string,
  bytes: string | Buffer,
  options: { mode?: number; exclusive?: boolean } = {},
): Promise<void> {
  const beside = `${path}.${randomBytes(6).toString('hex')}.new`;
  const handle = await open(beside, 'wx', options.mode ?? 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } catch (error) {
    await handle.close();
    await unlink(beside).catch(() => undefined);
    throw error;
  }
  await handle.close();
  if (options.exclusive === true) {
    try {
      await link(beside, path);
    } finally {
      await unlink(beside);
    }
  } else {
    await rename(beside, path);
  }
  await syncFolder(dirname(path));
}

/** Appends and syncs; the line is on the disk when this returns. */
export async function appendDurably(path: string, text: string, mode = 0o600): Promise<void> {
  const handle = await open(path, 'a', mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder and its parents, sets `mode` on those it made (whatever the umask says) and syncs the parent. */
export async function makeFolder(path: string, mode: number): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode });
  if (first === undefined) return;
  const top = resolve(first);
  for (let at = resolve(path); at.length >= top.length; at = dirname(at)) {
    await chmod(at, mode);
    await syncFolder(dirname(at));
    if (at === dirname(at)) break;
  }
}

export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** A name in `folder` that nobody can guess, for a file that is renamed into place. */
export function besideName(folder: string): string {
  return join(folder, `${randomBytes(12).toString('hex')}.part`);
}
