import type {
  Configuration,
  errors as ProviderErrors,
  KoaContextWithOIDC,
  Provider,
  ResourceServer,
} from 'oidc-provider';
import type { Services } from '../../platform/services.ts';
import { STANDING_SCOPES } from '../../modules/accounts/index.ts';
import { findAppById, findGrant } from './adapter-apps.ts';
import { decideAppScopes } from './decide-scopes.ts';
import { APP_TOKEN_SECONDS } from './derive-configuration.ts';
import { printErrorPage } from './error-page.ts';

/** Where a person reads what an app asks and answers, see web/. */
const requestPath = (uid: string) => `/apps/${uid}`;

/** SMART App Launch 2, standalone launch: what the library is told for apps that act in the name of people. */
export function launchOf(services: Services, fhirBase: string, errors: typeof ProviderErrors) {
  return {
    scopes: STANDING_SCOPES.filter((scope) => scope !== 'fhirUser'),
    claims: { openid: ['sub'], fhirUser: ['fhirUser'] },
    // The token is for the FHIR server and there is no userinfo: who it is stands in the id_token.
    conformIdTokenClaims: false,
    extraParams: {
      // The app says which server it means to read: a token for another one would leak (SMART App Launch 2, `aud`).
      aud: (_ctx, value) => {
        if (value?.replace(/\/$/, '') !== fhirBase) throw new errors.InvalidRequest(`aud must be ${fhirBase}`);
      },
    },
    interactions: { url: (_ctx, interaction) => requestPath(interaction.uid) },
    // Who is signed in at the desk is our own business; each request is answered anew.
    loadExistingGrant: async (ctx) => {
      const grantId = ctx.oidc.result?.consent?.grantId;
      return grantId === undefined ? undefined : ctx.oidc.provider.Grant.find(grantId);
    },
    expiresWithSession: () => false,
    findAccount: async (_ctx, id, token) => {
      const grantId = token !== undefined && 'grantId' in token ? token.grantId : undefined;
      const practitionerId = (await findGrant(services, grantId))?.practitionerId;
      const fhirUser = practitionerId === undefined ? {} : { fhirUser: `${fhirBase}/Practitioner/${practitionerId}` };
      return { accountId: id, claims: async () => ({ sub: id, ...fhirUser }) };
    },
    issueRefreshToken: async (_ctx, client, code) =>
      client.grantTypeAllowed('refresh_token') &&
      (code.scopes.has('offline_access') || code.scopes.has('online_access')),
    rotateRefreshToken: true,
    clientBasedCORS: (_ctx, origin, client) =>
      (client.redirectUris ?? []).some((uri) => URL.parse(uri)?.origin === origin),
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
      ctx.body = printErrorPage({ error: out.error, description: out.error_description });
    },
  } satisfies Configuration;
}

/**
 * What of the FHIR server an app may have: of what it asks the part it was registered with. At the token address nothing is
 * asked any more: there the grant and the code say what is left.
 */
export async function appServerInfo(
  services: Services,
  ctx: KoaContextWithOIDC,
  clientId: string,
  errors: typeof ProviderErrors,
): Promise<ResourceServer> {
  const registered = (await findAppById(services, clientId))?.scopes ?? [];
  const params = ctx.oidc.params ?? {};
  const held = ctx.oidc.entities.RefreshToken?.scope ?? ctx.oidc.entities.AuthorizationCode?.scope;
  const atToken = ctx.oidc.route === 'token';
  const asked = String((atToken ? held : params['scope']) ?? '').split(' ');
  const { standing, reading } = decideAppScopes(asked, registered, STANDING_SCOPES);
  if (reading.length === 0 && !standing.includes('openid'))
    throw new errors.InvalidScope('the app is registered for none of these scopes', asked.join(' '));
  if (!atToken) params['scope'] = [...standing, ...reading].join(' ');
  return { scope: reading.join(' '), accessTokenFormat: 'opaque', accessTokenTTL: APP_TOKEN_SECONDS };
}

/** Adds to the token's answer which patient was chosen and all scopes that hold (SMART App Launch 2, 2.0.12). */
export function tellLaunch(services: Services): Parameters<Provider['use']>[0] {
  return async (ctx, next) => {
    await next();
    const oidc = (ctx as Partial<KoaContextWithOIDC>).oidc;
    const answer: unknown = ctx.body;
    if (oidc?.route !== 'token' || typeof answer !== 'object' || answer === null || !('access_token' in answer)) return;
    const grant = await findGrant(services, oidc.entities.Grant?.jti);
    if (grant === undefined) return;
    const standing = STANDING_SCOPES.filter((scope) => grant.scopes.includes(scope));
    const reading = 'scope' in answer && typeof answer.scope === 'string' ? answer.scope.split(' ') : [];
    ctx.body = {
      ...answer,
      scope: [...standing, ...reading].filter((scope) => scope !== '').join(' '),
      ...(grant.patientId === undefined ? {} : { patient: grant.patientId }),
    };
  };
}
