import { createHmac, timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, writeDurably } from '../durable.ts';
import type { Keyring } from '../keys/index.ts';
import type { ClusterCopy } from './copy-cluster.ts';
import type { Packed } from './pack.ts';
import { backupProblems, damaged } from './problems.ts';

/** What one backup holds. Lies in the clear beside it, authenticated by a key that is in the key backup. */
export interface Manifest {
  readonly format: 1;
  readonly id: string;
  readonly at: string;
  readonly product: string;
  readonly keys: { readonly kekFingerprint: string; readonly kek: 'included' | 'kept elsewhere' };
  readonly register: { readonly count: number; readonly hash: string };
  readonly database: ({ readonly kind: 'embedded' } & ClusterCopy & Packed) | { readonly kind: 'external' };
  readonly blobs: { readonly named: number; readonly bytes: number; readonly listSha256: string };
  /** Files of the data folder kept in the clear, e.g. the checkpoints of the log: path -> SHA-256. */
  readonly files: Readonly<Record<string, string>>;
}

const MARKER = 'chartkeeper-backup.json';
export const ID = /^\d{8}T\d{6}Z(-\d+)?$/;

export const folders = (root: string) => ({
  marker: join(root, MARKER),
  backups: join(root, 'backups'),
  blobs: join(root, 'blobs'),
});

/** An empty folder becomes a place for backups; a folder with anything else in it is left alone. */
export async function openBackupPlace(root: string, kind: 'records' | 'keys', mode: 0o700): Promise<void> {
  await makeFolder(root, mode);
  const { marker, backups } = folders(root);
  if (!existsSync(marker)) {
    const found = (await readdir(root)).filter((name) => name !== 'run' && name !== 'lost+found');
    if (found.length > 0) {
      throw backupProblems.wrongPlace({
        detail: `${root} holds other files (${found.slice(0, 3).join(', ')}). Nothing was written. Name an empty folder or one that earlier backups went to.`,
      });
    }
    await writeDurably(marker, `${JSON.stringify({ format: 1, kind })}\n`);
  } else if (((await readJson(marker)) as { kind?: string }).kind !== kind) {
    throw backupProblems.wrongPlace({
      detail: `${root} was used for ${kind === 'keys' ? 'records' : 'keys'} before. Nothing was written. Keys and records must never lie in one backup: name two places.`,
    });
  }
  await makeFolder(backups, 0o700);
}

/** Ids of finished backups, oldest first. */
export async function listBackups(root: string): Promise<string[]> {
  const { marker, backups } = folders(root);
  if (!existsSync(marker)) {
    throw backupProblems.notABackup({
      detail: `${root} is not a folder that Chartkeeper backups were written to. Nothing was changed.`,
    });
  }
  return (await readdir(backups)).filter((name) => ID.test(name)).sort();
}

export async function chooseBackup(root: string, id?: string): Promise<string> {
  const all = await listBackups(root);
  const chosen = id === undefined ? all.at(-1) : all.find((one) => one === id);
  if (chosen !== undefined) return chosen;
  throw backupProblems.notABackup({
    detail: `${root} holds no ${id === undefined ? 'finished backup' : `backup ${id}`}${all.length === 0 ? '' : `; it holds ${all.slice(-5).join(', ')}`}. Nothing was changed.`,
  });
}

export async function writeManifest(folder: string, manifest: Manifest, keyring: Keyring): Promise<void> {
  const text = `${JSON.stringify(manifest)}\n`;
  await writeDurably(join(folder, 'manifest.json'), text);
  await writeDurably(join(folder, 'manifest.mac'), `${macOf(text, keyring)}\n`);
}

/** Without the keys, enough to find the right ones; nothing in it is believed before {@link proveManifest}. */
export async function readManifest(folder: string): Promise<Manifest> {
  try {
    return (await readJson(join(folder, 'manifest.json'))) as Manifest; // proven by its MAC before use
  } catch {
    throw damaged(join(folder, 'manifest.json'), 'unreadable');
  }
}

export async function proveManifest(folder: string, keyring: Keyring): Promise<void> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8');
  const claimed = Buffer.from((await readFile(join(folder, 'manifest.mac'), 'utf8')).trim(), 'hex');
  const expected = Buffer.from(macOf(text, keyring), 'hex');
  if (claimed.length !== expected.length || !timingSafeEqual(claimed, expected)) {
    throw damaged(join(folder, 'manifest.json'), 'MAC');
  }
}

function macOf(text: string, keyring: Keyring): string {
  return createHmac('sha256', keyring.derive('backup manifest')).update(text).digest('hex');
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}
