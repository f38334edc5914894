import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ActContext } from '../../platform/act.ts';
import type { InterfaceHelp } from '../../platform/http/server.ts';
import { Problem } from '../../platform/problem.ts';
import { allowBrowserApps } from './browser-apps.ts';
import { capabilityStatement } from './capability.ts';
import { type Action, decideGrant } from './decide-grant.ts';
import { deriveNativeBinary, isNative } from './documents/derive-native-binary.ts';
import { type Door, FHIR_JSON } from './door.ts';
import { importFile } from './import-file.ts';
import {
  type Answer,
  checkedAs,
  create,
  history,
  patch,
  read,
  remove,
  update,
  vread,
  type Which,
} from './interactions.ts';
import { operationRoutes } from './operations/routes.ts';
import { problems } from './problems.ts';
import { isObject, readJson } from './read-json.ts';
import { RESOURCE_TYPES } from './resource-types.ts';
import { queryOf, searchRoutes } from './search/routes.ts';
import { takeBatch } from './take-batch.ts';
import { takeTransaction } from './take-transaction.ts';
import { historyOf } from './versions/history-of.ts';

const JSON_PATCH = 'application/json-patch+json';
const BODY_LIMIT = 64 * 1024 * 1024;
const RETRIES = 3;
/** The one address that anybody may read (FHIR R4 http.html#capabilities). */
const METADATA = '/fhir/R4/metadata';

/** FHIR R4 at /fhir/R4. Every access goes through an act like any other door. */
export function fhirRoutes(app: FastifyInstance, help: InterfaceHelp, version: string): void {
  const { services } = help;
  // The scan of the text must see it before anybody parses it.
  app.addContentTypeParser(
    ['application/json', 'application/fhir+json', JSON_PATCH],
    { parseAs: 'string', bodyLimit: BODY_LIMIT },
    (_request, body, done) => done(null, body),
  );
  // Anything else is content, a Binary as it is: gathered, since it is judged by its bytes before it is kept.
  app.removeContentTypeParser('application/octet-stream');
  app.addContentTypeParser(['text/plain', '*'], { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
    done(null, body),
  );
  // Before the body is read and before the requests are counted: a client counts as itself, not as a stranger.
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.url === METADATA || request.method === 'OPTIONS') return;
    try {
      request.actContext = await help.identify(request);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      // RFC 6750 section 3: what a client must send, in words of the wire; nobody sits at a screen here.
      reply.header('www-authenticate', 'Bearer realm="fhir"');
      throw new Problem(error.code, error, {
        detail:
          'Nothing was read or changed. The bearer token is missing, unknown, ended or revoked: fetch a new one and ask again.',
      });
    }
  });
  allowBrowserApps(app);

  const perform: Door['perform'] = (context, verb, permission, run, subject) =>
    retrying(() =>
      services.acting.act(context, { verb, permission, ...(subject === undefined ? {} : { subject }) }, run),
    );
  const granted = (context: ActContext, type: string, action: Action) => {
    if (!RESOURCE_TYPES.has(type))
      throw problems.unknownType({
        detail: 'R4 has no such resource type. Nothing was changed.',
        at: type,
        status: 404,
      });
    if (!decideGrant(context.actor, type, action))
      throw problems.outOfScope({ detail: `Nothing was changed. The token's scopes do not include this on ${type}.` });
  };

  app.get(METADATA, async (_request, reply) =>
    reply
      .type(FHIR_JSON)
      .send(JSON.stringify(capabilityStatement({ version, url: services.publicUrl, date: '2026-11-23' }))),
  );

  const steps: Door['steps'] =
    (context, verb, permission = 'fhir/write') =>
    (step, run) =>
      perform(context, step === 'take' ? verb : 'fhir.prepare', permission, run);
  const door: Door = { services, base: `${services.publicUrl}/fhir/R4`, perform, steps, granted };

  // Clients write the base with and without its slash.
  for (const url of ['/fhir/R4', '/fhir/R4/'])
    app.post(url, async (request, reply) => {
      const context = request.actContext;
      const bundle = readJson(bodyOf(request));
      const batch = isObject(bundle) && bundle.type === 'batch';
      const entries = batch ? await takeBatch(door, context, bundle) : await takeTransaction(door, context, bundle);
      return reply
        .type(FHIR_JSON)
        .send(
          `{"resourceType":"Bundle","type":"${batch ? 'batch' : 'transaction'}-response","entry":[${entries.join(',')}]}`,
        );
    });

  searchRoutes(app, door);
  operationRoutes(app, door);

  app.post('/fhir/R4/:type', async (request, reply) => {
    const { type } = addressOf(request);
    granted(request.actContext, type, 'c');
    const resource = resourceOf(request, type);
    const ifNoneExist = headerOf(request, 'if-none-exist');
    return send(door, request, reply, await create(door, request.actContext, resource, { ifNoneExist }));
  });

  for (const url of ['/fhir/R4/:type/:id', '/fhir/R4/:type']) {
    app.put(url, async (request, reply) => {
      const { type } = addressOf(request);
      granted(request.actContext, type, 'u');
      const resource = resourceOf(request, type);
      const ifMatch = headerOf(request, 'if-match');
      return send(
        door,
        request,
        reply,
        await update(door, request.actContext, whichOf(request), { resource, ifMatch }),
      );
    });

    app.patch(url, async (request, reply) => {
      const { type } = addressOf(request);
      granted(request.actContext, type, 'u');
      const body = readJson(bodyOf(request));
      // FHIR R4 http.html#patch: a JSON Patch by its own type, a FHIRPath Patch as the resource that it is.
      const json = String(request.headers['content-type']).startsWith(JSON_PATCH);
      if (!json && !(isObject(body) && body.resourceType === 'Parameters'))
        throw problems.notSupported({
          detail: `Nothing was changed. Send a ${JSON_PATCH}, or a FHIRPath Patch as a Parameters resource.`,
          status: 415,
        });
      const input = { patch: body, ifMatch: headerOf(request, 'if-match') };
      return send(door, request, reply, await patch(door, request.actContext, { ...whichOf(request), type }, input));
    });

    app.delete(url, async (request, reply) => {
      const { type } = addressOf(request);
      const ifMatch = headerOf(request, 'if-match');
      return send(
        door,
        request,
        reply,
        await remove(door, request.actContext, { ...whichOf(request), type }, { ifMatch }),
      );
    });
  }

  app.get('/fhir/R4/:type/:id', async (request, reply) => {
    const { type, id } = addressOf(request);
    return send(door, request, reply, await read(door, request.actContext, type, id));
  });

  app.get('/fhir/R4/_history', async (request, reply) =>
    send(door, request, reply, await historyOf(door, request.actContext, undefined, queryOf(request))),
  );
  app.get('/fhir/R4/:type/_history', async (request, reply) =>
    send(door, request, reply, await historyOf(door, request.actContext, addressOf(request).type, queryOf(request))),
  );

  app.get('/fhir/R4/:type/:id/_history', async (request, reply) =>
    send(door, request, reply, await history(door, request.actContext, addressOf(request), queryOf(request))),
  );

  app.get('/fhir/R4/:type/:id/_history/:version', async (request, reply) => {
    const { type, id, version } = addressOf(request);
    return send(door, request, reply, await vread(door, request.actContext, type, { id, version }));
  });

  app.post('/fhir/import', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const context = request.actContext;
    const result = await importFile(services, bodyOf(request), steps(context, 'fhir.import', 'fhir/import'));
    return reply.type('application/json').send(JSON.stringify(result));
  });
}

function resourceOf(request: FastifyRequest, type: string): ReturnType<typeof checkedAs> {
  const contentType = request.headers['content-type'];
  if (type !== 'Binary' || contentType === undefined || !isNative(contentType) || !Buffer.isBuffer(request.body))
    return checkedAs(type, readJson(bodyOf(request)));
  return checkedAs(
    type,
    deriveNativeBinary(request.body, { contentType, about: headerOf(request, 'x-security-context') }),
  );
}

function bodyOf(request: FastifyRequest): string {
  if (Buffer.isBuffer(request.body))
    throw problems.notSupported({
      detail: `Nothing was stored. Send ${FHIR_JSON}; content of another type is taken at Binary.`,
      status: 415,
    });
  if (typeof request.body !== 'string' || request.body === '')
    throw problems.notJson({ detail: 'Nothing was stored. The body is empty or no JSON; send application/fhir+json.' });
  return request.body;
}

function addressOf(request: FastifyRequest) {
  const { type = '', id = '', version = '' } = request.params as Partial<Record<string, string>>; // by the path
  return { type, id, version };
}

function whichOf(request: FastifyRequest): Which {
  const { id } = addressOf(request);
  return id === '' ? { query: queryOf(request).toString() } : { id };
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** FHIR R4 http.html#ops: what was read before comes as 304, and `Prefer: return=minimal` without a body. */
function send(door: Door, request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply {
  const { status, body, version, at, location } = answer;
  const etag = version === undefined ? undefined : `W/"${version}"`;
  if (etag !== undefined) void reply.header('etag', etag);
  if (at !== undefined) void reply.header('last-modified', at.toUTCString());
  if (location !== undefined && request.method !== 'GET') void reply.header('location', `${door.base}/${location}`);
  if (request.method === 'GET' && etag !== undefined && request.headers['if-none-match'] === etag)
    return reply.code(304).send();
  const minimal = request.method !== 'GET' && /return\s*=\s*minimal/.test(String(request.headers.prefer ?? ''));
  if (body === undefined || minimal) return reply.code(status).send();
  return reply.code(status).type(FHIR_JSON).send(body);
}

/** Two imports may meet in one index: the loser starts again. */
async function retrying<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const code = (error as { code?: unknown }).code; // PostgreSQL's, where it is one
      if (error instanceof Problem || attempt >= RETRIES || (code !== '40001' && code !== '40P01')) throw error;
    }
  }
}
