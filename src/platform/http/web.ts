import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { contentSecurityPolicy, newNonce } from './security-headers.ts';

const YEAR_SECONDS = 31_536_000;
/** What the browser application owns: any other address is its own router's. */
const SERVER_PATHS = ['/api/', '/fhir/', '/control/', '/assets/', '/content/', '/healthz', '/readyz'];

/** Files with a hash in their name are kept for ever; the page itself is never kept and carries a fresh nonce. */
export async function registerWeb(app: FastifyInstance, folder: string): Promise<void> {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  await app.register(staticFiles, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    maxAge: YEAR_SECONDS * 1000,
    immutable: true,
    index: false,
  });
  const logo = readFileSync(join(folder, 'favicon.svg'));
  app.get('/favicon.svg', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('image/svg+xml').send(logo),
  );
  app.get('/*', { schema: { hide: true }, config: { rateLimit: false } }, async (request, reply) => {
    if (SERVER_PATHS.some((path) => request.url.startsWith(path))) return reply.callNotFound();
    const nonce = newNonce();
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', contentSecurityPolicy(nonce))
      .send(page.replaceAll('__CSP_NONCE__', nonce));
  });
}
