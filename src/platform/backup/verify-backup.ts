import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { openBackupStore, type BlobRef, type BlobStore } from '../blobs/index.ts';
import { errorCode, writeDurably } from '../durable.ts';
import { openKeyring, type Keyring } from '../keys/index.ts';
import type { Log } from '../log.ts';
import { holdDataDirectory, startEmbedded } from '../postgres/index.ts';
import { fsck, type FsckResult } from './fsck.ts';
import { linesOf } from './lines.ts';
import { chooseBackup, folders } from './manifest.ts';
import { hashFile } from './pack.ts';
import { restore, type RestoreResult } from './restore.ts';

export interface VerifyResult<Proof> {
  readonly id: string;
  readonly ok: boolean;
  readonly restored: RestoreResult;
  /** Undefined for an external database, which this backup does not hold. */
  readonly fsck: FsckResult | undefined;
  /** Documents read back, decrypted and held against their digest. */
  readonly read: { readonly documents: number; readonly bytes: number; readonly failed: readonly string[] };
  /** What the caller's own proof (the audit log) said. */
  readonly proof: Proof | undefined;
  readonly seconds: number;
}

const READS = 200;

/**
 * Restores the backup into a scratch folder, starts the database there, runs fsck with every page of the database, reads
 * documents at random, lets the caller prove the log, and stamps the result beside the backup.
 */
export async function verifyBackup<Proof>(options: {
  from: string;
  keysFrom?: string;
  id?: string;
  kekFile?: string;
  /** Where the scratch folder is made; its database holds rows in the clear while the check runs. */
  scratch?: string;
  stateDir?: string;
  reads?: number;
  /** Reads every document, not a sample. */
  deep?: boolean;
  /** Given the restored data folder, held by nobody: start on it, prove the log, stop. */
  prove?: (dataDir: string) => Promise<{ ok: boolean; proof: Proof }>;
  now: Date;
  log: Log;
}): Promise<VerifyResult<Proof>> {
  const started = performance.now();
  const from = resolve(options.from);
  const id = await chooseBackup(from, options.id);
  const scratch = await mkdtemp(join(options.scratch ?? tmpdir(), 'chartkeeper-verify-'));
  let cluster: string | undefined;
  try {
    if (process.getuid?.() === 0) await chmod(scratch, 0o711);
    const dataDir = join(scratch, 'data');
    const restored = await restore({ ...options, id, into: dataDir, blobs: 'leave' });
    cluster = restored.cluster;
    const kek = restored.kek === 'included' ? {} : { kekFile: options.kekFile ?? '' };
    const keyring = await openKeyring({ dir: join(dataDir, 'keys'), ...kek });
    const blobs = await openBackupStore(folders(from).blobs, keyring, { create: false });
    const checked =
      restored.database === 'external' ? undefined : await checkDatabase({ ...options, dataDir, blobs, keyring });
    await keyring.close();
    const proven = checked === undefined ? undefined : await options.prove?.(dataDir);
    const read = checked?.read ?? (await lookFor(join(folders(from).backups, id, 'blobs.list'), blobs));
    const result: VerifyResult<Proof> = {
      id,
      ok: checked?.fsck.ok !== false && read.failed.length === 0 && proven?.ok !== false,
      restored,
      fsck: checked?.fsck,
      read,
      proof: proven?.proof,
      seconds: Math.round(performance.now() - started) / 1000,
    };
    await stamp(join(folders(from).backups, id), result, options.now);
    return result;
  } finally {
    await rm(scratch, { recursive: true, force: true });
    if (cluster !== undefined) await rm(cluster, { recursive: true, force: true });
  }
}

/** Without a database there is no key slot to a document: its presence is what can be checked. */
async function lookFor(list: string, blobs: BlobStore) {
  const result = { documents: 0, bytes: 0, failed: [] as string[] };
  for await (const address of linesOf(list)) {
    const found = await blobs.stat(address);
    if (found === undefined) result.failed.push(address);
    else result.documents += 1;
    result.bytes += found?.stored ?? 0;
  }
  return result;
}

async function checkDatabase(options: {
  dataDir: string;
  stateDir?: string;
  blobs: BlobStore;
  keyring: Keyring;
  reads?: number;
  deep?: boolean;
  now: Date;
  log: Log;
}) {
  const hold = await holdDataDirectory({ dataDir: options.dataDir, command: 'backup verify', now: options.now });
  try {
    const { log, stateDir } = options;
    const server = await startEmbedded({ hold, log, ...(stateDir === undefined ? {} : { stateDir }) });
    try {
      const found = await fsck({ ...options, adminUrl: server.adminUrl, pages: true, manyBackups: true });
      const read = await readSome(server.adminUrl, options);
      return { fsck: found, read };
    } finally {
      await server.stop();
    }
  } finally {
    await hold.release();
  }
}

/** As a person would: through the key, to the content; its digest says whether it is the same content. */
async function readSome(
  adminUrl: string,
  options: { blobs: BlobStore; keyring: Keyring; reads?: number; deep?: boolean },
) {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => undefined);
  await client.connect();
  const result = { documents: 0, bytes: 0, failed: [] as string[] };
  try {
    const { rows } = await client.query<Omit<BlobRef, 'bytes'> & { bytes: string }>(
      'select address, slot, bytes, frames, digest from platform.blob order by random() limit $1',
      [options.deep === true ? null : (options.reads ?? READS)],
    );
    for (const row of rows) {
      const ref: BlobRef = { ...row, bytes: Number(row.bytes) };
      if (options.keyring.slotState(ref.slot) === 'destroyed') continue;
      try {
        if ((await options.keyring.digest(options.blobs.open(ref))) !== ref.digest) result.failed.push(ref.address);
        result.documents += 1;
        result.bytes += ref.bytes;
      } catch (error) {
        result.failed.push(`${ref.address} ${errorCode(error) ?? ''}`.trim());
      }
    }
  } finally {
    await client.end().catch(() => undefined);
  }
  return result;
}

async function stamp(folder: string, result: VerifyResult<unknown>, now: Date): Promise<void> {
  const { ok, read, seconds, proof } = result;
  const manifestSha256 = await hashFile(join(folder, 'manifest.json'));
  const counts = result.fsck?.counts;
  await writeDurably(
    join(folder, 'verified.json'),
    `${JSON.stringify({ at: now.toISOString(), ok, manifestSha256, read, counts, proof, seconds })}\n`,
  );
}
