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
import { TOKEN_SECONDS } from './derive-configuration.ts';

/** The library keeps time by the machine's clock, we by the clock of the services: what it stores is counted from now. */
const epochSeconds = () => Math.floor(Date.now() / 1000);

/**
 * What the library keeps, in our tables: clients as an administrator registered them, tokens as hashes, each written in an
 * act with its entry in the log, used proofs. What is not offered here is refused rather than kept.
 */
export function createAdapter(services: Services, errors: typeof ProviderErrors): (name: string) => Adapter {
  return (name) => {
    if (name === 'Client') return { ...NOTHING, find: async (id) => clientMetadata(await findClient(services, id)) };
    if (name === 'ClientCredentials') return tokens(services, errors);
    if (name === 'ReplayDetection')
      return {
        ...NOTHING,
        upsert: async (id, _payload, seconds = 0) => {
          const expiresAt = new Date(services.clock.now().getTime() + seconds * 1000);
          if (!(await spendAssertion(services.acting, id, expiresAt)))
            throw new errors.InvalidClientAuth('client assertion tokens must only be used once');
        },
      };
    return NOTHING;
  };
}

const refuse = async () => {
  throw new Error('This is not offered.');
};
const NOTHING: Adapter = {
  upsert: refuse,
  find: async () => undefined,
  findByUserCode: async () => undefined,
  findByUid: async () => undefined,
  consume: refuse,
  destroy: refuse,
  revokeByGrantId: async () => {},
};

export function findClient(services: Services, id: string): Promise<KeyedClient | undefined> {
  return isId(id) ? services.acting.lookup((queries) => findKeyedClient(queries, id)) : Promise.resolve(undefined);
}

function clientMetadata(client: KeyedClient | undefined): AdapterPayload | undefined {
  if (client === undefined) return undefined;
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
      const now = services.clock.now().getTime();
      const moment = (at: Date) => epochSeconds() + Math.floor((at.getTime() - now) / 1000);
      return {
        kind: 'ClientCredentials',
        jti: token,
        clientId: live.clientId,
        scope: live.scopes.join(' '),
        iat: moment(live.createdAt),
        exp: moment(live.expiresAt),
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
