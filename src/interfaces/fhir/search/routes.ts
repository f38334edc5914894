import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Door, FHIR_JSON } from '../door.ts';
import { searchBundle } from './search-bundle.ts';

/** FHIR R4 search of a type, by GET and by a form (http.html#search). */
export function searchRoutes(app: FastifyInstance, door: Door): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );

  const search = async (request: FastifyRequest, reply: FastifyReply, query: URLSearchParams) => {
    const { type } = request.params as { type: string }; // by the path
    const lenient = /handling\s*=\s*lenient/.test(String(request.headers.prefer ?? ''));
    return reply.type(FHIR_JSON).send(await searchBundle(door, request.actContext, { type, query, lenient }));
  };
  app.get('/fhir/R4/:type', (request, reply) => search(request, reply, queryOf(request)));
  app.post('/fhir/R4/:type/_search', (request, reply) => {
    const query = queryOf(request);
    const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
    for (const [name, value] of form) query.append(name, value);
    return search(request, reply, query);
  });
}

/** In the order it came, a name as often as it is given. */
export function queryOf(request: FastifyRequest): URLSearchParams {
  const at = request.url.indexOf('?');
  return new URLSearchParams(at === -1 ? '' : request.url.slice(at + 1));
}
