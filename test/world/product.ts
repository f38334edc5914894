import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve as resolvePath } from 'node:path';
import pg from 'pg';
import { freePort } from '../../src/platform/postgres/place.ts';

const ROOT = dirname(dirname(import.meta.dirname));
/** Limits, not expectations: the machine may be busy with other suites. */
const READY_MS = 120_000;
const STOP_MS = 60_000;

/** The product as users run it: compiled, a process of its own, its own data folder, its own PostgreSQL. */
export interface Product {
  readonly main: string;
  readonly data: string;
  readonly port: number;
  /** Everything that any start of it printed. */
  readonly printed: () => string;
  start(): Promise<Running>;
  /** A start that is expected to leave by itself. */
  startInVain(): Promise<{ code: number | null; printed: string }>;
  /** `chartkeeper ...` on this data. */
  command(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }>;
  /** The same, its one JSON object read. */
  json<T = Record<string, unknown>>(...args: string[]): Promise<T>;
  /** As the owner of the data folder, for what has no command. */
  call<T = unknown>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T>;
  remove(): Promise<void>;
}

export interface Running {
  readonly url: string;
  readonly pid: number;
  /** What it printed from its start on. */
  readonly printed: () => string;
  /** kill -9, and nothing else. */
  kill(): Promise<void>;
  /** SIGTERM; the exit code. */
  stop(): Promise<number | null>;
}

/** Compiles the sources as they stand into a folder of its own below dist/, where the program finds its files. `settings`: of every start. */
export async function compileProduct(settings: Readonly<Record<string, string>> = {}): Promise<Product> {
  const out = mkdtempSync(join(ROOT, 'dist', 'test-'));
  const built = spawnSync(process.execPath, ['scripts/build.mjs', '--server', '--out', join('dist', basename(out))], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`The product could not be compiled: ${built.stderr}`);
  const main = join(out, 'main.js');
  const data = join(openFolder(), 'data');
  const port = Number(settings['CHARTKEEPER_PORT'] ?? (await freePort()));
  const ownPlace = { CHARTKEEPER_DATA: data, CHARTKEEPER_PORT: String(port), DATABASE_URL: '' };
  const env = { ...process.env, ...settings, ...ownPlace };
  const outputs: string[] = [];
  const children = new Set<ChildProcess>();

  const spawnStart = () => {
    const child = spawn(process.execPath, [main, 'start'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    const at = outputs.push('') - 1;
    const listen = (chunk: Buffer) => {
      outputs[at] += chunk.toString('utf8');
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
    void ended.then(() => children.delete(child));
    return { child, ended, printed: () => outputs[at] ?? '' };
  };

  const command: Product['command'] = (...args) =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [main, ...args], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
      child.once('close', (code) => resolve({ code, stdout, stderr }));
    });

  return {
    main,
    data,
    port,
    printed: () => outputs.join(''),
    command,
    async json<T>(...args: string[]) {
      const { stdout, stderr } = await command(...args, '--json');
      if (stdout === '') throw new Error(`chartkeeper ${args.join(' ')} printed nothing: ${stderr}`);
      return JSON.parse(stdout) as T; // the caller knows what the command prints
    },
    call: <T>(method: string, path: string, body?: unknown) =>
      new Promise<T>((resolve, reject) => {
        const socketPath = join(data, 'run', 'control.sock');
        const headers = body === undefined ? {} : { 'content-type': 'application/json' };
        const asked = request({ socketPath, method, path: `/api/v1${path}`, headers }, (answer) => {
          let text = '';
          answer.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
          answer.on('end', () => {
            if ((answer.statusCode ?? 500) < 400)
              resolve((text === '' ? undefined : JSON.parse(text)) as T); // our own server's answer
            else reject(new Error(`${method} ${path}: ${answer.statusCode} ${text}`));
          });
        });
        asked.on('error', reject);
        asked.end(body === undefined ? undefined : JSON.stringify(body));
      }),
    async start() {
      const { child, ended, printed } = spawnStart();
      const deadline = Date.now() + READY_MS;
      while (!printed().includes('Chartkeeper is ready at')) {
        if (child.exitCode !== null || Date.now() > deadline) throw new Error(`It did not start: ${printed()}`);
        await pause(20);
      }
      return {
        url: `http://127.0.0.1:${port}`,
        pid: child.pid ?? 0,
        printed,
        async kill() {
          child.kill('SIGKILL');
          await ended;
        },
        async stop() {
          child.kill('SIGTERM');
          return Promise.race([ended, pause(STOP_MS).then(() => Promise.reject(new Error('It did not stop.')))]);
        },
      };
    },
    async startInVain() {
      const { ended, printed } = spawnStart();
      return { code: await ended, printed: printed() };
    },
    async remove() {
      for (const child of children) child.kill('SIGKILL');
      killPostgres(data);
      await rm(dirname(data), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
      await rm(out, { recursive: true, force: true });
    },
  };
}

/** A temp folder that the account of the database may pass: else its cluster would lie in the system's folder. */
export function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ckp-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** The postmaster of this data folder; undefined when there is none. */
export function postmasterOf(data: string): number | undefined {
  const { cluster } = JSON.parse(readFileSync(join(data, 'postgres.json'), 'utf8')) as { cluster: string };
  try {
    const pid = Number(readFileSync(join(resolvePath(data, cluster), 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}

export function killPostgres(data: string): void {
  try {
    const pid = postmasterOf(data);
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  } catch {
    // There never was one.
  }
}

/** As the database's superuser, past every layer and every trigger: what a tamperer with all rights can do. */
export async function asSuperuser<T>(adminUrl: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`SET session_replication_role = 'replica'`);
    return await run(client);
  } finally {
    await client.end();
  }
}

export function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
