import * as oidc from 'openid-client';
import type { World } from '../../../test/world/world.ts';
import type { Enrolled } from '../../../test/world/browser.ts';

/** What the library of the app (openid-client) talks to: the product without a network between. */
type Fetch = (
  input: string | URL | Request,
  init?: { readonly method?: string; readonly headers?: HeadersInit; readonly body?: unknown },
) => Promise<Response>;

export function throughInject(world: World, jar?: Map<string, string>): Fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const body = init?.body;
    const headers: Record<string, string> = {};
    new Headers(init?.headers).forEach((value, name) => (headers[name] = value));
    const answer = await world.stack.http.app.inject({
      method: (init?.method ?? 'GET') as 'GET',
      url: url.pathname + url.search,
      headers: {
        ...headers,
        ...(jar === undefined ? {} : { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
      },
      ...(body === undefined || body === null ? {} : { payload: String(body) }),
    });
    for (const { name, value } of answer.cookies) jar?.set(name, value);
    return new Response([204, 303, 304].includes(answer.statusCode) ? null : answer.body, {
      status: answer.statusCode,
      headers: Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]),
    });
  };
}

/** An app that knows itself and the server, as its developer would set it up. */
export async function openApp(world: World, clientId: string, proof?: oidc.ClientAuth): Promise<oidc.Configuration> {
  const configuration = await oidc.discovery(
    new URL('http://localhost:8080'),
    clientId,
    { redirect_uris: [REDIRECT] },
    proof ?? oidc.None(),
    { execute: [oidc.allowInsecureRequests], [oidc.customFetch]: throughInject(world) },
  );
  configuration[oidc.customFetch] = throughInject(world);
  return configuration;
}

export const REDIRECT = 'https://app.example/back';

export interface Launch {
  readonly url: URL;
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

/** The address that the app sends the browser to. */
export async function launch(
  app: oidc.Configuration,
  scope: string,
  more: Record<string, string> = {},
): Promise<Launch> {
  const verifier = oidc.randomPKCECodeVerifier();
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
  const url = oidc.buildAuthorizationUrl(app, {
    redirect_uri: REDIRECT,
    scope,
    aud: 'http://localhost:8080/fhir/R4',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    ...(scope.includes('openid') ? { nonce } : {}),
    ...more,
  });
  return { url, verifier, state, nonce };
}

/** A browser in which somebody is signed in: it follows the app's address to the page of the request. */
export class Tab {
  readonly jar = new Map<string, string>();
  readonly go: Fetch;

  constructor(
    private readonly world: World,
    who: Enrolled | undefined,
  ) {
    if (who?.browser.cookie !== undefined) this.jar.set('chartkeeper', who.browser.cookie);
    this.go = throughInject(world, this.jar);
  }

  /** The id of the request, or the answer that is no way to one. */
  async open(url: URL): Promise<{ uid: string; answer: Response }> {
    const answer = await this.go(url);
    return { uid: /^\/apps\/(.+)$/.exec(answer.headers.get('location') ?? '')?.[1] ?? '', answer };
  }

  async call<T = Record<string, unknown>>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) {
    const answer = await this.go(`http://localhost:8080/api/v1${path}`, {
      method,
      headers: { 'x-chartkeeper': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (answer.status === 204 ? {} : await answer.json()) as T };
  }

  /** Answers as the page does, and follows back to the app: the address that it is called at. */
  async answer(uid: string, how: 'allow' | 'refuse', body: object | undefined = {}): Promise<URL> {
    const said = await this.call<{ continueAt: string }>(
      'POST',
      `/app-requests/${uid}/${how}`,
      how === 'allow' ? body : undefined,
    );
    if (said.status !== 200) throw new Error(`${how} answered ${said.status}: ${JSON.stringify(said.body)}`);
    const back = await this.go(`http://localhost:8080${said.body.continueAt}`);
    return new URL(back.headers.get('location') ?? 'about:blank');
  }
}
