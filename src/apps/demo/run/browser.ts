import { Problem } from '../../../platform/problem.ts';

/** A browser of somebody at the desk: keeps the session cookie, speaks the API that the screens speak. */
export interface Browser {
  call<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T>;
  /** Sends a file as it is. */
  upload<T>(path: string, bytes: Uint8Array): Promise<T>;
  /** A file for a call with a body, as somebody without a session gets it: a recipient with a link. */
  fetchAsStranger(path: string, body: unknown): Promise<Buffer>;
}

const TIMEOUT_MS = 120_000;
/** A refusal that names its own time is waited for, no longer than this. */
const LONGEST_WAIT_SECONDS = 65;
const TRIES = 4;

export function openBrowser(base: string): Browser {
  let cookie = '';
  async function send(
    method: string,
    path: string,
    body: string | Uint8Array | undefined,
    known = true,
  ): Promise<Buffer> {
    const asJson = typeof body === 'string';
    for (let attempt = 1; ; attempt++) {
      const answer = await fetch(`${base}${path}`, {
        method,
        headers: {
          'x-chartkeeper': '1',
          'user-agent': 'Chartkeeper demonstration',
          ...(cookie === '' || !known ? {} : { cookie }),
          ...(body === undefined ? {} : { 'content-type': asJson ? 'application/json' : 'application/octet-stream' }),
        },
        ...(body === undefined ? {} : { body: asJson ? body : new Blob([new Uint8Array(body)]) }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      for (const set of answer.headers.getSetCookie()) cookie = set.split(';')[0] ?? '';
      const bytes = Buffer.from(await answer.arrayBuffer());
      if (answer.ok) return bytes;
      const wait = Number(answer.headers.get('retry-after') ?? '0');
      if (answer.status !== 429 || attempt >= TRIES || wait > LONGEST_WAIT_SECONDS)
        throw problemOf(method, path, answer.status, bytes);
      await new Promise((resolve) => setTimeout(resolve, (wait + 1) * 1000));
    }
  }
  const json = <T>(bytes: Buffer) => (bytes.length === 0 ? undefined : JSON.parse(bytes.toString('utf8'))) as T; // our own server's answer
  return {
    call: async <T>(method: string, path: string, body?: unknown) =>
      json<T>(await send(method, `/api/v1${path}`, body === undefined ? undefined : JSON.stringify(body))),
    upload: async <T>(path: string, bytes: Uint8Array) => json<T>(await send('POST', `/api/v1${path}`, bytes)),
    fetchAsStranger: (path, body) => send('POST', `/api/v1${path}`, JSON.stringify(body), false),
  };
}

function problemOf(method: string, path: string, status: number, bytes: Buffer): Problem {
  const said = ((): { code?: string; title?: string; detail?: string } => {
    try {
      return JSON.parse(bytes.toString('utf8')) as { code?: string; title?: string; detail?: string };
    } catch {
      return {};
    }
  })();
  return new Problem(
    said.code ?? 'platform/fault',
    { kind: 'refused', title: said.title ?? `The server answered ${status}`, status },
    { detail: `${said.detail ?? ''} (${method} ${path})` },
  );
}
