import type { Adapter, AdapterPayload, errors as ProviderErrors } from 'oidc-provider';
import type { Actor } from '../../platform/act.ts';
import { isId } from '../../platform/ids.ts';
import type { Services } from '../../platform/services.ts';
import { systemActor } from '../../platform/system-actor.ts';
import {
  type App,
  type AppGrant,
  dropTicket,
  endAppGrants,
  findApp,
  findAppGrant,
  findAppToken,
  findTicket,
  keepAppToken,
  keepTicket,
  revokeToken,
  spendTicket,
  type TicketKind,
} from '../../modules/accounts/index.ts';
import { APP_TOKEN_SECONDS } from './derive-configuration.ts';
import { epochOf, NOTHING, whenKept } from './library-clock.ts';

/** The part of a grant that the library counts as OpenID scopes; the rest is of the FHIR server. */
const OPENID_PART = /^(openid|fhirUser|launch\/patient|offline_access|online_access)$/;

export function appMetadata(app: App): AdapterPayload {
  return {
    client_id: app.id,
    client_name: app.name,
    application_type: 'web',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [...app.redirectUris],
    token_endpoint_auth_method: app.keys === undefined && app.keysUrl === undefined ? 'none' : 'private_key_jwt',
    ...(app.keys === undefined ? {} : { jwks: app.keys }),
    ...(app.keysUrl === undefined ? {} : { jwks_uri: app.keysUrl }),
  };
}

export function findAppById(services: Services, id: string): Promise<App | undefined> {
  return isId(id) ? services.acting.lookup((queries) => findApp(queries, id)) : Promise.resolve(undefined);
}

export function findGrant(services: Services, id: string | undefined): Promise<AppGrant | undefined> {
  if (id === undefined || !isId(id)) return Promise.resolve(undefined);
  return services.acting.lookup((queries) => findAppGrant(queries, id, services.clock.now()));
}

/** What a person allowed, in the words of the library: it is written by the consent page, never by the library. */
export function grants(services: Services, fhirBase: string, givenBack: () => boolean): Adapter {
  return {
    ...NOTHING,
    find: async (id) => {
      const grant = await findGrant(services, id);
      if (grant === undefined) return undefined;
      const openid = grant.scopes.filter((scope) => OPENID_PART.test(scope)).join(' ');
      const reading = grant.scopes.filter((scope) => !OPENID_PART.test(scope)).join(' ');
      return {
        kind: 'Grant',
        jti: id,
        accountId: grant.actor.id,
        clientId: grant.clientId,
        openid: { scope: openid, claims: ['fhirUser'] },
        resources: { [fhirBase]: reading },
        iat: epochOf(services, grant.at),
        exp: epochOf(services, grant.expiresAt),
      };
    },
    destroy: (id) => stop(services, id, givenBack() ? 'given-back' : 'used-twice'),
  };
}

/** A request that waits for a person; it is written anew with the answer. */
export function requests(services: Services): Adapter {
  return {
    ...tickets(services, 'request', undefined),
    destroy: (id) => dropTicket(services.acting, { kind: 'request', ticket: id }),
  };
}

/** Codes and refresh tokens. A second use of one ends what it stands for (RFC 6749 4.1.2, RFC 9700 4.14). */
export function tickets(services: Services, kind: TicketKind, errors: typeof ProviderErrors | undefined): Adapter {
  return {
    ...NOTHING,
    upsert: (id, payload, seconds = 0) => {
      const { jti: _itself, ...kept } = payload;
      return keepTicket(
        services.acting,
        { kind, ticket: id },
        { grantId: payload.grantId ?? null, payload: kept, expiresAt: whenKept(services, seconds) },
      );
    },
    find: async (id) => {
      const now = services.clock.now();
      const found = await services.acting.lookup((queries) => findTicket(queries, { kind, ticket: id }, now));
      if (found === undefined) return undefined;
      return {
        ...found.payload,
        jti: id,
        exp: epochOf(services, found.expiresAt),
        ...(found.usedAt === null ? {} : { consumed: epochOf(services, found.usedAt) }),
      };
    },
    consume: async (id) => {
      const of = { kind, ticket: id };
      if (await spendTicket(services.acting, of, services.clock.now())) return;
      const found = await services.acting.lookup((queries) => findTicket(queries, of, services.clock.now()));
      if (found?.grantId !== undefined && found.grantId !== null) await stop(services, found.grantId, 'used-twice');
      throw new (errors as typeof ProviderErrors).InvalidGrant('it was used at the same moment by somebody else');
    },
    destroy: async () => {}, // it is dead with its grant
  };
}

export function appTokens(services: Services, errors: typeof ProviderErrors, fhirBase: string): Adapter {
  const found = (token: string) =>
    services.acting.lookup((queries) => findAppToken(queries, token, services.clock.now()));
  return {
    ...NOTHING,
    upsert: async (token, payload) => {
      const grant = await findGrant(services, payload.grantId);
      if (grant === undefined) throw new errors.InvalidGrant('the permission ended');
      const scopes = (payload.scope ?? '').split(' ').filter((scope) => scope !== '');
      await services.acting.act(
        { actor: grant.actor },
        { verb: 'accounts.fetch-app-token', permission: 'public' },
        (act) =>
          keepAppToken(act, {
            ...{ grantId: grant.id, clientId: grant.clientId },
            ...{ token, scopes, seconds: APP_TOKEN_SECONDS },
          }),
      );
    },
    find: async (token) => {
      const live = await found(token);
      const grant = await findGrant(services, live?.grantId);
      if (live === undefined || grant === undefined) return undefined;
      return {
        kind: 'AccessToken',
        jti: token,
        accountId: grant.actor.id,
        clientId: live.clientId,
        grantId: live.grantId,
        scope: live.scopes.join(' '),
        aud: fhirBase,
        iat: epochOf(services, live.createdAt),
        exp: epochOf(services, live.expiresAt),
      };
    },
    destroy: async (token) => {
      const live = await found(token);
      const grant = await findGrant(services, live?.grantId);
      if (live === undefined || grant === undefined) return;
      await services.acting.act(
        { actor: grant.actor },
        { verb: 'accounts.give-back-app-token', permission: 'public' },
        (act) => revokeToken(act, { tokenId: live.id, reason: 'given back by its app' }),
      );
    },
  };
}

async function stop(services: Services, grantId: string, cause: 'given-back' | 'used-twice'): Promise<void> {
  const actor: Actor = (await findGrant(services, grantId))?.actor ?? systemActor('smart');
  await services.acting.act({ actor }, { verb: 'accounts.stop-app', permission: 'public' }, (act) =>
    endAppGrants(act, [grantId], cause),
  );
}
