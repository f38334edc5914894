import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { ANONYMOUS } from '../../platform/http/anonymous.ts';
import type { InterfaceHelp } from '../../platform/http/server.ts';
import type { Services } from '../../platform/services.ts';
import { deriveSmartConfiguration, PATHS } from './derive-configuration.ts';
import { nameClient, withBody } from './name-client.ts';
import { openProvider } from './provider.ts';

/** Bytes; as much as the library reads. */
const MAX_FORM = 56 * 1024;

/** OAuth 2.0 at /oauth and what tells clients of it. The library answers; every token is an act with its entry in the log. */
export function smartRoutes(app: FastifyInstance, help: InterfaceHelp): void {
  const { services } = help;
  const address = new URL(services.publicUrl);
  const configuration = JSON.stringify(deriveSmartConfiguration(services.publicUrl));
  let watched: Promise<Provider> | undefined;
  const opened = () => (watched ??= openProvider(services).then((made) => watch(made, services)));

  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer', bodyLimit: MAX_FORM },
    (_request, body, done) => done(null, body),
  );

  for (const path of ['/fhir/R4/.well-known/smart-configuration', '/.well-known/smart-configuration'])
    app.get(path, { schema: { hide: true } }, async (_request, reply) =>
      reply.type('application/json').header('access-control-allow-origin', '*').send(configuration),
    );

  const pass = async (request: FastifyRequest, reply: FastifyReply) => {
    const answer = (await opened()).callback();
    // Whatever way the request came, the library is asked at the one address that tokens and proofs name.
    request.raw.headers.host = address.host;
    request.raw.headers['x-forwarded-host'] = address.host;
    request.raw.headers['x-forwarded-proto'] = address.protocol.slice(0, -1);
    reply.raw.setHeader('cache-control', 'no-store');
    reply.raw.setHeader('x-content-type-options', 'nosniff');
    const { body } = request;
    const asked = Buffer.isBuffer(body) ? withBody(request.raw, await nameClient(services, body)) : request.raw;
    reply.hijack();
    await answer(asked, reply.raw);
  };
  for (const path of [PATHS.token, PATHS.introspection, PATHS.revocation]) {
    app.post(path, { schema: { hide: true } }, pass);
    app.options(path, { schema: { hide: true } }, pass);
  }
  app.get(PATHS.authorization, { schema: { hide: true } }, (request, reply) => {
    request.raw.url = asksForConsent(request.raw.url ?? PATHS.authorization);
    return pass(request, reply);
  });
  app.get(`${PATHS.authorization}/:uid`, { schema: { hide: true } }, pass);
  for (const path of [PATHS.jwks, '/.well-known/openid-configuration']) app.get(path, { schema: { hide: true } }, pass);
}

/**
 * Each request of an app goes before a person, who reads what is asked (OpenID Connect Core 3.1.2.1, `prompt`); without
 * the word the library would also leave offline_access out. `prompt=none` stays, and is refused: nobody is asked then.
 */
function asksForConsent(url: string): string {
  const [path = '', query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  const prompts = (parameters.get('prompt') ?? '').split(' ').filter((each) => each !== '');
  if (prompts.includes('none') || prompts.includes('consent')) return url;
  parameters.set('prompt', [...prompts, 'consent'].join(' '));
  return `${path}?${parameters.toString()}`;
}

/** A refusal is an entry of the log of its own: somebody tries keys, or a client is set up wrongly. */
function watch(provider: Provider, services: Services): Provider {
  const refused = (ctx: KoaContextWithOIDC, error: Error) => {
    const named = ctx.oidc.params?.['client_id'];
    const clientId = ctx.oidc.client?.clientId ?? (typeof named === 'string' ? named.slice(0, 100) : '');
    void services.acting
      .act({ actor: ANONYMOUS }, { verb: 'accounts.refuse-client', permission: 'public' }, async (act) =>
        act.note({ detail: { client: clientId, why: error.message.slice(0, 100), at: ctx.oidc.route } }),
      )
      .catch((failure: unknown) => services.log.error({ err: failure }, 'a refusal could not be logged'));
  };
  provider.on('authorization.error', refused);
  provider.on('grant.error', refused);
  provider.on('introspection.error', refused);
  provider.on('revocation.error', refused);
  provider.on('server_error', (_ctx: KoaContextWithOIDC, error: Error) =>
    services.log.error({ err: error }, 'the OAuth server failed'),
  );
  return provider;
}
