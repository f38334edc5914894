import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { openBackupStore, openBlobStore } from '../blobs/index.ts';
import { errorCode, makeFolder, syncFolder } from '../durable.ts';
import { openKeyring, type Keyring } from '../keys/index.ts';
import type { Log } from '../log.ts';
import { restoreCluster } from '../postgres/index.ts';
import { copySynced, readFingerprint } from './backup-keys.ts';
import { linesOf } from './lines.ts';
import { chooseBackup, folders, listBackups, proveManifest, readManifest, type Manifest } from './manifest.ts';
import { hashFile, unpack } from './pack.ts';
import { backupProblems, damaged } from './problems.ts';

export interface RestoreResult {
  readonly id: string;
  readonly at: string;
  readonly dataDir: string;
  /** Outside the data folder when the database account cannot enter that; undefined for an external database. */
  readonly cluster: string | undefined;
  /** `external`: the database must be restored with its server's own tools. */
  readonly database: 'embedded' | 'external';
  readonly blobs: { readonly listed: number; readonly copied: number };
  /** Documents that the backup lists and does not hold whole. */
  readonly failed: readonly { readonly address: string; readonly reason: string }[];
  /** Destroyed after this backup was made, and destroyed again now. */
  readonly destroyedAgain: number;
  readonly kek: 'included' | 'kept elsewhere';
}

const MAX_FAILED = 1_000;

/**
 * Makes `into` from a backup. Everything is made beside it and renamed, so a restore that was cut short leaves no half
 * data folder; a folder that holds anything is refused. Last step: every destruction that any copy of the register
 * knows is done again, so destroyed content stays destroyed.
 */
export async function restore(options: {
  from: string;
  keysFrom?: string;
  /** Which backup; the newest when not given. */
  id?: string;
  into: string;
  /** Where the key-encryption key lies when the key backup does not hold it. */
  kekFile?: string;
  /** As CHARTKEEPER_BLOBS; `leave`: the documents stay in the backup. */
  blobs?: string;
  /** Further copies of the destruction register, e.g. from a site that survived. */
  registers?: readonly string[];
  stateDir?: string;
  log: Log;
}): Promise<RestoreResult> {
  const from = resolve(options.from);
  const keysFrom = resolve(options.keysFrom ?? `${from}-keys`);
  const into = resolve(options.into);
  const id = await chooseBackup(from, options.id);
  const folder = join(folders(from).backups, id);
  const manifest = await readManifest(folder);
  await mustBeEmpty(into);
  const staging = `${into}.restoring-${randomBytes(6).toString('hex')}`;
  await makeFolder(staging, process.getuid?.() === 0 ? 0o711 : 0o700);
  let keyring: Keyring | undefined;
  let cluster: string | undefined;
  try {
    keyring = await restoreKeys({ keysFrom, id, manifest, staging, ...kekFileOf(options, manifest) });
    await proveManifest(folder, keyring);
    const registers = [...(await registersIn(from)), ...(await registersIn(keysFrom)), ...(options.registers ?? [])];
    let destroyedAgain = 0;
    for (const register of registers) {
      destroyedAgain += (await keyring.replayRegister(register)).destroyed;
    }
    cluster = await restoreDatabase({ ...options, folder, manifest, staging, keyring });
    for (const [name, sha256] of Object.entries(manifest.files)) {
      const copy = join(folder, 'files', name);
      if ((await hashFile(copy)) !== sha256) throw damaged(copy, 'hash');
      await mkdir(dirname(join(staging, name)), { recursive: true, mode: 0o700 });
      await copyFile(copy, join(staging, name));
    }
    const blobs =
      options.blobs === 'leave'
        ? { copied: 0, failed: [] }
        : await restoreBlobs({
            from,
            list: join(folder, 'blobs.list'),
            manifest,
            staging,
            setting: options.blobs ?? '',
            keyring,
          });
    await keyring.close();
    if (existsSync(into)) await rmdir(into);
    await rename(staging, into);
    await syncFolder(dirname(into));
    return {
      id,
      at: manifest.at,
      dataDir: into,
      cluster: cluster?.startsWith(staging + sep) === true ? join(into, cluster.slice(staging.length)) : cluster,
      database: manifest.database.kind,
      blobs: { listed: manifest.blobs.named, copied: blobs.copied },
      failed: blobs.failed,
      destroyedAgain,
      kek: manifest.keys.kek,
    };
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (cluster !== undefined) await rm(cluster, { recursive: true, force: true });
    throw error;
  }
}

function kekFileOf(options: { kekFile?: string; keysFrom?: string }, manifest: Manifest): { kekFile?: string } {
  if (options.kekFile !== undefined && options.kekFile !== '') return { kekFile: options.kekFile };
  if (manifest.keys.kek === 'included') return {};
  throw backupProblems.keysMissing({
    detail:
      'The key-encryption key was kept outside the data when this backup was made. Nothing was restored. Name its file with CHARTKEEPER_KEK_FILE.',
  });
}

async function restoreKeys(options: {
  keysFrom: string;
  id: string;
  manifest: Manifest;
  staging: string;
  kekFile?: string;
}): Promise<Keyring> {
  // A younger key backup does as well: slots are only ever added, and destroyed ones stay destroyed.
  const ids = existsSync(options.keysFrom) ? await listBackups(options.keysFrom) : [];
  const chosen = ids.find((one) => one === options.id) ?? ids.filter((one) => one > options.id).at(0);
  if (chosen === undefined) {
    throw backupProblems.keysMissing({
      detail: `There is no key backup of ${options.id} or younger in ${options.keysFrom}. Nothing was restored: without it no document can be read. Name its place with --keys.`,
    });
  }
  const from = join(folders(options.keysFrom).backups, chosen);
  if ((await readFingerprint(from)) !== options.manifest.keys.kekFingerprint) {
    throw backupProblems.keysMissing({
      detail: `The key backup in ${options.keysFrom} belongs to other data than this backup. Nothing was restored. Name the right one with --keys.`,
    });
  }
  const keys = join(options.staging, 'keys');
  await makeFolder(join(keys, 'slots'), 0o700);
  for (const name of await readdir(from)) {
    if (name !== 'slots') await copySynced(join(from, name), join(keys, name));
  }
  for (const chunk of await readdir(join(from, 'slots'))) {
    await copySynced(join(from, 'slots', chunk), join(keys, 'slots', chunk));
  }
  await syncFolder(join(keys, 'slots'));
  return openKeyring({ dir: keys, ...(options.kekFile === undefined ? {} : { kekFile: options.kekFile }) });
}

async function registersIn(root: string): Promise<string[]> {
  const ids = await listBackups(root);
  return ids.map((id) => join(folders(root).backups, id, 'destroyed.ndjson')).filter((path) => existsSync(path));
}

async function restoreDatabase(options: {
  folder: string;
  manifest: Manifest;
  staging: string;
  keyring: Keyring;
  stateDir?: string;
  log: Log;
}): Promise<string | undefined> {
  const { database, id } = options.manifest;
  if (database.kind === 'external') return undefined;
  const label = `backup ${id}`;
  const file = join(options.folder, 'database.pack');
  const { cluster } = await restoreCluster({
    dataDir: options.staging,
    log: options.log,
    ...(options.stateDir === undefined ? {} : { stateDir: options.stateDir }),
    fill: (into) => unpack({ file, key: options.keyring.derive(label), label, entries: database.entries, into }),
  });
  return cluster;
}

async function restoreBlobs(options: {
  from: string;
  list: string;
  manifest: Manifest;
  staging: string;
  setting: string;
  keyring: Keyring;
}) {
  if ((await hashFile(options.list)) !== options.manifest.blobs.listSha256) throw damaged(options.list, 'hash');
  const source = await openBackupStore(folders(options.from).blobs, options.keyring, { create: false });
  const target = await openBlobStore({ setting: options.setting, dataDir: options.staging, keyring: options.keyring });
  const failed: { address: string; reason: string }[] = [];
  let copied = 0;
  for await (const address of linesOf(options.list)) {
    if ((await target.stat(address)) !== undefined && (await target.verify(address)) === 'whole') continue;
    try {
      await target.takeIn(address, source.ciphertext(address));
      copied += 1;
    } catch (error) {
      const code = errorCode(error);
      if ((code !== 'blobs/missing' && code !== 'blobs/damaged') || failed.length >= MAX_FAILED) throw error;
      failed.push({ address, reason: code });
    }
  }
  return { copied, failed };
}

async function mustBeEmpty(into: string): Promise<void> {
  const found = await readdir(into).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  if (found.length === 0) return;
  throw backupProblems.targetNotEmpty({
    detail: `${into} holds ${found.slice(0, 3).join(', ')}. Nothing was changed. Restore into an empty folder, then move it into place.`,
  });
}
