import { constants } from 'node:fs';
import { access, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Services } from '../../platform/services.ts';
import { Problem } from '../../platform/problem.ts';
import { systemActor } from '../../platform/system-actor.ts';
import { countryOf } from '../directory/index.ts';
import { derivePickups, isUnfinished, mayBeIndex, missingSentence, type Pickup } from './sources/derive-pickups.ts';
import { findSource, loadSource } from './sources/load-source.ts';
import { troubleBook } from './sources/note-trouble.ts';
import { type IndexEntry, parseIndexFile } from './sources/parse-index-file.ts';
import { ROOT_FOLDER, type Source } from './sources/source.ts';
import { refuseFromFolder, takeFromFolder } from './sources/take-from-folder.ts';

const LOOK_EVERY_MS = 2_000;
/** A scanner writes for a while: size and time must stand still this long before a file is touched. */
const STILL_MS = 4_000;
/** How long an index file waits for the scans it names, and a scan for the index file its source sends. */
const INDEX_WAIT_MS = 5 * 60_000;
const FILES_A_ROUND = 500;
const DEPTH = 3;
const MAX_INDEX_BYTES = 4 * 1024 * 1024;
const OURS = new Set(['done', 'failed']);
const KINDS = ['folder', 'scanner', 'fax'] as const;

interface Seen {
  readonly size: number;
  readonly mtimeMs: number;
  readonly since: number;
}

/**
 * Takes in what lies in the watched folder; a subfolder is the source's name. A file is moved to `done/` only after its
 * bytes are encrypted, synced and committed; one that is refused goes to `failed/` with a text file that says why. When
 * the disk is full or the database away the file stays where it is and is tried again. Nothing is ever deleted.
 */
export function startWatching(
  services: Services,
  folder: string,
  options: { indexWaitMs?: number } = {},
): { stop(): Promise<void> } {
  const seen = new Map<string, Seen>();
  const troubles = troubleBook(services, 'watched-folder');
  let made = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const look = async () => {
    // Made once: a folder that vanishes later is a share that is not mounted, and that must be said.
    if (!made) await mkdir(folder, { recursive: true, mode: 0o770 });
    made = true;
    const trouble = await troubleOf(folder);
    await troubles.say(ROOT_FOLDER, trouble);
    if (trouble !== undefined) return;
    const found = (await filesBelow(folder, folder, DEPTH)).slice(0, FILES_A_ROUND);
    for (const path of seen.keys()) if (!found.includes(path)) seen.delete(path);
    const places = new Map<string, string[]>();
    for (const path of found) places.set(dirname(path), [...(places.get(dirname(path)) ?? []), path]);
    for (const [place, paths] of places) {
      if (stopped) return;
      const source = await sourceOf(services, folder, place);
      if (source.disabledAt !== null) continue;
      await troubles.say(source.id);
      for (const pickup of await pickupsOf(services, source, paths, seen, options.indexWaitMs ?? INDEX_WAIT_MS)) {
        if (stopped) return;
        await takePickup(services, folder, place, source, pickup);
      }
    }
  };
  const round = async () => {
    try {
      await look();
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

/** Why nothing can be taken from the folder; a file that cannot be moved away would come again and again. */
async function troubleOf(folder: string): Promise<string | undefined> {
  try {
    if (!(await stat(folder)).isDirectory()) return 'The watched folder is not a folder. Nothing is taken from it.';
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT'
      ? 'The watched folder is not there. Check that the share is mounted; what lies in it is taken in as soon as it is back.'
      : 'The watched folder may not be changed by Chartkeeper. Nothing is taken from it until files can be moved to done.';
  }
}

/** The registered source of a subfolder, else the folder as a whole. */
async function sourceOf(services: Services, root: string, place: string): Promise<Source> {
  const [key] = relative(root, place).split(sep);
  return services.acting.act(
    { actor: systemActor('watched-folder') },
    { verb: 'intake.watch-source', permission: 'system' },
    async (act) => {
      act.note({ coalesce: 'watched-folder' });
      const found = key === undefined || key === '' ? undefined : await findSource(act, { key, kinds: KINDS });
      return found ?? loadSource(act, ROOT_FOLDER);
    },
  );
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

async function pickupsOf(
  services: Services,
  source: Source,
  paths: readonly string[],
  seen: Map<string, Seen>,
  waitMs: number,
): Promise<Pickup[]> {
  const files = [];
  const indexes = new Map<string, readonly IndexEntry[] | undefined>();
  for (const path of paths) {
    const name = path.slice(dirname(path).length + 1);
    const stillFor = await standsStillFor(path, seen);
    files.push({ name, stillFor });
    if (stillFor !== undefined && mayBeIndex(name) && !isUnfinished(name))
      indexes.set(name, await readIndex(services, source, path, name));
  }
  return derivePickups(files, indexes, { indexExpected: source.settings.indexFile === true, waitMs });
}

async function standsStillFor(path: string, seen: Map<string, Seen>): Promise<number | undefined> {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined) return undefined;
  const before = seen.get(path);
  const now = Date.now();
  if (before === undefined || before.size !== facts.size || before.mtimeMs !== facts.mtimeMs) {
    seen.set(path, { size: facts.size, mtimeMs: facts.mtimeMs, since: now });
    return undefined;
  }
  const still = now - before.since;
  return still >= STILL_MS ? still : undefined;
}

async function readIndex(services: Services, source: Source, path: string, name: string) {
  const { size } = await stat(path);
  if (size > MAX_INDEX_BYTES) return undefined;
  const text = await readFile(path, 'utf8');
  const country = await services.acting.act(
    { actor: systemActor('watched-folder') },
    { verb: 'intake.watch-source', permission: 'system' },
    (act) => {
      act.note({ coalesce: 'watched-folder' });
      return countryOf(act, source.facilityId);
    },
  );
  return parseIndexFile(name, text, { order: country === 'US' ? 'mdy' : 'dmy' });
}

/** Scans first, their index file last: while one of them stays, the index file stays with it. */
async function takePickup(
  services: Services,
  root: string,
  place: string,
  source: Source,
  pickup: Pickup,
): Promise<void> {
  const folder = relative(root, place);
  const at = (name: string) => join(folder, name);
  const detail = folder === '' || folder === source.key ? undefined : folder;
  try {
    for (const { name, entry, complaint } of pickup.files) {
      const path = at(name);
      try {
        await takeFromFolder(services, { root, path, source, detail, entry, complaint });
        await moveTo(root, 'done', path, complaint);
      } catch (error) {
        if (!(error instanceof Problem && error.kind === 'invalid')) throw error;
        const reason = `${error.title}. ${error.detail}`;
        await refuseFromFolder(services, { source, path, reason });
        await moveTo(root, 'failed', path, reason);
      }
    }
    if (pickup.index === undefined) return;
    const reason = pickup.missing.length === 0 ? undefined : missingSentence(pickup.index, pickup.missing);
    if (reason !== undefined) await refuseFromFolder(services, { source, path: at(pickup.index), reason });
    await moveTo(root, reason === undefined ? 'done' : 'failed', at(pickup.index), reason);
  } catch (error) {
    services.log.warn({ err: error }, 'a file of the watched folder stays where it is; trying again');
  }
}

async function moveTo(root: string, place: string, name: string, reason?: string): Promise<void> {
  let target = join(root, place, name);
  await mkdir(dirname(target), { recursive: true });
  if ((await stat(target).catch(() => undefined)) !== undefined) target = `${target}.${Date.now()}`;
  await rename(join(root, name), target);
  if (reason !== undefined) await writeFile(`${target}.reason.txt`, `${reason}\n`);
}
