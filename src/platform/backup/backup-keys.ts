import { copyFile, readdir, readFile, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeFolder, syncFolder } from '../durable.ts';
import { open } from 'node:fs/promises';
import { folders } from './manifest.ts';

const CHUNK = /^[0-9a-f]{16}$/;

/**
 * The key folder as it is, without the notes of unused slots: a slot handed out after this backup must not be handed out
 * again by a restored key folder. A key-encryption key kept elsewhere (CHARTKEEPER_KEK_FILE) stays there.
 */
export async function backupKeys(options: {
  dataDir: string;
  kekFile?: string;
  into: string;
  id: string;
}): Promise<{ folder: string; kek: 'included' | 'kept elsewhere' }> {
  const from = join(options.dataDir, 'keys');
  const { backups } = folders(options.into);
  const part = join(backups, `${options.id}.part`);
  const inData =
    options.kekFile === undefined || options.kekFile === '' || resolve(options.kekFile) === join(from, 'kek');
  await makeFolder(join(part, 'slots'), 0o700);
  // The register first: it may then lack a destruction whose slot is already overwritten, never the other way round.
  const names = ['destroyed.ndjson', 'kek.id', 'checkpoint.key', 'checkpoint.pub', ...(inData ? ['kek'] : [])];
  for (const name of names) await copySynced(join(from, name), join(part, name));
  for (const chunk of await readdir(join(from, 'slots'))) {
    if (CHUNK.test(chunk)) await copySynced(join(from, 'slots', chunk), join(part, 'slots', chunk));
  }
  await syncFolder(join(part, 'slots'));
  await syncFolder(part);
  const folder = join(backups, options.id);
  await rename(part, folder);
  await syncFolder(backups);
  return { folder, kek: inData ? 'included' : 'kept elsewhere' };
}

export async function readFingerprint(keys: string): Promise<string> {
  return (await readFile(join(keys, 'kek.id'), 'utf8')).trim();
}

export async function copySynced(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  const handle = await open(to, 'r');
  await handle.sync().finally(() => handle.close());
}
