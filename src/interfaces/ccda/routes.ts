import type { FastifyInstance } from 'fastify';
import type { InterfaceHelp } from '../../platform/http/server.ts';
import { CDA_LIMITS } from '../../../packages/cda/index.ts';
import { importFile, type Perform } from './import-file.ts';

/** A little more than is read, so that a file that is too large is refused in our words. */
const BODY_LIMIT = CDA_LIMITS.bytes + 64 * 1024 * 1024;
const MAX_NAME = 255;

/** For the command line: one file. */
export function ccdaRoutes(app: FastifyInstance, { services, identify }: InterfaceHelp): void {
  app.addContentTypeParser('application/xml', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
    done(null, body),
  );
  app.addHook('onRequest', async (request) => {
    request.actContext = await identify(request);
  });
  app.post<{ Querystring: { name?: string } }>(
    '/ccda/import',
    { bodyLimit: BODY_LIMIT, schema: { hide: true } },
    async (request, reply) => {
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const name = String(request.query.name ?? 'document.xml').slice(0, MAX_NAME);
      const perform: Perform = (step, run) =>
        services.acting.act(
          request.actContext,
          { verb: step === 'take' ? 'ccda.import' : 'ccda.prepare', permission: 'ccda/import' },
          run,
        );
      const result = await importFile(services, { name, bytes }, perform);
      return reply.type('application/json').send(JSON.stringify(result));
    },
  );
}
