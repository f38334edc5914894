import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Longest path of a UNIX socket on Linux (108) and macOS (104), less the closing zero. */
const LONGEST = 100;

/**
 * Where the owner's socket lies: `DATA/run/control.sock`, or, where that path is too long for a socket, in a private
 * folder of the temp folder that `DATA/run/control.path` names.
 */
export async function controlSocketPath(data: string, options: { create: boolean }): Promise<string> {
  const run = join(data, 'run');
  const direct = join(run, 'control.sock');
  const pointer = join(run, 'control.path');
  if (direct.length <= LONGEST) {
    if (options.create) {
      await mkdir(run, { recursive: true, mode: 0o700 });
      await rm(direct, { force: true });
    }
    return direct;
  }
  if (!options.create) return (await readFile(pointer, 'utf8').catch(() => direct)).trim();
  const folder = await mkdtemp(join(tmpdir(), 'chartkeeper-'));
  await chmod(folder, 0o700);
  const path = join(folder, 'control.sock');
  await writeFile(pointer, path, { mode: 0o600 });
  return path;
}
