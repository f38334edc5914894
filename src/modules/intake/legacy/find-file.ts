import { createReadStream } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Services } from '../../../platform/services.ts';
import { MAX_FILE_BYTES } from '../receive-item.ts';
import type { RowFound } from './decide-row.ts';

export interface FoundFile {
  readonly state: RowFound['file'];
  /** Where it lies, links resolved; only where the state is found. */
  readonly at: string | undefined;
  /** Keyed digest of its content. */
  readonly key: string | undefined;
}

const MOST_FILES = 2_000_000;
const DEPTH = 20;

/** A file below the folder. What a link leads out of the folder to is not looked at. */
export async function findFile(services: Services, folder: string, path: string | undefined): Promise<FoundFile> {
  const none = (state: RowFound['file']): FoundFile => ({ state, at: undefined, key: undefined });
  if (path === undefined) return none('not-looked-for');
  try {
    const root = await realpath(folder);
    const at = await realpath(join(root, path));
    if (!at.startsWith(root.endsWith(sep) ? root : root + sep)) return none('outside');
    const facts = await stat(at);
    if (!facts.isFile()) return none('missing');
    if (facts.size === 0) return none('empty');
    if (facts.size > MAX_FILE_BYTES) return none('too-large');
    return { state: 'found', at, key: await services.keyring.digest(createReadStream(at)) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'EACCES' || code === 'ELOOP')
      return none('missing');
    throw error;
  }
}

/** All files below the folder, with `/` between; links are not followed. */
export async function* filesBelow(folder: string, prefix = '', depth = DEPTH, seen = { n: 0 }): AsyncGenerator<string> {
  for (const entry of await readdir(join(folder, prefix), { withFileTypes: true })) {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory() && depth > 0) yield* filesBelow(folder, path, depth - 1, seen);
    else if (entry.isFile() && !entry.name.startsWith('.') && ++seen.n <= MOST_FILES) yield path;
  }
}
