import { createHash } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import { createWriteStream, existsSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Problem } from '../../platform/problem.ts';
import { createLog } from '../../platform/log.ts';
import { readSettings } from '../../platform/settings.ts';
import { controlSocketPath } from '../control-socket.ts';

const PROBE_TIMEOUT_MS = 2_000;

/** The API as a command sees it: over the owner's socket, whoever runs the server. */
export interface Client {
  call<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T>;
  /** Sends a stream and reads the answer as JSON: files for intake. */
  send<T>(path: string, body: NodeJS.ReadableStream, headers: Record<string, string>): Promise<T>;
  download(path: string): Promise<Buffer>;
  /** Streams an answer of any length into a new file that only its owner may read. */
  save(path: string, file: string): Promise<{ bytes: number; sha256: string }>;
  /** Delivers all news and finishes all jobs that are due. */
  drain(): Promise<void>;
}

/**
 * Talks to the running server, or brings the stack up in this process for the time of the command. Both ways lead through
 * the same routes, so a command is decided and logged like a request.
 */
export async function withClient<T>(command: string, run: (client: Client) => Promise<T>): Promise<T> {
  const settings = readSettings(process.env);
  const socket = await controlSocketPath(settings.data, { create: false });
  if (existsSync(socket) && (await answers(socket))) return run(clientOn(socket));
  const log = createLog({ level: settings.logLevel === 'info' ? 'warn' : settings.logLevel, toStderr: true });
  // Loaded only where it is needed: most commands speak to a running server and answer at once.
  const { startStack } = await import('../stack.ts');
  const stack = await startStack({ settings, log, command, listen: false });
  try {
    return await run(clientOn(await controlSocketPath(settings.data, { create: false })));
  } finally {
    await stack.stop();
  }
}

async function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = request({ socketPath, path: '/healthz', timeout: PROBE_TIMEOUT_MS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    probe.on('error', () => resolve(false));
    probe.on('timeout', () => probe.destroy());
    probe.end();
  });
}

function clientOn(socketPath: string): Client {
  const send = (
    method: string,
    path: string,
    body: NodeJS.ReadableStream | string | undefined,
    headers: Record<string, string>,
  ): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const outgoing = request({ socketPath, path, method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const status = response.statusCode ?? 500;
          if (status < 400) resolve(bytes);
          else reject(problemOf(status, bytes));
        });
      });
      outgoing.on('error', reject);
      if (body === undefined || typeof body === 'string') outgoing.end(body);
      else body.on('error', reject).pipe(outgoing);
    });
  const json = <T>(bytes: Buffer) => (bytes.length === 0 ? undefined : JSON.parse(bytes.toString('utf8'))) as T; // our own server's answer
  return {
    call: async <T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) =>
      json<T>(
        await send(
          method,
          path,
          body === undefined ? undefined : JSON.stringify(body),
          body === undefined ? {} : { 'content-type': 'application/json' },
        ),
      ),
    send: async <T>(path: string, body: NodeJS.ReadableStream, headers: Record<string, string>) =>
      json<T>(await send('POST', path, body, headers)),
    download: (path) => send('GET', path, undefined, {}),
    save: (path, file) => saveAs(socketPath, path, file),
    drain: async () => {
      await send('POST', '/control/drain', undefined, {});
    },
  };
}

async function saveAs(socketPath: string, path: string, file: string): Promise<{ bytes: number; sha256: string }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ socketPath, path }, resolve).on('error', reject).end();
  });
  const hash = createHash('sha256');
  let bytes = 0;
  if (response.statusCode !== 200) {
    const chunks: Buffer[] = [];
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
    throw problemOf(response.statusCode ?? 500, Buffer.concat(chunks));
  }
  await pipeline(
    response,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }),
  );
  if (!response.complete) throw new Error(`The answer broke off; ${file} is not whole.`);
  return { bytes, sha256: hash.digest('hex') };
}

function problemOf(status: number, bytes: Buffer): Error {
  try {
    const document = JSON.parse(bytes.toString('utf8')) as { code?: string; title?: string; detail?: string };
    return new Problem(
      document.code ?? 'platform/fault',
      { kind: 'refused', title: document.title ?? `The server answered ${status}`, status },
      { detail: document.detail ?? '' },
    );
  } catch {
    return new Error(`The server answered ${status}.`);
  }
}
