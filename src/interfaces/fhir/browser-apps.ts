import type { FastifyInstance } from 'fastify';

const BASE = '/fhir/R4';
const PREFLIGHT_SECONDS = 3_600;

/**
 * Apps that run in a browser, on a page of their own address (Fetch, CORS). Whoever shows a token has shown all there is: no
 * cookie goes along with `*`, so a page that a person merely visits reads nothing in that person's name.
 */
export function allowBrowserApps(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith(BASE) || request.headers.origin === undefined) return;
    const withToken = request.headers.authorization?.startsWith('Bearer ') === true;
    if (!withToken && request.method !== 'OPTIONS' && !request.url.startsWith(`${BASE}/metadata`)) return;
    void reply.header('access-control-allow-origin', '*');
    void reply.header('access-control-expose-headers', 'etag, last-modified, location');
  });
  for (const url of [BASE, `${BASE}/*`])
    app.options(url, { schema: { hide: true } }, async (_request, reply) =>
      reply
        .header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE')
        .header(
          'access-control-allow-headers',
          'authorization, accept, content-type, prefer, if-match, if-none-match, if-none-exist, x-security-context',
        )
        .header('access-control-max-age', String(PREFLIGHT_SECONDS))
        .code(204)
        .send(),
    );
}
