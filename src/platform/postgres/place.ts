import { createHash, randomBytes } from 'node:crypto';
import { constants, existsSync, readdirSync } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createServer } from 'node:net';
import { errorCode, writeDurably } from '../durable.ts';
import type { Log } from '../log.ts';
import { canEnter, databaseAccount, type Account } from './account.ts';
import { makeSystemFolder } from './binaries.ts';
import { postgresProblems } from './problems.ts';

/** `DATA/postgres.json`, 0600: where the cluster lies, on which port it listens, the password of its owner. */
export interface Remembered {
  /** Absolute, or relative to the data folder so that the folder can be moved. */
  cluster: string;
  port: number;
  password: string;
  /** The cluster has another password (it came from a backup, or this file was lost): the next start sets this one. */
  passwordPending?: boolean;
  /** Set once initdb finished: from then on a missing cluster is a loss, not a first start. */
  initialised: boolean;
}

export interface Place {
  readonly cluster: string;
  readonly account: Account;
  readonly remembered: Remembered;
  /** The password file was lost; the database still has the old password. */
  readonly passwordLost: boolean;
}

const FILE = 'postgres.json';

/** Finds where the cluster lies or shall lie, and remembers it before anything is made there. */
export async function placeCluster(options: { dataDir: string; stateDir: string; log: Log }): Promise<Place> {
  const { dataDir } = options;
  const known = await readRemembered(dataDir);
  if (known !== undefined) {
    const cluster = resolve(dataDir, known.cluster);
    const account = databaseAccount(cluster);
    if (existsSync(cluster)) {
      await mustBeOurs(cluster);
      return { cluster, account, remembered: known, passwordLost: known.passwordPending === true };
    }
    if (known.initialised) {
      throw postgresProblems.clusterMissing({
        detail: `The database of ${dataDir} should lie in ${cluster} and is not there. Nothing was changed. Put the folder back, or restore from a backup.`,
      });
    }
    return { cluster, account, remembered: known, passwordLost: false };
  }
  const account = databaseAccount(join(dataDir, 'pg'));
  const found = existsSync(join(dataDir, 'pg'));
  if (found) await mustBeOurs(join(dataDir, 'pg'));
  const remembered: Remembered = {
    cluster: found || canEnter(dataDir, account) ? 'pg' : await placeInSystem(options),
    port: await freePort(),
    password: randomBytes(32).toString('base64url'),
    initialised: found,
    ...(found ? { passwordPending: true } : {}),
  };
  await remember(dataDir, remembered);
  return { cluster: resolve(dataDir, remembered.cluster), account, remembered, passwordLost: found };
}

export async function remember(dataDir: string, remembered: Remembered): Promise<void> {
  await writeDurably(join(dataDir, FILE), `${JSON.stringify(remembered, null, 2)}\n`, { mode: 0o600 });
}

async function readRemembered(dataDir: string): Promise<Remembered | undefined> {
  try {
    return JSON.parse(await readFile(join(dataDir, FILE), 'utf8')) as Remembered; // written by `remember` only
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw postgresProblems.dataFolderUnusable(
      {
        detail: `${join(dataDir, FILE)} cannot be read. Nothing was changed. Start Chartkeeper under the account that made this data folder; if the file is damaged, move it away and the next start sets a new password.`,
        internal: errorCode(error) ?? 'not JSON',
      },
      error,
    );
  }
}

async function mustBeOurs(cluster: string): Promise<void> {
  try {
    await access(cluster, constants.R_OK | constants.X_OK);
  } catch (error) {
    throw postgresProblems.clusterUnusable(
      {
        detail: `${cluster} belongs to another account. Nothing was changed. Start Chartkeeper under the account that made it (it was perhaps first started as root).`,
        internal: errorCode(error) ?? 'unknown',
      },
      error,
    );
  }
}

/**
 * Only root gets here: its data folder lies where the database account cannot go (a 0700 home). The name carries the
 * data folder's hash, so a cluster left behind by a data folder of that path that was deleted can be recognised.
 */
async function placeInSystem({ dataDir, stateDir, log }: { dataDir: string; stateDir: string; log: Log }) {
  const clusters = join(stateDir, 'clusters');
  try {
    await makeSystemFolder(stateDir);
    await makeSystemFolder(clusters);
  } catch (error) {
    throw postgresProblems.dataFolderUnusable(
      {
        detail: `The database account cannot enter ${dataDir}, and the database could not be put in ${clusters} either. Name a data folder outside a private home with --data or CHARTKEEPER_DATA.`,
        internal: errorCode(error) ?? 'unknown',
      },
      error,
    );
  }
  const origin = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const left = readdirSync(clusters).filter((name) => name.startsWith(origin));
  if (left.length > 0) {
    log.warn(
      { clusters: left, in: clusters },
      'older databases of a deleted data folder lie here; remove them by hand',
    );
  }
  return join(clusters, `${origin}-${randomBytes(8).toString('hex')}`);
}

const TRIES = 200;

/**
 * Below the range from which Linux takes the ports of outgoing connections (ip_local_port_range, 32768 and up), so that
 * the remembered port is not taken by accident while we are down.
 */
export async function freePort(): Promise<number> {
  for (let n = 0; n < TRIES; n++) {
    const port = 20_000 + (randomBytes(2).readUInt16BE() % 12_000);
    if (await isFree(port)) return port;
  }
  throw postgresProblems.startFailed({ detail: 'No free port between 20000 and 32000 on 127.0.0.1.' });
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const server = createServer();
    server.once('error', () => settle(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => settle(true)));
  });
}
