import { createECDH } from 'node:crypto';
import type { Configuration, JWK, Provider } from 'oidc-provider';
import type { Keyring } from '../../platform/keys/index.ts';
import type { Services } from '../../platform/services.ts';
import { createAdapter, findClient } from './adapter.ts';
import { REQUESTS_API } from './contract.ts';
import { appServerInfo, launchOf, tellLaunch } from './launch.ts';
import { decideScopes } from './decide-scopes.ts';
import { APP_TOKEN_SECONDS, PATHS, TOKEN_SECONDS } from './derive-configuration.ts';

/** SMART App Launch 2, client-confidential-asymmetric: a proof is alive for five minutes at most. */
const PROOF_SECONDS = 300;
/** Between the clocks of two machines. */
const CLOCKS_APART_SECONDS = 10;
/** RFC 6749 4.1.2 recommends ten minutes at most; a browser needs seconds. */
const CODE_SECONDS = 60;
/** To sign in, find the patient and read what is asked. */
const REQUEST_SECONDS = 1_800;
const REFRESH_SECONDS = 90 * 86_400;
const KEYS_FETCHED_WITHIN_MS = 5_000;

const opened = new WeakMap<Services, Promise<Provider>>();

/** The one of these services; the consent page and the doors at /oauth share it. */
export function openProvider(services: Services): Promise<Provider> {
  let provider = opened.get(services);
  if (provider === undefined) opened.set(services, (provider = createProvider(services)));
  return provider;
}

/**
 * The OAuth 2.0 server: panva's certified library, told what it may do here. It is loaded with the first request that
 * needs it: a start does without.
 */
async function createProvider(services: Services): Promise<Provider> {
  const { Provider, errors } = await import('oidc-provider');
  const fhirBase = `${services.publicUrl}/fhir/R4`;
  const configuration: Configuration = {
    adapter: createAdapter(services, errors, {
      fhirBase,
      // An app that hands a refresh token in is done; on any other way a grant ends because something came twice.
      givenBack: () => Provider.ctx?.oidc.route === 'revocation',
    }),
    jwks: { keys: [signingKey(services.keyring)] },
    cookies: {
      keys: [services.keyring.derive('oauth cookies').toString('base64url')],
      // Only the browser that an app sent here answers its request: the cookie goes to the answer, see app-requests.ts.
      short: { path: REQUESTS_API, httpOnly: true, sameSite: 'lax' },
    },
    routes: PATHS,
    ...launchOf(services, fhirBase, errors),
    responseTypes: ['code'],
    clientAuthMethods: ['private_key_jwt', 'none'],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: { clientAuthSigningAlgValues: ['RS384', 'ES384'], idTokenSigningAlgValues: ['ES256'] },
    clockTolerance: CLOCKS_APART_SECONDS,
    ttl: {
      ClientCredentials: TOKEN_SECONDS,
      AccessToken: APP_TOKEN_SECONDS,
      AuthorizationCode: CODE_SECONDS,
      Interaction: REQUEST_SECONDS,
      IdToken: APP_TOKEN_SECONDS,
      // It is over with what the person allowed, at the latest.
      RefreshToken: REFRESH_SECONDS,
      Grant: REFRESH_SECONDS,
      Session: REQUEST_SECONDS,
    },
    // 256 random bits: the token is kept as a hash without salt.
    formats: { bitsOfOpaqueRandomness: 256 },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: {
        enabled: true,
        allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId,
      },
      revocation: { enabled: true, allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId },
      resourceIndicators: {
        enabled: true,
        defaultResource: async () => fhirBase,
        getResourceServerInfo: async (ctx, resource, client) => {
          if (resource !== fhirBase) throw new errors.InvalidTarget(`tokens are issued for ${fhirBase}`);
          if (client.grantTypeAllowed('authorization_code'))
            return appServerInfo(services, ctx, client.clientId, errors);
          const registered = (await findClient(services, client.clientId))?.scopes ?? [];
          // Whoever names no scope asks for all that was registered: RFC 6749 3.3, a default that was agreed before.
          const named = ctx.oidc.params?.['scope'];
          const asked = typeof named === 'string' && named !== '' ? named.split(' ') : registered;
          const { granted, notUnderstood } = decideScopes(asked, registered);
          if (notUnderstood.length > 0 || granted.length === 0)
            throw new errors.InvalidScope(
              notUnderstood.length > 0
                ? 'a scope looks like system/Patient.rs'
                : 'the client is registered for none of these scopes',
              asked.join(' '),
            );
          if (ctx.oidc.params !== undefined) ctx.oidc.params['scope'] = granted.join(' ');
          return { scope: granted.join(' '), accessTokenFormat: 'opaque', accessTokenTTL: TOKEN_SECONDS };
        },
      },
    },
    assertJwtClientAuthClaimsAndHeader: async (_ctx, claims, header, client) => {
      const now = Math.floor(Date.now() / 1000);
      if (typeof claims['exp'] !== 'number' || claims['exp'] > now + PROOF_SECONDS + CLOCKS_APART_SECONDS)
        throw new errors.InvalidClientAuth('the assertion must expire within five minutes');
      if (claims['sub'] !== client.clientId) throw new errors.InvalidClientAuth('sub must be the client_id');
      // A proof may not say where the keys that prove it lie, unless that is what was registered.
      if (header['jku'] !== undefined && header['jku'] !== client.jwksUri)
        throw new errors.InvalidClientAuth('jku is not the address that was registered');
    },
    fetch: (url, options) => fetchKeys(services, url, options),
  };
  const provider = new Provider(services.publicUrl, configuration);
  provider.use(tellLaunch(services));
  provider.proxy = true; // the routes say which address it is asked at, see routes.ts
  return provider;
}

/** The only thing that the library may fetch: keys, from a host that is still allowed, and no further. */
async function fetchKeys(services: Services, input: URL | string | Request, options?: RequestInit): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input);
  if (url.protocol !== 'https:' || !services.settings.keyHosts.includes(url.host))
    throw new Error(`Keys are not fetched from ${url.host}.`);
  return fetch(url, { ...options, redirect: 'error', signal: AbortSignal.timeout(KEYS_FETCHED_WITHIN_MS) });
}

/** Derived like the other keys of the product: the same on every server that has the key-encryption key. */
function signingKey(keyring: Pick<Keyring, 'derive'>): JWK {
  const pair = createECDH('prime256v1');
  const secret = keyring.derive('oauth signing key');
  pair.setPrivateKey(secret);
  const point = pair.getPublicKey();
  return {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
    d: secret.toString('base64url'),
    alg: 'ES256',
    use: 'sig',
  };
}
