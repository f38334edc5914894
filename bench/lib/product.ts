import { spawn } from 'node:child_process';
import { request } from 'node:http';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { freePort } from '../../src/platform/postgres/place.ts';

const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 60_000;
const POLL_MS = 5;

/** The compiled product as a process of its own, on a data folder of its own. */
export interface Product {
  readonly port: number;
  readonly token: string;
  readonly adminUrl: string;
  /** `server`: the Node process; `database`: the postmaster with its backends. */
  readonly pids: { readonly server: number; readonly database: number };
  /** Seconds from launching the process to the first ready answer. */
  readonly startSeconds: number;
  /** On the owner's socket, as the command line speaks. */
  control(method: 'GET' | 'POST', path: string, body?: unknown): Promise<string>;
  stop(): Promise<void>;
}

export interface ProductOptions {
  readonly program: string;
  readonly data: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What is launched instead of the program, e.g. `npm start` in a checkout. */
  readonly launch?: { readonly command: string; readonly args: readonly string[]; readonly cwd: string };
  readonly limitMs?: number;
}

export async function startProduct(options: ProductOptions): Promise<Product> {
  const port = await freePort();
  const mllpPort = await freePort();
  const begin = performance.now();
  const launch = options.launch ?? { command: process.execPath, args: [options.program, 'start'], cwd: undefined };
  const child = spawn(launch.command, launch.args, {
    cwd: launch.cwd,
    env: {
      ...process.env,
      CHARTKEEPER_DATA: options.data,
      CHARTKEEPER_PORT: String(port),
      CHARTKEEPER_MLLP_PORT: String(mllpPort),
      CHARTKEEPER_LOG_LEVEL: 'warn',
      ...options.environment,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    // npm ends at a signal before the server it started has: the server itself is told.
    const pid = holderOf(options.data) ?? child.pid ?? 0;
    signal(pid, 'SIGTERM');
    const timer = setTimeout(() => signal(pid, 'SIGKILL'), STOP_LIMIT_MS);
    await gone;
    clearTimeout(timer);
  };
  while (!(await ready(port))) {
    if (child.exitCode !== null || performance.now() - begin > (options.limitMs ?? START_LIMIT_MS)) {
      await stop();
      throw new Error('The product did not become ready.');
    }
    await new Promise((wake) => setTimeout(wake, POLL_MS));
  }
  const startSeconds = (performance.now() - begin) / 1000;
  const pid = holderOf(options.data) ?? child.pid ?? 0;
  const control: Product['control'] = (method, path, body) => onSocket(options.data, method, path, body);
  const status = JSON.parse(await control('GET', '/control/status')) as { database: { adminUrl: string } };
  const issued = JSON.parse(
    await control('POST', '/api/v1/clients/tokens', { client: 'bench', scope: 'system/*.cruds' }),
  ) as { token: string };
  return {
    port,
    token: issued.token,
    adminUrl: status.database.adminUrl,
    pids: { server: pid, database: postmasterOf(pid) },
    startSeconds,
    control,
    stop,
  };
}

/** Runs on a data folder of its own, or on the one that `--data` names, which stays. */
export async function withDataFolder(
  options: { readonly data?: string },
  run: (path: string) => Promise<void>,
): Promise<void> {
  if (options.data !== undefined) return run(options.data);
  const path = await mkdtemp(join(tmpdir(), 'ckbench-'));
  try {
    await run(path);
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

export function withProduct(
  options: Omit<ProductOptions, 'data'> & { readonly data?: string },
  run: (product: Product) => Promise<void>,
): Promise<void> {
  return withDataFolder(options, async (data) => {
    const product = await startProduct({ ...options, data });
    try {
      await run(product);
    } finally {
      await product.stop();
    }
  });
}

export async function withAdmin<T>(product: Product, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: product.adminUrl });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** The process that holds the data folder. */
function holderOf(data: string): number | undefined {
  const lock = join(data, 'run', 'lock');
  return existsSync(lock) ? (JSON.parse(readFileSync(lock, 'utf8')) as { pid: number }).pid : undefined;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already.
  }
}

function ready(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = request({ host: '127.0.0.1', port, path: '/readyz', agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    probe.on('error', () => resolve(false));
    probe.end();
  });
}

function onSocket(data: string, method: string, path: string, body?: unknown): Promise<string> {
  const pointer = join(data, 'run', 'control.path');
  const socketPath = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(data, 'run', 'control.sock');
  const sent = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { socketPath, path, method, headers: sent === undefined ? {} : { 'content-type': 'application/json' } },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if ((incoming.statusCode ?? 500) < 400) resolve(text);
          else reject(new Error(`${method} ${path}: ${incoming.statusCode} ${text}`));
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(sent);
  });
}

/** The postmaster is the product's child that has children of its own; 0 where there is no /proc. */
export function postmasterOf(pid: number): number {
  if (!existsSync('/proc')) return 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
      if (Number(fields[1]) === pid && stat.includes('(postgres)')) return Number(name);
    } catch {
      // It ended while we looked.
    }
  }
  return 0;
}
