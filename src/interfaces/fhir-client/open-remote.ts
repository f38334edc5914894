import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { isObject, type JsonObject, readJson } from '../fhir/index.ts';
import type { Services } from '../../platform/services.ts';
import { decideAddress } from './decide-address.ts';
import { type Algorithm, clientKey } from './keys.ts';
import { problems } from './problems.ts';

export interface RemoteServer {
  readonly id: string;
  readonly baseUrl: string;
  readonly clientId: string;
  readonly scope: string;
  readonly algorithm: Algorithm;
}

/** One server for the time of a run: its token is fetched when needed and forgotten with the run. */
export interface Remote {
  /** @param address below the base, or a whole address on an allowed host. @throws fhir-client/cannot-go-on, fhir-client/refused */
  readonly get: (address: string) => Promise<JsonObject>;
  /**
   * Creates a resource unless one meets the condition (FHIR R4 http.html#ccreate).
   * @returns its id there. @throws fhir-client/cannot-go-on, fhir-client/not-taken
   */
  readonly create: (type: string, resource: JsonObject, condition: string) => Promise<string>;
}

const ANSWERED_WITHIN_MS = 30_000;
const MAX_BYTES = 40 * 1024 * 1024;
/** A token is not used in the last moments of its life. */
const SPARE_MS = 20_000;
const DEFAULT_TOKEN_SECONDS = 60;
const MAX_RETRY_AFTER_SECONDS = 24 * 3_600;
const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

type ForRemote = Pick<Services, 'keyring' | 'settings' | 'clock'>;

export function openRemote(services: ForRemote, server: RemoteServer): Remote {
  let token: { text: string; until: number } | undefined;
  const ask = async (url: URL, more: { method?: string; body?: string; headers?: Record<string, string> } = {}) => {
    token ??= await fetchToken(services, server);
    if (performance.now() > token.until) token = await fetchToken(services, server);
    const headers = { authorization: `Bearer ${token.text}`, accept: 'application/fhir+json', ...more.headers };
    return send(url, { ...more, headers });
  };
  return {
    get: async (address) => {
      const whole = /^https?:/i.test(address) ? address : `${server.baseUrl}/${address}`;
      const url = allowed(whole, services);
      // The token is this server's: it goes to no other, whatever a link says.
      if (url.origin !== new URL(server.baseUrl).origin)
        throw problems.refused({ detail: 'A link leads to another server. It was not followed.' });
      let answer = await ask(url);
      if (answer.status === 401) {
        token = undefined;
        answer = await ask(url);
      }
      if (answer.status === 401 || answer.status === 403)
        throw cannotGoOn(`It answered ${answer.status}: it does not let us read this. Check the scopes there.`);
      if (!answer.ok)
        throw problems.refused({ detail: `It answered ${answer.status}. Nothing was filed; try again later.` });
      return objectIn(await textOf(answer));
    },
    create: async (type, resource, condition) => {
      const url = allowed(`${server.baseUrl}/${type}`, services);
      const answer = await ask(url, {
        method: 'POST',
        body: JSON.stringify(resource),
        headers: {
          'content-type': 'application/fhir+json',
          'if-none-exist': condition,
          prefer: 'return=representation',
        },
      });
      if (answer.status === 401 || answer.status === 403)
        throw problems.notTaken({
          detail: `It answered ${answer.status}: it does not let us write this. Check the scopes there.`,
        });
      if (!answer.ok)
        throw problems.notTaken({
          detail: `It answered ${answer.status}. Nothing was written there as far as it says.`,
        });
      const named = new RegExp(`${type}/([A-Za-z0-9.-]{1,64})`).exec(answer.headers.get('location') ?? '')?.[1];
      const body = await textOf(answer);
      const id = named ?? (body === '' ? undefined : objectIn(body).id);
      if (typeof id !== 'string')
        throw problems.notTaken({ detail: 'It took the resource and did not say under which id.' });
      return id;
    },
  };
}

/** SMART App Launch 2, backend services: the token address is the one that the server itself publishes. */
async function fetchToken(services: ForRemote, server: RemoteServer): Promise<{ text: string; until: number }> {
  const published = await send(allowed(`${server.baseUrl}/.well-known/smart-configuration`, services), {
    headers: { accept: 'application/json' },
  });
  const endpoint = published.ok ? objectIn(await textOf(published)).token_endpoint : undefined;
  if (typeof endpoint !== 'string') throw cannotGoOn('It does not publish where tokens are fetched.');
  const url = allowed(endpoint, services);
  const key = clientKey(services.keyring, server.algorithm);
  // By the machine's clock, as the other side's: a proof is judged now and by somebody else.
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: server.algorithm, kid: String(key.kid), typ: 'JWT' })
    .setIssuer(server.clientId)
    .setSubject(server.clientId)
    .setAudience(endpoint)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('4m')
    .sign(await importJWK(key, server.algorithm));
  const answer = await send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: server.scope,
      client_assertion_type: ASSERTION,
      client_assertion: assertion,
    }),
  });
  const said = objectIn(await textOf(answer));
  if (!answer.ok || typeof said.access_token !== 'string') {
    const why = typeof said.error === 'string' ? said.error.slice(0, 100) : String(answer.status);
    throw cannotGoOn(
      `It gave no token (${why}). Check the client id, the scopes and that it knows our key for ${server.algorithm}.`,
    );
  }
  const seconds = typeof said.expires_in === 'number' ? said.expires_in : DEFAULT_TOKEN_SECONDS;
  return { text: said.access_token, until: performance.now() + seconds * 1_000 - SPARE_MS };
}

/** @throws fhir-client/cannot-go-on where waiting may help: no answer, 429, 5xx */
async function send(url: URL, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(ANSWERED_WITHIN_MS) });
  } catch (error) {
    throw problems.cannotGoOn({ detail: 'It did not answer. What was done is kept; it is asked again.' }, error);
  }
  if (answer.status === 429 || answer.status >= 500) {
    await answer.body?.cancel();
    const wait = Number(answer.headers.get('retry-after') ?? Number.NaN);
    throw problems.cannotGoOn({
      detail: `It answered ${answer.status}. What was done is kept; it is asked again.`,
      ...(wait > 0 ? { retryAfter: Math.min(wait, MAX_RETRY_AFTER_SECONDS) } : {}),
    });
  }
  return answer;
}

function allowed(address: string, { settings }: ForRemote): URL {
  const decided = decideAddress(address, settings.fhirHosts);
  if ('why' in decided) throw problems.notAllowed({ detail: `Nothing was sent. ${decided.why}` });
  return decided.url;
}

async function textOf(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    const reader = answer.body?.getReader();
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
      bytes += part.value.length;
      if (bytes > MAX_BYTES) throw problems.refused({ detail: `Its answer is larger than ${MAX_BYTES} bytes.` });
      chunks.push(part.value);
    }
  } catch (error) {
    if (bytes > MAX_BYTES) throw error;
    throw problems.cannotGoOn({ detail: 'Its answer broke off. What was done is kept; it is asked again.' }, error);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function objectIn(text: string): JsonObject {
  const json = readJson(text);
  if (!isObject(json)) throw problems.refused({ detail: 'Its answer is no JSON object.' });
  return json;
}

function cannotGoOn(detail: string) {
  return problems.cannotGoOn({ detail });
}
