import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { Services } from '../../platform/services.ts';
import { Problem } from '../../platform/problem.ts';
import { systemActor } from '../../platform/system-actor.ts';
import { DEFAULT_FACILITY } from '../directory/index.ts';
import { receiveItem, storeFile } from './receive-item.ts';

const LOOK_EVERY_MS = 2_000;
/** A scanner writes for a while: size and time must stand still this long before a file is touched. */
const STILL_MS = 4_000;
const FILES_A_ROUND = 500;
const DEPTH = 3;
const OURS = new Set(['done', 'failed']);

interface Seen {
  readonly size: number;
  readonly mtimeMs: number;
  readonly since: number;
}

/**
 * Takes in what lies in the watched folder; a subfolder is the source's name. A file is moved to `done/` only after its
 * bytes are encrypted, synced and committed; one that is refused goes to `failed/` with a text file that says why. When
 * the disk is full or the database away the file stays where it is and is tried again.
 */
export function startWatching(services: Services, folder: string): { stop(): Promise<void> } {
  const seen = new Map<string, Seen>();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const round = async () => {
    try {
      await mkdir(folder, { recursive: true, mode: 0o770 });
      for (const path of (await filesBelow(folder, folder, DEPTH)).slice(0, FILES_A_ROUND)) {
        if (stopped) return;
        if (await standsStill(path, seen)) await takeIn(services, folder, path);
      }
    } catch (error) {
      services.log.warn({ err: error }, 'the watched folder could not be read; trying again');
    }
    if (!stopped) timer = setTimeout(() => (running = round()), LOOK_EVERY_MS).unref();
  };
  running = round();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

async function filesBelow(root: string, folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter((entry) => !entry.name.startsWith('.') && !(folder === root && OURS.has(entry.name)))
      // Links are not followed: they could lead out of the folder.
      .map(async (entry) =>
        entry.isFile()
          ? [join(folder, entry.name)]
          : entry.isDirectory() && depth > 0
            ? filesBelow(root, join(folder, entry.name), depth - 1)
            : [],
      ),
  );
  return found.flat().sort();
}

async function standsStill(path: string, seen: Map<string, Seen>): Promise<boolean> {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined) return false;
  const before = seen.get(path);
  const now = Date.now();
  if (before === undefined || before.size !== facts.size || before.mtimeMs !== facts.mtimeMs) {
    seen.set(path, { size: facts.size, mtimeMs: facts.mtimeMs, since: now });
    return false;
  }
  return now - before.since >= STILL_MS;
}

async function takeIn(services: Services, root: string, path: string): Promise<void> {
  const name = relative(root, path);
  const source = name.includes(sep) ? dirname(name) : undefined;
  try {
    const file = await storeFile(services, basename(path), createReadStream(path));
    await services.acting.act(
      { actor: systemActor('watched-folder') },
      { verb: 'intake.receive', permission: 'system' },
      (act) =>
        receiveItem(act, {
          file,
          facilityId: DEFAULT_FACILITY,
          source: 'folder',
          ...(source === undefined ? {} : { sourceDetail: source }),
        }),
    );
    await moveTo(root, 'done', name);
  } catch (error) {
    if (error instanceof Problem && error.kind === 'invalid') {
      await moveTo(root, 'failed', name);
      await writeFile(join(root, 'failed', `${name}.reason.txt`), `${error.title}. ${error.detail}\n`);
      return;
    }
    services.log.warn({ err: error }, 'a file of the watched folder stays where it is; trying again');
  }
}

async function moveTo(root: string, place: string, name: string): Promise<void> {
  let target = join(root, place, name);
  await mkdir(dirname(target), { recursive: true });
  if ((await stat(target).catch(() => undefined)) !== undefined) target = `${target}.${Date.now()}`;
  await rename(join(root, name), target);
}
