import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../../platform/settings.ts';

const PREFIX = 'release-';
/** Longer than any packet takes: a folder as old as this belonged to a process that was killed. */
const LEFT_BEHIND_MS = 2 * 60 * 60 * 1000;

/** A private folder for documents in the clear, gone when `run` ends however it ends. A kill leaves it to the sweep. */
export async function withScratch<T>(
  settings: Pick<Settings, 'data'>,
  name: string,
  run: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = join(settings.data, 'scratch', `${PREFIX}${name}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes what killed processes left. Plain documents outside the encrypted store must not lie about. */
export async function sweepScratch(settings: Pick<Settings, 'data'>, wallClock: number): Promise<number> {
  const place = join(settings.data, 'scratch');
  const names = await readdir(place).catch(() => []);
  let swept = 0;
  for (const name of names.filter((each) => each.startsWith(PREFIX))) {
    const folder = join(place, name);
    const age = wallClock - (await stat(folder).catch(() => ({ mtimeMs: wallClock }))).mtimeMs;
    if (age < LEFT_BEHIND_MS) continue;
    await rm(folder, { recursive: true, force: true });
    swept += 1;
  }
  return swept;
}
