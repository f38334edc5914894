import { spawn } from 'node:child_process';
import { request } from 'node:http';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import pg from 'pg';

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
}

export async function makeDataFolder(): Promise<{ path: string; remove(): void }> {
  const path = await mkdtemp(join(tmpdir(), 'ckbench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export async function startProduct(options: ProductOptions): Promise<Product> {
  const port = await freePort();
  const mllpPort = await freePort();
  const begin = performance.now();
  const child = spawn(process.execPath, [options.program, 'start'], {
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
  const pid = child.pid ?? 0;
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await gone;
    clearTimeout(timer);
  };
  while (!(await ready(port))) {
    if (child.exitCode !== null || performance.now() - begin > START_LIMIT_MS) {
      await stop();
      throw new Error('The product did not become ready.');
    }
    await new Promise((wake) => setTimeout(wake, POLL_MS));
  }
  const startSeconds = (performance.now() - begin) / 1000;
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

/** Runs on a product of its own, or on the data folder that `--data` names, which stays. */
export async function withProduct(
  options: { program: string; data?: string },
  run: (product: Product) => Promise<void>,
): Promise<void> {
  const folder = options.data === undefined ? await makeDataFolder() : { path: options.data, remove: () => {} };
  try {
    const product = await startProduct({ program: options.program, data: folder.path });
    try {
      await run(product);
    } finally {
      await product.stop();
    }
  } finally {
    folder.remove();
  }
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

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
