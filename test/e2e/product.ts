import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../src/platform/postgres/place.ts';

/** The compiled product as a child of its own, on a data folder and port of its own. */
export interface Product {
  readonly url: string;
  readonly data: string;
  /** The one-time link that the terminal shows. */
  readonly setUpLink: string;
  /** As the owner of the data folder, over the control socket: to arrange what is not under test. */
  arrange<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T>;
  /** Takes a file in and waits until it is read; the item's id. */
  takeIn(name: string, content: Buffer): Promise<string>;
  /** Waits until news are delivered and jobs done. */
  drain(): Promise<void>;
  /** What it wrote to its terminal so far. */
  said(): string;
  stop(): Promise<void>;
}

const PROGRAM = join('dist', 'server', 'main.js');
const START_MS = 90_000;
const STOP_MS = 20_000;
const READ_MS = 60_000;

/** Where the run keeps a data folder that was started once, with an empty database: copied, it saves each file making one. */
export const PREPARED = 'CK_TEST_PREPARED_DATA';

export async function prepareData(): Promise<string> {
  const data = emptyFolder();
  await (await start(data, {})).end();
  return data;
}

export async function startProduct(settings: Readonly<Record<string, string>> = {}): Promise<Product> {
  const data = emptyFolder();
  const prepared = process.env[PREPARED];
  // Not by Node: the database's files belong to an account of their own.
  if (prepared !== undefined) execFileSync('cp', ['-pR', join(prepared, '.'), data]);
  const { url, setUpLink, said, end } = await start(data, settings);
  const socket = join(data, 'run', 'control.sock');
  return {
    url,
    data,
    setUpLink,
    arrange: (method, path, body) => callSocket(socket, method, path, body),
    async takeIn(name, content) {
      const { items } = await callSocket<{ items: { id: string | null }[] }>(
        socket,
        'POST',
        `/intake/items?name=${encodeURIComponent(name)}`,
        content,
      );
      const id = items[0]?.id;
      if (id == null) throw new Error(`${name} was not taken in.`);
      for (const end = Date.now() + READ_MS; Date.now() < end;) {
        const { item } = await callSocket<{ item: { state: string } }>(socket, 'GET', `/intake/items/${id}`);
        if (item.state !== 'reading') return id;
        await new Promise((wake) => setTimeout(wake, 200));
      }
      throw new Error(`${name} was not read within ${READ_MS / 1000} s.`);
    },
    drain: () => callSocket(socket, 'POST', '/control/drain'),
    said,
    async stop() {
      await end();
      await rm(data, { recursive: true, force: true });
    },
  };
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ck-e2e-'));
  chmodSync(folder, 0o755);
  return folder;
}

async function start(data: string, settings: Readonly<Record<string, string>>) {
  if (!existsSync(PROGRAM) || !existsSync(join('dist', 'web', 'index.html')))
    throw new Error('The browser tests run the compiled program: `npm run build` first, or all of it with `npm test`.');
  const port = await freePort();
  const child = spawn(process.execPath, [PROGRAM, 'start'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...withoutOurSettings(process.env),
      // Two desks at a time: no feed is under test here.
      CHARTKEEPER_MLLP_PORT: '0',
      CHARTKEEPER_DATA: data,
      CHARTKEEPER_PORT: String(port),
      CHARTKEEPER_LOG_LEVEL: 'warn',
      ...settings,
    },
  });
  const said = listen(child);
  const setUpLink = await said.until(/http:\/\/\S+\/setup#\S+/);
  return {
    url: new URL(setUpLink).origin,
    setUpLink,
    said: said.soFar,
    async end() {
      // One that died of a signal has no exit code, and never ends a second time.
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(late);
    },
  };
}

function withoutOurSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !name.startsWith('CHARTKEEPER_') && name !== 'DATABASE_URL'),
  );
}

function listen(child: ChildProcess) {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return {
    soFar: () => text,
    until: (pattern: RegExp) =>
      new Promise<string>((resolve, reject) => {
        const fail = (why: string) => {
          clearInterval(look);
          child.kill('SIGKILL');
          reject(new Error(`Chartkeeper ${why}. It said:\n${text}`));
        };
        const end = Date.now() + START_MS;
        const look = setInterval(() => {
          const found = pattern.exec(text)?.[0];
          if (found !== undefined) {
            clearInterval(look);
            resolve(found);
          } else if (child.exitCode !== null) fail(`ended with ${child.exitCode}`);
          else if (Date.now() > end) fail(`was not ready after ${START_MS / 1000} s`);
        }, 50);
      }),
  };
}

function callSocket<T>(socketPath: string, method: string, path: string, body?: unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    const address = /^\/(control|fhir\/|ccda\/import)/.test(path) ? path : `/api/v1${path}`;
    const isFile = Buffer.isBuffer(body);
    const fileType = path.startsWith('/ccda') ? 'application/xml' : 'application/octet-stream';
    const headers = body === undefined ? {} : { 'content-type': isFile ? fileType : 'application/json' };
    const outgoing = request({ socketPath, method, path: address, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if ((response.statusCode ?? 500) >= 400)
          reject(new Error(`${method} ${path} answered ${response.statusCode}: ${text}`));
        else resolve((text === '' ? undefined : JSON.parse(text)) as T); // our own server's answer
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body === undefined || isFile ? body : JSON.stringify(body));
  });
}
