import {
  type BodyOf,
  type Endpoint,
  type ParamsOf,
  type QueryOf,
  type ResponseOf,
} from '../../platform/http/contract.ts';
import { isAborted, noConnection, type ProblemError, problemOf } from './problem-error.ts';

type Part<Name extends string, T> = [T] extends [undefined]
  ? { readonly [K in Name]?: undefined }
  : { readonly [K in Name]: T };

/** What an endpoint takes, read from its contract; parts it does not declare cannot be given. */
export type CallInput<E> = Part<'params', ParamsOf<E>> & Part<'query', QueryOf<E>> & Part<'body', BodyOf<E>>;

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Sent as Idempotency-Key: a repeat of the same act after a lost answer changes nothing. */
  readonly key?: string;
  /** `version` of the aggregate being edited, sent as If-Match. */
  readonly version?: number | string;
}

interface LooseInput {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

/**
 * One typed request over a contract.
 * @throws ProblemError with the server's problem document, or `ui/no-connection`
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
  options: CallOptions = {},
): Promise<ResponseOf<E>> {
  const { params, query, body }: LooseInput = input;
  const response = await send(addressOf(endpoint, params, query), {
    method: endpoint.method,
    headers: headersOf(endpoint.method, body !== undefined, options),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  if (!response.ok) throw await reported(response);
  // The server validates its answers against the same contract before they leave.
  if (response.status === 204) return undefined as ResponseOf<E>;
  return (await response.json()) as ResponseOf<E>;
}

async function send(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { ...init, credentials: 'same-origin', redirect: 'error' });
  } catch (error) {
    throw isAborted(error) ? error : noConnection(error);
  }
}

/** Told whenever the server says 401: the frame then asks to sign in over the page, which keeps what was typed. */
let onSignedOut: () => void = () => undefined;
export function whenSignedOut(tell: () => void): void {
  onSignedOut = tell;
}

async function reported(response: Response): Promise<ProblemError> {
  const error = await problemOf(response);
  if (error.problem.code === 'platform/not-signed-in') onSignedOut();
  return error;
}

/** `/patients/:id` with its parameters and query filled in, below `/api/v1`. */
export function addressOf(endpoint: Pick<Endpoint, 'path'>, params?: unknown, query?: unknown): string {
  const values = recordOf(params);
  const path = endpoint.path.replace(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(String(values[name] ?? '')),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(recordOf(query))) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null && each !== '') search.append(name, String(each));
    }
  }
  const text = search.toString();
  return `/api/v1${path}${text === '' ? '' : `?${text}`}`;
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function headersOf(method: string, hasBody: boolean, options: CallOptions): Record<string, string> {
  return {
    accept: 'application/json',
    // Another site can make a browser send our cookie, but not this header (server.ts, refuseCrossSite).
    'x-chartkeeper': '1',
    ...(hasBody ? { 'content-type': 'application/json' } : {}),
    ...(options.key === undefined || method === 'GET' ? {} : { 'idempotency-key': options.key }),
    ...(options.version === undefined ? {} : { 'if-match': `"${options.version}"` }),
  };
}

/** 128 random bits; works on plain http too, where `crypto.randomUUID` does not exist. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export interface UploadProgress {
  readonly sent: number;
  readonly total: number;
}

export interface UploadOptions extends CallOptions {
  readonly fields?: Readonly<Record<string, string>>;
  readonly onProgress?: (progress: UploadProgress) => void;
}

/** Files as multipart; XMLHttpRequest since fetch cannot tell how much has been sent. */
export function upload<E extends Endpoint>(
  endpoint: E,
  input: Pick<CallInput<E>, 'params' | 'query'>,
  files: readonly File[],
  options: UploadOptions = {},
): Promise<ResponseOf<E>> {
  const form = new FormData();
  for (const [name, value] of Object.entries(options.fields ?? {})) form.append(name, value);
  for (const file of files) form.append('files', file, file.name);
  const request = new XMLHttpRequest();
  request.open(endpoint.method, addressOf(endpoint, input.params, input.query));
  for (const [name, value] of Object.entries(headersOf(endpoint.method, false, options)))
    request.setRequestHeader(name, value);
  request.upload.onprogress = (event) => options.onProgress?.({ sent: event.loaded, total: event.total });
  return new Promise((resolve, reject) => {
    options.signal?.addEventListener('abort', () => request.abort());
    request.onabort = () => reject(new DOMException('The upload was cancelled', 'AbortError'));
    request.onerror = () => reject(noConnection(undefined));
    request.onload = () => {
      const response = new Response(request.status === 204 ? null : request.responseText, {
        status: request.status,
        headers: { 'content-type': request.getResponseHeader('content-type') ?? '' },
      });
      if (!response.ok) void reported(response).then(reject);
      else resolve((request.status === 204 ? undefined : JSON.parse(request.responseText)) as ResponseOf<E>);
    };
    request.send(form);
  });
}

/** One part of a file that is sent in several, as bytes. */
export async function sendPart<E extends Endpoint>(
  endpoint: E,
  input: Pick<CallInput<E>, 'params' | 'query'>,
  part: Blob,
): Promise<ResponseOf<E>> {
  const response = await send(addressOf(endpoint, input.params, input.query), {
    method: endpoint.method,
    headers: { ...headersOf(endpoint.method, false, {}), 'content-type': 'application/octet-stream' },
    body: part,
  });
  if (!response.ok) throw await reported(response);
  return (await response.json()) as ResponseOf<E>;
}
