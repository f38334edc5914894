import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { errorCode, makeFolder } from '../durable.ts';
import type { Log } from '../log.ts';
import { prepareBinaries, type Binaries } from './binaries.ts';
import { urlFor, type DatabaseServer } from './database-server.ts';
import type { DataHold } from './hold-data-directory.ts';
import { initialiseCluster, OWNER, resetPassword } from './initialise.ts';
import { freePort, isFree, placeCluster, remember, type Place, type Remembered } from './place.ts';
import {
  adopt,
  dropStalePidFile,
  launch,
  readPidFile,
  stopPostmaster,
  worksIn,
  type Postmaster,
} from './postmaster.ts';
import { postgresProblems } from './problems.ts';
import { asArguments, serverSettings, settingsMark } from './server-settings.ts';

export const DATABASE = 'chartkeeper';
/** Where root puts what the database account must reach when the data folder or the checkout lies in a private home. */
export const STATE_DIR = process.platform === 'darwin' ? '/usr/local/var/chartkeeper' : '/var/lib/chartkeeper';

const LAUNCHES = 12;
/** At most this many deaths within the window are answered by a restart; then somebody must look. */
const DEATHS = 5;
const DEATH_WINDOW_MS = 600_000;

/** What one start knows. */
interface Ground {
  readonly dataDir: string;
  readonly place: Place;
  readonly binaries: Binaries;
  readonly arguments: readonly string[];
  readonly mark: string;
  readonly log: Log;
}

/**
 * Brings up the PostgreSQL that came with the install on the data folder that `hold` proves to be ours. Heals by itself:
 * a first start cut short, a server that outlived us, a server killed, a port taken meanwhile.
 */
export async function startEmbedded(options: { hold: DataHold; log: Log; stateDir?: string }): Promise<DatabaseServer> {
  const { log } = options;
  const { dataDir } = options.hold;
  const stateDir = options.stateDir ?? STATE_DIR;
  const place = await placeCluster({ dataDir, stateDir, log });
  const places = place.account === undefined ? [dataDir] : [stateDir, dataDir];
  const binaries = await prepareBinaries({ account: place.account, places, log });
  await initialiseCluster({ binaries, ...place, password: place.remembered.password });
  const { passwordPending: _pending, ...known } = place.remembered;
  const remembered: Remembered = { ...known, initialised: true };
  const settings = serverSettings();
  const mark = settingsMark(settings, binaries.postgres);
  const ground: Ground = {
    dataDir,
    place,
    binaries,
    arguments: asArguments({ ...settings, cluster_name: mark }),
    mark,
    log,
  };
  if (place.passwordLost) await replacePassword(ground, remembered.password);
  if (place.passwordLost || !place.remembered.initialised) await remember(dataDir, remembered);
  let postmaster = await attachOrLaunch(ground, remembered);
  await ensureDatabase(remembered);

  let state: 'up' | 'restarting' | 'failed' = 'up';
  let stopping = false;
  const supervise = async () => {
    const deaths: number[] = [];
    for (;;) {
      await postmaster.gone;
      if (stopping) return;
      state = 'restarting';
      const now = Date.now();
      deaths.push(now);
      const recent = deaths.filter((at) => at > now - DEATH_WINDOW_MS).length;
      log.error({ pid: postmaster.pid, recent }, 'PostgreSQL went away');
      if (recent > DEATHS) break;
      await pause(100 * 4 ** (recent - 1), undefined, { ref: false });
      if (stopping) return;
      try {
        postmaster = await attachOrLaunch(ground, remembered);
        state = 'up';
        log.warn({ pid: postmaster.pid }, 'PostgreSQL is back');
      } catch (error) {
        log.error({ err: error }, 'PostgreSQL could not be brought back');
        break;
      }
    }
    state = 'failed';
  };
  const supervision = supervise();

  const adminUrl = ownerUrl(remembered, DATABASE);
  return {
    kind: 'embedded',
    adminUrl,
    host: '127.0.0.1',
    port: remembered.port,
    database: DATABASE,
    urlFor: (role, password) => urlFor(adminUrl, role, password),
    pid: () => postmaster.pid,
    health: () => state,
    async stop() {
      stopping = true;
      if (state === 'restarting') await supervision;
      await stopPostmaster(postmaster, place.cluster);
    },
  };
}

/** One loop for every way a server may be found; changes `remembered.port` when the port was taken by somebody. */
async function attachOrLaunch(ground: Ground, remembered: Remembered): Promise<Postmaster> {
  const { place, dataDir } = ground;
  const logs = join(dataDir, 'logs');
  await makeFolder(logs, 0o700);
  let said = '';
  for (let n = 0; n < LAUNCHES; n++) {
    const running = await findRunning(ground, remembered);
    if (running !== undefined) return running;
    if (!(await isFree(remembered.port))) await changePort(ground, remembered);
    const launched = await launch({
      postgres: ground.binaries.postgres,
      cluster: place.cluster,
      account: place.account,
      port: remembered.port,
      arguments: ground.arguments,
      logFile: join(logs, 'postgres.log'),
    });
    if ('pid' in launched) return launched;
    said = launched.said;
    if (launched.reason === 'port-taken') await changePort(ground, remembered);
    else if (launched.reason === 'still-in-use') await pause(Math.min(100 * 2 ** n, 5_000));
    else break;
  }
  throw postgresProblems.startFailed({
    detail: `PostgreSQL did not start: ${lastFatal(said)}. Everything saved before is safe in ${place.cluster}. Its log is ${join(logs, 'postgres.log')}.`,
    internal: said.slice(-1_000),
  });
}

/** A server of this cluster that outlived the process that started it, if it runs as we would run it. */
async function findRunning(ground: Ground, remembered: Remembered): Promise<Postmaster | undefined> {
  const { place, log } = ground;
  const noted = await readPidFile(place.cluster);
  if (noted === undefined) return undefined;
  if (worksIn(noted.pid, place.cluster) === false) {
    if (await dropStalePidFile(place.cluster, noted))
      log.warn({ pid: noted.pid }, 'removed a left-behind postmaster.pid');
    return undefined;
  }
  const running = adopt(noted);
  const found = await whoAnswers({ ...remembered, port: noted.port }, running);
  if (found !== undefined && found.folder === place.cluster && found.mark === ground.mark) {
    log.info({ pid: noted.pid, port: noted.port }, 'PostgreSQL was still running and is used again');
    remembered.port = noted.port;
    return running;
  }
  if (found !== undefined || worksIn(noted.pid, place.cluster) === true) {
    log.info({ pid: noted.pid }, 'stopping a PostgreSQL that runs with other settings');
    await stopPostmaster(running, place.cluster);
  }
  return undefined;
}

const ANSWER_MS = 60_000;

/** Waits while it starts, recovers or shuts down; undefined when it is gone or will not let us in. */
async function whoAnswers(remembered: Remembered, running: Postmaster) {
  let over = false;
  void running.gone.then(() => {
    over = true;
  });
  for (const deadline = Date.now() + ANSWER_MS; !over && Date.now() < deadline; await pause(50)) {
    try {
      return await withClient(ownerUrl(remembered, 'postgres'), async (client) => {
        const { rows } = await client.query<{ folder: string; mark: string }>(
          `select current_setting('data_directory') as folder, current_setting('cluster_name') as mark`,
        );
        return rows[0];
      });
    } catch (error) {
      // 28P01 wrong password: not to be answered by waiting.
      if (errorCode(error)?.startsWith('28') === true) return undefined;
    }
  }
  return undefined;
}

async function changePort(ground: Ground, remembered: Remembered): Promise<void> {
  const taken = remembered.port;
  remembered.port = await freePort();
  await remember(ground.dataDir, remembered);
  ground.log.warn({ taken, port: remembered.port }, 'the remembered port is used by another program');
}

async function replacePassword(ground: Ground, password: string): Promise<void> {
  const { cluster, account } = ground.place;
  const noted = await readPidFile(cluster);
  if (noted !== undefined && worksIn(noted.pid, cluster) === true) await stopPostmaster(adopt(noted), cluster);
  await resetPassword({ binaries: ground.binaries, cluster, account, password });
  ground.log.warn('the password of the database was set anew');
}

async function ensureDatabase(remembered: Remembered): Promise<void> {
  await withClient(ownerUrl(remembered, 'postgres'), async (client) => {
    const found = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  });
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function ownerUrl(remembered: Remembered, database: string): string {
  return `postgres://${OWNER}:${remembered.password}@127.0.0.1:${remembered.port}/${database}`;
}

function lastFatal(said: string): string {
  const lines = said.trim().split('\n');
  return lines.filter((line) => /FATAL|PANIC/.test(line)).at(-1) ?? lines.at(-1) ?? 'no message';
}
