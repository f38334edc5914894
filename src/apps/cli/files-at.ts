import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const unzip = promisify(gunzip);
const MIB = 1024 * 1024;
/** A gzip that unpacks to more than this is refused before it fills memory. */
const MAX_UNPACKED = 60 * MIB;
const MOST_FILES = 100_000;
const DEPTH = 5;

/** The files that the paths name, folders with what lies below them. What does not exist stays, so that it gets its row too. */
export async function filesAt(
  paths: readonly string[],
  isWanted: (name: string) => boolean = () => true,
): Promise<string[]> {
  const found = await Promise.all(paths.map((path) => below(path, DEPTH, isWanted)));
  return found.flat().slice(0, MOST_FILES);
}

async function below(path: string, depth: number, isWanted: (name: string) => boolean): Promise<string[]> {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined || !facts.isDirectory()) return [path];
  if (depth === 0) return [];
  const entries = await readdir(path, { withFileTypes: true });
  const names = entries
    .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || isWanted(entry.name)))
    .map((entry) => entry.name)
    .sort();
  return (await Promise.all(names.map((name) => below(join(path, name), depth - 1, isWanted)))).flat();
}

/** What a file holds, unpacked where it is a gzip. */
export async function contentOf(file: string): Promise<Buffer> {
  const bytes = await readFile(file);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  return unzip(bytes, { maxOutputLength: MAX_UNPACKED }).catch((error: unknown) => {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new Error(
      tooLarge
        ? `Nothing of it was stored: unpacked it has more than ${MAX_UNPACKED / MIB} MB. Unpack it, and send it in smaller files.`
        : 'Nothing of it was stored: the packed file (gzip) is damaged or cut off. Ask the sender for it again.',
    );
  });
}

const UNREAD: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file. The others are not concerned.',
  EACCES: 'This account may not read the file. The others are not concerned.',
};

/** Why a file was not taken, in words for whoever named it. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? UNREAD[error.code] : undefined;
  return code ?? ('detail' in error && typeof error.detail === 'string' ? error.detail : error.message);
}
