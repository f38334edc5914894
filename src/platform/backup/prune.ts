import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore } from '../blobs/index.ts';
import { linesOf } from './lines.ts';
import { folders, ID, listBackups } from './manifest.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Ends old backups, so that the date on a destruction certificate holds: keys and rows in the clear older than
 * `keepDays` are gone, and documents that no kept backup lists. The newest backup stays however old it is.
 */
export async function forgetOldBackups(options: {
  into: string;
  keysInto: string;
  now: Date;
  keepDays: number;
  store: BlobStore;
}): Promise<string[]> {
  const limit = new Date(options.now.getTime() - options.keepDays * DAY_MS);
  const forgotten: string[] = [];
  for (const root of [options.into, options.keysInto]) {
    const { backups } = folders(root);
    const ids = (await readdir(backups)).filter((name) => ID.test(name)).sort();
    for (const id of ids.slice(0, -1)) {
      if (madeAt(id) >= limit) continue;
      await rm(join(backups, id), { recursive: true, force: true });
      if (root === options.into) forgotten.push(id);
    }
  }
  if (forgotten.length > 0) await removeUnlisted(options.into, options.store);
  return forgotten;
}

async function removeUnlisted(into: string, store: BlobStore): Promise<void> {
  const listed = new Set<string>();
  for (const id of await listBackups(into)) {
    for await (const address of linesOf(join(folders(into).backups, id, 'blobs.list'))) listed.add(address);
  }
  for await (const { address } of store.list()) if (!listed.has(address)) await store.remove(address);
}

function madeAt(id: string): Date {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(id) ?? [];
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
