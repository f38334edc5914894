import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeDurably } from '../durable.ts';
import type { Keyring } from '../keys/index.ts';
import { blobStore, type BlobStore } from './blob-store.ts';
import { directoryDriver } from './directory-driver.ts';
import type { BlobDriver } from './driver.ts';
import { blobProblems } from './problems.ts';
import { s3Driver } from './s3-driver.ts';

/**
 * Opens the store that `CHARTKEEPER_BLOBS` names: empty for `DATA/blobs`, a folder, or
 * `s3://bucket/prefix?endpoint=http://...&region=...`. A marker with the same id lies in the store and in `DATA`, so an
 * unmounted disk, an empty bucket or another site's store is refused instead of filled.
 * @throws blobs/setting, blobs/wrong-place, blobs/unreachable
 */
export async function openBlobStore(options: {
  setting: string;
  dataDir: string;
  keyring: Pick<Keyring, 'unitKey' | 'digester'>;
}): Promise<BlobStore> {
  const driver = await driverFor(options.setting, resolve(options.dataDir));
  await mustBeOurs(driver, join(resolve(options.dataDir), 'blobs.json'));
  return blobStore(driver, options.keyring);
}

/** The documents of a backup: a folder store of its own, known by its marker alone. */
export async function openBackupStore(
  root: string,
  keyring: Pick<Keyring, 'unitKey' | 'digester'>,
  options: { create: boolean },
): Promise<BlobStore> {
  const driver = directoryDriver(root);
  if ((await driver.readMarker()) === undefined) {
    if (!options.create) {
      throw blobProblems.wrongPlace({
        detail: `There are no documents of a backup in ${root}. Nothing was changed. Name the folder that the backup was written to.`,
      });
    }
    await driver.writeMarker(randomBytes(16).toString('hex'));
  }
  return blobStore(driver, keyring);
}

function driverFor(setting: string, dataDir: string): Promise<BlobDriver> {
  if (!setting.startsWith('s3:')) {
    return Promise.resolve(directoryDriver(setting === '' ? join(dataDir, 'blobs') : resolve(setting)));
  }
  const url = URL.canParse(setting) ? new URL(setting) : undefined;
  if (url === undefined || url.hostname === '') {
    throw blobProblems.setting({
      detail: `CHARTKEEPER_BLOBS is "${setting}"; it must be a folder or s3://bucket/prefix?endpoint=...&region=.... Nothing was started.`,
      at: 'CHARTKEEPER_BLOBS',
    });
  }
  const endpoint = url.searchParams.get('endpoint');
  const path = url.pathname.replace(/^\/+|\/+$/g, '');
  return s3Driver({
    bucket: url.hostname,
    prefix: path === '' ? '' : `${path}/`,
    region: url.searchParams.get('region') ?? process.env['AWS_REGION'] ?? 'us-east-1',
    spool: join(dataDir, 'spool'),
    ...(endpoint === null ? {} : { endpoint }),
  });
}

async function mustBeOurs(driver: BlobDriver, memory: string): Promise<void> {
  // Written by this function only.
  const known = existsSync(memory)
    ? (JSON.parse(await readFile(memory, 'utf8')) as { id: string; place: string })
    : undefined;
  const found = await driver.readMarker();
  if (known === undefined) {
    const id = found ?? randomBytes(16).toString('hex');
    if (found === undefined) await driver.writeMarker(id);
    await writeDurably(memory, `${JSON.stringify({ id, place: driver.place })}\n`);
    return;
  }
  if (found === known.id) {
    if (known.place !== driver.place)
      await writeDurably(memory, `${JSON.stringify({ id: found, place: driver.place })}\n`);
    return;
  }
  const what = found === undefined ? 'It is empty or not mounted.' : 'It belongs to another Chartkeeper.';
  throw blobProblems.wrongPlace({
    detail: `The documents of this data should lie in ${driver.place}, and that is not the store they were put into (last at ${known.place}). ${what} Nothing was changed. Mount the right disk or correct CHARTKEEPER_BLOBS, then start again.`,
    internal: found === undefined ? 'no marker' : 'other marker',
  });
}
