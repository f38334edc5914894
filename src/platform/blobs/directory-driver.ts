import { mkdir, open, opendir, readdir, readFile, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { besideName, errorCode, makeFolder, syncFolder, writeDurably } from '../durable.ts';
import type { BlobDriver, Receiving, StoredBlob } from './driver.ts';
import { blobProblems, full, missing, unreachable } from './problems.ts';

const MARKER = 'chartkeeper-blobs.json';
const ADDRESS = /^[0-9a-f]{64}$/;
const LEVEL = /^[0-9a-f]{2}$/;

/**
 * `ROOT/ab/cd/abcd...`, ciphertext only. Only the first start makes the root; afterwards its folders are never made
 * with their parents, so that a disk that was not mounted is an error and not an empty store.
 */
export function directoryDriver(root: string): BlobDriver {
  const parts = join(root, 'tmp');
  const folderOf = (address: string) => join(root, address.slice(0, 2), address.slice(2, 4));
  const pathOf = (address: string) => join(folderOf(address), address);

  return {
    place: root,

    async readMarker() {
      try {
        return (JSON.parse(await readFile(join(root, MARKER), 'utf8')) as { id: string }).id; // written by writeMarker
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return undefined;
        throw faultOf(root, error);
      }
    },

    async writeMarker(id) {
      try {
        await makeFolder(root, 0o700);
        await makeFolder(parts, 0o700);
        await writeDurably(join(root, MARKER), `${JSON.stringify({ id })}\n`);
      } catch (error) {
        throw faultOf(root, error);
      }
    },

    async receive() {
      const path = besideName(parts);
      try {
        return receiving(path, await open(path, 'wx', 0o600));
      } catch (error) {
        throw faultOf(root, error);
      }
    },

    async stat(address) {
      try {
        return await describe(pathOf(address), address);
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return undefined;
        throw faultOf(root, error);
      }
    },

    async *read(address, from, to) {
      if (to <= from) return;
      let handle: FileHandle;
      try {
        handle = await open(pathOf(address), 'r');
      } catch (error) {
        throw errorCode(error) === 'ENOENT' ? missing(address) : faultOf(root, error);
      }
      // The stream closes the handle, also when the reader leaves early.
      yield* handle.createReadStream({ start: from, end: to - 1, highWaterMark: 256 * 1024 });
    },

    async remove(address) {
      try {
        await unlink(pathOf(address));
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return false;
        throw faultOf(root, error);
      }
      await syncFolder(folderOf(address));
      return true;
    },

    async *list(after = '') {
      for (const first of await level(root, LEVEL)) {
        if (first < after.slice(0, 2)) continue;
        for (const second of await level(join(root, first), LEVEL)) {
          if (first + second < after.slice(0, 4)) continue;
          for (const address of await level(join(root, first, second), ADDRESS)) {
            if (address <= after) continue;
            const found = await describe(pathOf(address), address).catch(() => undefined);
            if (found !== undefined) yield found;
          }
        }
      }
    },

    async removeUnfinished(before) {
      let removed = 0;
      for await (const entry of await opendir(parts)) {
        const path = join(parts, entry.name);
        const found = await stat(path).catch(() => undefined);
        if (found === undefined || found.mtime >= before) continue;
        await unlink(path).catch(() => undefined);
        removed += 1;
      }
      return removed;
    },
  };

  function receiving(path: string, handle: FileHandle): Receiving {
    return {
      async write(bytes) {
        try {
          await handle.writeFile(bytes);
        } catch (error) {
          throw faultOf(root, error);
        }
      },
      async commit(address) {
        try {
          await handle.sync();
          await handle.close();
          await makeLevels(address);
          await rename(path, pathOf(address));
          await syncFolder(folderOf(address));
        } catch (error) {
          throw faultOf(root, error);
        }
      },
      async abort() {
        await handle.close().catch(() => undefined);
        await unlink(path).catch(() => undefined);
      },
    };
  }

  async function makeLevels(address: string): Promise<void> {
    const first = join(root, address.slice(0, 2));
    for (const [folder, parent] of [
      [first, root],
      [folderOf(address), first],
    ] as const) {
      try {
        await mkdir(folder, { mode: 0o700 });
      } catch (error) {
        if (errorCode(error) === 'EEXIST') continue;
        throw error;
      }
      await syncFolder(parent);
    }
  }
}

async function level(folder: string, pattern: RegExp): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => pattern.test(name)).sort();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw faultOf(folder, error);
  }
}

async function describe(path: string, address: string): Promise<StoredBlob> {
  const found = await stat(path);
  return { address, stored: found.size, at: found.mtime, version: `${found.ino}-${found.size}-${found.mtimeMs}` };
}

function faultOf(place: string, error: unknown): unknown {
  const code = errorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return full(place, error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return blobProblems.wrongPlace(
      {
        detail: `The document store ${place} is no longer what it was at the start: perhaps its disk is not mounted. Nothing was acknowledged by this step, and everything saved before is safe. Mount it and start again.`,
        internal: code,
      },
      error,
    );
  }
  return code === undefined ? error : unreachable(place, code, error);
}
