import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type ActContext, createActing, type WithinSubscriber } from '../platform/act.ts';
import { openBlobStore } from '../platform/blobs/index.ts';
import { type Clock, systemClock } from '../platform/clock.ts';
import { type LoginRole, migrate } from '../platform/db/migrate.ts';
import { openDatabase } from '../platform/db/database.ts';
import { createDispatcher } from '../platform/events/dispatcher.ts';
import { createHttp, type HttpServer } from '../platform/http/server.ts';
import { drainJobs, startWorker } from '../platform/jobs/worker.ts';
import { openKeyring } from '../platform/keys/index.ts';
import type { Log } from '../platform/log.ts';
import { checkModules, type ModuleDefinition } from '../platform/module.ts';
import {
  type DatabaseServer,
  type DataHold,
  holdDataDirectory,
  openExternal,
  startEmbedded,
} from '../platform/postgres/index.ts';
import { openReader } from '../platform/reading/index.ts';
import type { Services } from '../platform/services.ts';
import type { Settings } from '../platform/settings.ts';
import { createAccessTrust, policies } from '../modules/access/index.ts';
import { entriesSql, startFolding } from '../modules/audit/index.ts';
import { ruleBook } from '../modules/regulations/index.ts';
import { controlSocketPath } from './control-socket.ts';
import { startMailReceiver, startWatching } from '../modules/intake/index.ts';
import { startMllp } from '../interfaces/hl7v2/index.ts';
import { createIdentify } from './identify.ts';
import { createInterfaces } from './interfaces.ts';
import { createModules } from './modules.ts';
import { registerControl } from './control.ts';
import { programFolder, VERSION, webFolder } from './program.ts';

/** Everything that runs, and how to end it in order. */
export interface Stack {
  readonly services: Services;
  readonly modules: readonly ModuleDefinition[];
  readonly http: HttpServer;
  readonly databaseServer: DatabaseServer;
  readonly port: number | undefined;
  /** Delivers all news and runs all jobs that are due: for command-line work and tests. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

export interface StackOptions {
  readonly settings: Settings;
  readonly log: Log;
  /** What holds the data folder: `start`, or the command that brings the stack up for itself. */
  readonly command: string;
  /** Listen for browsers; a command at the terminal does not. */
  readonly listen: boolean;
  readonly clock?: Clock;
  /** Given in tests: a database already running. */
  readonly database?: { readonly adminUrl: string; readonly passwords: Readonly<Record<LoginRole, string>> };
  /** Given in tests: who a request is, before sessions and tokens are looked at. */
  readonly identifyAs?: () => ActContext | undefined;
}

/** Brings the product up: hold, database, keys, migrations, acting, jobs, doors. What was started is ended when a step fails. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const ending: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of ending.splice(0).reverse())
      await end().catch((error: unknown) => options.log.warn({ err: error }, 'something did not end cleanly'));
  };
  try {
    return await build(options, ending, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(
  options: StackOptions,
  ending: (() => Promise<void>)[],
  stop: () => Promise<void>,
): Promise<Stack> {
  const { settings, log } = options;
  const clock = options.clock ?? systemClock;
  const now = clock.now();
  const hold = await holdDataDirectory({
    dataDir: settings.data,
    command: options.command,
    now,
    ...(options.listen ? { port: settings.port } : {}),
  });
  ending.push(() => hold.release());
  const opening = openServer(options, hold);
  // Awaited below; a failure before that must not end the process where nobody can tidy up.
  opening.catch(() => {});
  ending.push(async () => (await opening.catch(() => undefined))?.stop());
  const { trust, modules } = await composeMeanwhile(options);
  const databaseServer = await opening;

  const keyring = await openKeyring({ dir: join(settings.data, 'keys'), kekFile: settings.kekFile, log });
  ending.push(() => keyring.close());
  const passwords = options.database?.passwords ?? derivedPasswords((label) => keyring.derive(label));
  const migrated = await migrate({
    adminUrl: databaseServer.adminUrl,
    folder: join(programFolder(), 'db', 'migrations'),
    now,
    passwords,
  });
  if (migrated.applied.length > 0)
    log.info({ applied: migrated.applied.length }, 'the database was brought up to date');

  const database = openDatabase({
    url: roleUrl(databaseServer.adminUrl, 'chartkeeper_app', passwords),
    log,
    name: 'chartkeeper',
  });
  ending.push(() => database.close());
  // Several modules may follow one event: each of them is told.
  const within = new Map<string, WithinSubscriber[]>();
  for (const module of modules)
    for (const [name, subscriber] of Object.entries(module.within ?? {}))
      within.set(name, [...(within.get(name) ?? []), subscriber]);
  let committed: (what: { events: boolean }) => void = () => {};
  const acting = createActing({
    database,
    clock,
    log,
    within,
    trust: { scope: trust.scope, decide: trust.decide, auditSql: entriesSql },
    committed: (what) => committed(what),
  });
  const scratch = await emptyScratch(settings.data);
  const reader = openReader({ scratch, log, ocr: settings.ocr });
  ending.push(() => reader.close());
  const blobs = await openBlobStore({ setting: settings.blobs, dataDir: settings.data, keyring });
  const publicUrl =
    settings.publicUrl === ''
      ? `${settings.tlsCertificate === '' ? 'http' : 'https'}://localhost:${settings.port}`
      : settings.publicUrl.replace(/\/$/, '');
  const services: Services = { acting, blobs, keyring, reader, settings, clock, log, publicUrl };

  const dispatcher = createDispatcher({ services, reactions: modules.flatMap((module) => module.reactions ?? []) });
  const jobsUrl = roleUrl(databaseServer.adminUrl, 'chartkeeper_jobs', passwords);
  if (settings.roles.has('jobs') && options.listen) {
    committed = (what) => {
      if (what.events) dispatcher.nudge();
    };
    dispatcher.start();
    ending.push(() => dispatcher.stop());
    const worker = await startWorker({ url: jobsUrl, services, modules });
    ending.push(() => worker.stop());
    const folding = startFolding(services);
    ending.push(() => folding.stop());
  }

  if (settings.roles.has('feeds') && options.listen) {
    const watching = startWatching(services, settings.watch === '' ? join(settings.data, 'inbox') : settings.watch);
    ending.push(() => watching.stop());
    if (settings.smtpPort !== 0) {
      const mail = await startMailReceiver(services);
      ending.push(() => mail.stop());
    }
    if (settings.mllpPort !== 0) {
      const mllp = await startMllp(services);
      ending.push(() => mllp.stop());
    }
  }

  const identify = createIdentify(services);
  const folder = webFolder();
  let ready = false;
  const http = await createHttp({
    services,
    modules,
    identify: async (request, from, how) => options.identifyAs?.() ?? identify(request, from, how),
    version: VERSION,
    ready: async () => ready && databaseServer.health() === 'up' && (await answers(services)),
    interfaces: createInterfaces(),
    control: (app) => registerControl(app, { services, modules, databaseServer, drain }),
    ...(folder === undefined || !existsSync(folder) ? {} : { webFolder: folder }),
  });
  ending.push(() => http.close());
  if (options.database === undefined)
    await http.listenControl(await controlSocketPath(settings.data, { create: true }));
  const port = options.listen && settings.roles.has('web') ? (await http.listen()).port : undefined;
  ready = true;

  async function drain() {
    const end = Date.now() + MOST_WAITED_MS;
    for (let round = 0; round < MOST_ROUNDS;) {
      await dispatcher.drain();
      const jobs = await jobsNow(services);
      if (jobs === 'none' || (jobs === 'running' && Date.now() > end)) return;
      if (jobs === 'running') {
        await new Promise((wake) => setTimeout(wake, LOOK_AGAIN_MS));
        continue;
      }
      await drainJobs({ url: jobsUrl, services, modules });
      round++;
    }
  }
  return { services, modules, http, databaseServer, port, drain, stop };
}

/** What a killed process left half read is of no use: every reading begins from the stored original. */
async function emptyScratch(data: string): Promise<string> {
  const scratch = join(data, 'scratch');
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true, mode: 0o700 });
  return scratch;
}

/** News make jobs and jobs make news; what goes on for ever is not waited for. */
const MOST_ROUNDS = 20;
/** The worker of this server may have taken a job a moment before; one that takes longer is not waited for. */
const MOST_WAITED_MS = 60_000;
const LOOK_AGAIN_MS = 50;
/** PostgreSQL takes about this long to be launched; from then on it comes up by itself and this process has time. */
const LAUNCH_MS = 40;

/** Policies and rules are read while the database comes up. A rule file with a flaw stops the start. */
async function composeMeanwhile(options: StackOptions) {
  if (options.listen) await new Promise((wake) => setTimeout(wake, LAUNCH_MS));
  const trust = createAccessTrust(policies());
  const modules = createModules(trust);
  checkModules(modules);
  await new Promise((wake) => setImmediate(wake));
  // A command at the terminal reads the rules when it needs them.
  if (options.listen) ruleBook();
  return { trust, modules };
}

async function openServer(options: StackOptions, hold: DataHold): Promise<DatabaseServer> {
  const { settings, log } = options;
  if (options.database !== undefined)
    return { ...(await openExternal(options.database.adminUrl, { log })), stop: async () => {} };
  return settings.databaseUrl === '' ? startEmbedded({ hold, log }) : openExternal(settings.databaseUrl, { log });
}

/** The same on every server that has the key-encryption key: nothing to store, nothing to hand round. */
function derivedPasswords(derive: (label: string) => Buffer): Record<LoginRole, string> {
  const password = (role: LoginRole) => derive(`database role ${role}`).toString('base64url');
  return {
    chartkeeper_app: password('chartkeeper_app'),
    chartkeeper_jobs: password('chartkeeper_jobs'),
    chartkeeper_report: password('chartkeeper_report'),
    chartkeeper_backup: password('chartkeeper_backup'),
  };
}

function roleUrl(adminUrl: string, role: LoginRole, passwords: Readonly<Record<LoginRole, string>>): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = passwords[role];
  return url.toString();
}

async function answers(services: Services): Promise<boolean> {
  try {
    await services.acting.lookup((queries) =>
      queries
        .selectFrom('migrations.applied' as never)
        .select((is) => is.lit(1).as('one'))
        .limit(1)
        .execute(),
    );
    return true;
  } catch {
    return false;
  }
}

/** Jobs without a time of their own have that of the database when they were enqueued, and are due; the others by our clock. */
async function jobsNow(services: Services): Promise<'due' | 'running' | 'none'> {
  const { rows } = await services.acting.lookup((queries) =>
    sql<{ due: boolean; running: boolean }>`
      SELECT coalesce(bool_or(locked_at IS NULL AND (run_at = updated_at OR run_at <= ${services.clock.now()})), false) AS due,
        coalesce(bool_or(locked_at IS NOT NULL), false) AS running
      FROM graphile_worker.jobs WHERE attempts < max_attempts OR locked_at IS NOT NULL`.execute(queries),
  );
  return rows[0]?.due === true ? 'due' : rows[0]?.running === true ? 'running' : 'none';
}
