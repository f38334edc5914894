import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import pg from 'pg';
import { openBackupStore, type BlobStore } from '../blobs/index.ts';
import { errorCode, makeFolder, syncFolder, writeDurably } from '../durable.ts';
import type { Keyring } from '../keys/index.ts';
import type { Log } from '../log.ts';
import { holdDataDirectory, type DatabaseServer } from '../postgres/index.ts';
import { backupKeys, readFingerprint } from './backup-keys.ts';
import { copyCluster } from './copy-cluster.ts';
import { folders, openBackupPlace, writeManifest, type Manifest } from './manifest.ts';
import { namedBlobs } from './named-blobs.ts';
import { hashFile, writePack } from './pack.ts';
import { backupProblems } from './problems.ts';
import { forgetOldBackups } from './prune.ts';

export interface BackupResult {
  readonly id: string;
  readonly at: string;
  readonly folder: string;
  readonly keyFolder: string;
  /** `external`: the database itself is NOT in this backup; its own tools must back it up. */
  readonly database: 'embedded' | 'external';
  readonly databaseBytes: number;
  readonly kek: 'included' | 'kept elsewhere';
  readonly blobs: { readonly named: number; readonly copied: number; readonly copiedBytes: number };
  /** Documents that could not be copied: the backup is kept, and the caller exits 1. */
  readonly failed: readonly { readonly address: string; readonly reason: string }[];
  readonly forgotten: readonly string[];
  readonly seconds: number;
}

/** Failures named one by one; a store with more is not a matter of single documents. */
const MAX_FAILED = 1_000;
const COPIES_AT_ONCE = 4;
/** Copies of keys and of the rows in the clear end with this; a destruction certificate states the date. */
export const KEEP_DAYS = 30;

/**
 * Database, documents, register and checkpoints into `into`; keys into `keysInto`. The order makes every backup whole:
 * first the database, whose copy ends at a known moment; then the documents that it names; last the keys, which are at
 * least as many as the documents need.
 */
export async function backup(options: {
  into: string;
  keysInto?: string;
  dataDir: string;
  /** Where the key-encryption key lies when CHARTKEEPER_KEK_FILE names a place outside the data: then it is not copied. */
  kekFile?: string;
  server: Pick<DatabaseServer, 'kind' | 'adminUrl'>;
  blobs: BlobStore;
  keyring: Keyring;
  /** Files below the data folder to keep as they are, read before the copy of the database ends. */
  files?: readonly string[];
  product: string;
  now: Date;
  keepDays?: number;
  log: Log;
}): Promise<BackupResult> {
  const started = performance.now();
  const into = resolve(options.into);
  const keysInto = resolve(options.keysInto ?? `${into}-keys`);
  mustBeApart(into, keysInto, resolve(options.dataDir));
  await openBackupPlace(into, 'records', 0o700);
  await openBackupPlace(keysInto, 'keys', 0o700);
  const hold = await holdDataDirectory({ dataDir: into, command: 'backup', now: options.now });
  const client = new pg.Client({ connectionString: options.server.adminUrl, application_name: 'chartkeeper-backup' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const id = await freeId(into, options.now);
    const part = join(folders(into).backups, `${id}.part`);
    await makeFolder(part, 0o700);
    const files: Record<string, string> = {};
    const keepFiles = async () => {
      for (const name of options.files ?? []) {
        const from = join(options.dataDir, name);
        if (!existsSync(from)) continue;
        const to = join(part, 'files', name);
        await mkdir(dirname(to), { recursive: true, mode: 0o700 });
        await copyFile(from, to);
        files[name] = await hashFile(to);
      }
    };
    const database = await backupDatabase({ ...options, part, id, beforeStop: keepFiles });
    const target = await openBackupStore(folders(into).blobs, options.keyring, { create: true });
    const copied = await copyBlobs({ client, from: options.blobs, to: target, list: join(part, 'blobs.list') });
    const keys = await backupKeys({ ...options, into: keysInto, id });
    await copyFile(join(options.dataDir, 'keys', 'destroyed.ndjson'), join(part, 'destroyed.ndjson'));
    await copyFile(join(options.dataDir, 'keys', 'checkpoint.pub'), join(part, 'checkpoint.pub'));
    const manifest: Manifest = {
      format: 1,
      id,
      at: options.now.toISOString(),
      product: options.product,
      keys: { kekFingerprint: await readFingerprint(join(options.dataDir, 'keys')), kek: keys.kek },
      register: options.keyring.registerHead(),
      database,
      blobs: copied.manifest,
      files,
    };
    await writeManifest(part, manifest, options.keyring);
    await syncTree(part);
    const folder = join(folders(into).backups, id);
    await rename(part, folder);
    await syncFolder(folders(into).backups);
    const forgotten = await forgetOldBackups({
      into,
      keysInto,
      now: options.now,
      keepDays: options.keepDays ?? KEEP_DAYS,
      store: target,
    });
    await writeDurably(
      join(options.dataDir, 'backup.json'),
      `${JSON.stringify({ id, at: options.now.toISOString(), into, keysInto, failed: copied.failed.length })}\n`,
    );
    return {
      id,
      at: options.now.toISOString(),
      folder,
      keyFolder: keys.folder,
      database: database.kind,
      databaseBytes: database.kind === 'embedded' ? database.bytes : 0,
      kek: keys.kek,
      blobs: { named: copied.manifest.named, copied: copied.copied, copiedBytes: copied.copiedBytes },
      failed: copied.failed,
      forgotten,
      seconds: Math.round(performance.now() - started) / 1000,
    };
  } catch (error) {
    throw ['ENOSPC', 'EDQUOT', 'blobs/full'].includes(errorCode(error) ?? '') ? full(into, error) : error;
  } finally {
    await client.end().catch(() => undefined);
    await hold.release();
  }
}

async function backupDatabase(options: {
  server: Pick<DatabaseServer, 'kind' | 'adminUrl'>;
  keyring: Keyring;
  part: string;
  id: string;
  beforeStop: () => Promise<void>;
  log: Log;
}): Promise<Manifest['database']> {
  if (options.server.kind === 'external') {
    options.log.warn(
      'DATABASE_URL names a server of its own: back it up with its own tools; this backup holds the rest',
    );
    await options.beforeStop();
    return { kind: 'external' };
  }
  const label = `backup ${options.id}`;
  const { copy, written } = await copyCluster({
    adminUrl: options.server.adminUrl,
    label,
    beforeStop: options.beforeStop,
    write: (files) =>
      writePack({ file: join(options.part, 'database.pack'), key: options.keyring.derive(label), label, files }),
  });
  return { kind: 'embedded', ...copy, ...written };
}

/** Content-addressed: what an earlier backup holds is not copied again. Writes the list of what this one needs. */
async function copyBlobs(options: { client: pg.Client; from: BlobStore; to: BlobStore; list: string }) {
  const failed: { address: string; reason: string }[] = [];
  const hash = createHash('sha256');
  const list = await open(options.list, 'wx', 0o600);
  let [named, bytes, copied, copiedBytes] = [0, 0, 0, 0];
  const copyOne = async (address: string) => {
    const there = await options.from.stat(address);
    if ((await options.to.stat(address))?.stored === there?.stored && there !== undefined) return;
    await options.to.takeIn(address, options.from.ciphertext(address));
    copied += 1;
    copiedBytes += there?.stored ?? 0;
  };
  try {
    const underway = new Set<Promise<void>>();
    let broken: unknown;
    for await (const { address, bytes: length } of namedBlobs(options.client)) {
      named += 1;
      bytes += length;
      hash.update(`${address}\n`);
      await list.writeFile(`${address}\n`);
      const one: Promise<void> = copyOne(address)
        .catch((error: unknown) => {
          if (isOfOneBlob(error) && failed.length < MAX_FAILED)
            failed.push({ address, reason: errorCode(error) ?? '' });
          else broken ??= error;
        })
        .finally(() => underway.delete(one));
      underway.add(one);
      if (underway.size >= COPIES_AT_ONCE) await Promise.race(underway);
      if (broken !== undefined) break;
    }
    await Promise.all(underway);
    if (broken !== undefined) throw broken;
    await list.sync();
  } finally {
    await list.close();
  }
  return { failed, copied, copiedBytes, manifest: { named, bytes, listSha256: hash.digest('hex') } };
}

/** A missing or changed document is reported and the rest goes on; a full or silent store ends the backup. */
function isOfOneBlob(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'blobs/missing' || code === 'blobs/damaged';
}

function mustBeApart(into: string, keysInto: string, dataDir: string): void {
  const inside = (inner: string, outer: string) => inner === outer || inner.startsWith(outer + sep);
  if (inside(keysInto, into) || inside(into, keysInto)) {
    throw backupProblems.wrongPlace({
      detail: `The keys would lie inside the same backup as the records (${keysInto}, ${into}): whoever takes it could read everything, and nothing could ever be destroyed. Nothing was written. Name another place with --keys.`,
    });
  }
  for (const place of [into, keysInto]) {
    if (!inside(place, dataDir) && !inside(dataDir, place)) continue;
    throw backupProblems.wrongPlace({
      detail: `${place} and the data folder ${dataDir} lie in one another: a backup must survive their loss. Nothing was written. Name another place, best on another disk.`,
    });
  }
}

async function freeId(into: string, now: Date): Promise<string> {
  const base = now.toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');
  const taken = new Set(await readdir(folders(into).backups));
  // A part that a killed backup left; we hold the place, so nobody writes it.
  for (const name of taken) {
    if (!name.endsWith('.part')) continue;
    await rm(join(folders(into).backups, name), { recursive: true, force: true });
  }
  for (let n = 0; ; n++) {
    const id = n === 0 ? base : `${base}-${n}`;
    if (!taken.has(id)) return id;
  }
}

async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await syncTree(path);
    else {
      await chmod(path, 0o600);
      const handle = await open(path, 'r');
      await handle.sync().finally(() => handle.close());
    }
  }
  await syncFolder(folder);
}

function full(into: string, cause: unknown) {
  return backupProblems.full(
    {
      detail: `There is no room left in ${into}. This backup was not finished; the ones before it are untouched. Free space there and run it again.`,
    },
    cause,
  );
}

/** When the last backup was made and where, for the status and the reminder after 36 hours. */
export async function lastBackup(dataDir: string): Promise<{ id: string; at: string; into: string } | undefined> {
  const path = join(dataDir, 'backup.json');
  if ((await stat(path).catch(() => undefined)) === undefined) return undefined;
  return JSON.parse(await readFile(path, 'utf8')) as { id: string; at: string; into: string }; // written by backup only
}
