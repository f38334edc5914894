import type { Adapter, AdapterPayload, errors as ProviderErrors } from 'oidc-provider';
import { isId } from '../../platform/ids.ts';
import type { Services } from '../../platform/services.ts';
import {
  findKeyedClient,
  findLiveToken,
  keepFetchedToken,
  type KeyedClient,
  revokeToken,
  spendAssertion,
} from '../../modules/accounts/index.ts';
import { appMetadata, appTokens, findAppById, grants, requests, tickets } from './adapter-apps.ts';
import { TOKEN_SECONDS } from './derive-configuration.ts';
import { epochOf, FORGOTTEN, NOTHING, whenKept } from './library-clock.ts';

/**
 * What the library keeps, in our tables: clients as an administrator registered them, tokens as hashes, each written in an
 * act with its entry in the log, used proofs. What is not offered here is refused rather than kept.
 */
export function createAdapter(
  services: Services,
  errors: typeof ProviderErrors,
  of: { readonly fhirBase: string; readonly givenBack: () => boolean },
): (name: string) => Adapter {
  return (name) => {
    if (name === 'Client') return { ...NOTHING, find: (id) => metadataOf(services, id) };
    if (name === 'ClientCredentials') return tokens(services, errors);
    if (name === 'AccessToken') return appTokens(services, errors, of.fhirBase);
    if (name === 'AuthorizationCode') return tickets(services, 'code', errors);
    if (name === 'RefreshToken') return tickets(services, 'refresh', errors);
    if (name === 'Interaction') return requests(services);
    if (name === 'Grant') return grants(services, of.fhirBase, of.givenBack);
    if (name === 'Session') return FORGOTTEN;
    if (name === 'ReplayDetection')
      return {
        ...NOTHING,
        upsert: async (id, _payload, seconds = 0) => {
          if (!(await spendAssertion(services.acting, id, whenKept(services, seconds))))
            throw new errors.InvalidClientAuth('client assertion tokens must only be used once');
        },
      };
    return NOTHING;
  };
}

export function findClient(services: Services, id: string): Promise<KeyedClient | undefined> {
  return isId(id) ? services.acting.lookup((queries) => findKeyedClient(queries, id)) : Promise.resolve(undefined);
}

async function metadataOf(services: Services, id: string): Promise<AdapterPayload | undefined> {
  const client = await findClient(services, id);
  if (client !== undefined) return machineMetadata(client);
  const app = await findAppById(services, id);
  return app === undefined ? undefined : appMetadata(app);
}

function machineMetadata(client: KeyedClient): AdapterPayload {
  return {
    client_id: client.actor.id,
    client_name: client.actor.name,
    token_endpoint_auth_method: 'private_key_jwt',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    ...(client.keysUrl === undefined ? { jwks: client.keys } : { jwks_uri: client.keysUrl }),
  };
}

function tokens(services: Services, errors: typeof ProviderErrors): Adapter {
  const found = (token: string) =>
    services.acting.lookup((queries) => findLiveToken(queries, token, services.clock.now()));
  return {
    ...NOTHING,
    upsert: async (token, payload) => {
      const client = await findClient(services, payload.clientId ?? '');
      if (client === undefined) throw new errors.InvalidClientAuth('the client was revoked');
      const scopes = (payload.scope ?? '').split(' ').filter((scope) => scope !== '');
      await services.acting.act(
        { actor: client.actor },
        { verb: 'accounts.fetch-token', permission: 'public' },
        (act) => keepFetchedToken(act, { token, scopes, seconds: TOKEN_SECONDS }),
      );
    },
    find: async (token) => {
      const live = await found(token);
      if (live === undefined) return undefined;
      return {
        kind: 'ClientCredentials',
        jti: token,
        clientId: live.clientId,
        scope: live.scopes.join(' '),
        iat: epochOf(services, live.createdAt),
        exp: epochOf(services, live.expiresAt),
      };
    },
    destroy: async (token) => {
      const live = await found(token);
      const client = live === undefined ? undefined : await findClient(services, live.clientId);
      if (live === undefined || client === undefined) return;
      await services.acting.act(
        { actor: client.actor },
        { verb: 'accounts.give-back-token', permission: 'public' },
        (act) => revokeToken(act, { tokenId: live.id, reason: 'given back by its client' }),
      );
    },
  };
}
