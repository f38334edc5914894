import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Act, ActContext } from '../../platform/act.ts';
import type { InterfaceHelp } from '../../platform/http/server.ts';
import { isId } from '../../platform/ids.ts';
import { Problem, problemFrom, toOperationOutcome } from '../../platform/problem.ts';
import { capabilityStatement } from './capability.ts';
import { decideGrant } from './decide-grant.ts';
import { checkResource } from './evaluate-resource.ts';
import { binaryOf, findFiledBinary } from './documents/filed-binary.ts';
import { importFile } from './import-file.ts';
import { problems } from './problems.ts';
import { isObject, type Json, type JsonObject, readJson } from './read-json.ts';
import { RESOURCE_TYPES } from './resource-types.ts';
import { searchPatient } from './search-patient.ts';
import { type BundleEntry, entriesOf, readEntries, readEntry } from './read-entries.ts';
import type { Taken } from './take-bundle.ts';
import { type Perform, takePrepared } from './take-prepared.ts';
import { isRecordsTask } from './tasks/derive-records-task.ts';
import { readRecordsTask, takeRecordsTask } from './tasks/take-records-task.ts';
import { updatePrepared } from './update-resource.ts';

const BODY_LIMIT = 64 * 1024 * 1024;
const FHIR_JSON = 'application/fhir+json; charset=utf-8';
const RETRIES = 3;
/** The one address that anybody may read (FHIR R4 http.html#capabilities). */
const METADATA = '/fhir/R4/metadata';

type Action = 'c' | 'r' | 'u' | 's';

/** FHIR R4 at /fhir/R4. Every access goes through an act like any other door. */
export function fhirRoutes(app: FastifyInstance, help: InterfaceHelp, version: string): void {
  const { services } = help;
  // The scan of the text must see it before anybody parses it.
  app.addContentTypeParser(
    ['application/json', 'application/fhir+json'],
    { parseAs: 'string', bodyLimit: BODY_LIMIT },
    (_request, body, done) => done(null, body),
  );
  // Before the body is read and before the requests are counted: a client counts as itself, not as a stranger.
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.url !== METADATA) request.actContext = await help.identify(request);
  });

  const perform = <T>(context: ActContext, verb: string, permission: string, run: (act: Act) => Promise<T>) =>
    retrying(() => services.acting.act(context, { verb, permission }, run));
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

  /** The act that writes has the verb of the request; the one that looks what documents become has its own. */
  const steps =
    (context: ActContext, verb: string, permission: string): Perform =>
    (step, run) =>
      perform(context, step === 'take' ? verb : 'fhir.prepare', permission, run);
  const create = (context: ActContext, verb: string, entries: readonly BundleEntry[]) =>
    takePrepared(services, entries, { mode: 'create', origin: 'fhir' }, steps(context, verb, 'fhir/write'));

  /** A Task for records becomes a case of the release desk. */
  const ask = (context: ActContext, task: JsonObject) =>
    takeRecordsTask(services, task, steps(context, 'fhir.ask-for-records', 'fhir/write'));
  const isCase = async (context: ActContext, id: string) =>
    (await perform(context, 'fhir.read', 'fhir/read', (act) => readRecordsTask(act, id))) !== undefined;

  app.post('/fhir/R4', async (request, reply) => {
    const context = request.actContext;
    const bundle = readJson(bodyOf(request));
    const batch = isObject(bundle) && bundle.type === 'batch';
    const response = batch ? await takeBatch(context, bundle) : await takeTransaction(context, bundle);
    return reply.type(FHIR_JSON).send(
      JSON.stringify({
        resourceType: 'Bundle',
        type: batch ? 'batch-response' : 'transaction-response',
        entry: response,
      }),
    );
  });

  async function takeTransaction(context: ActContext, bundle: Json) {
    const entries = readEntries(bundle);
    for (const entry of entries) {
      granted(context, entry.resource.resourceType, 'c');
      if (isRecordsTask(entry.resource)) throw onItsOwn(entry.at);
    }
    return (await create(context, 'fhir.transaction', entries)).map(responseOf);
  }

  /** Each entry on its own: a bad one says so in its place and stops nobody. */
  async function takeBatch(context: ActContext, bundle: Json) {
    const answers: object[] = [];
    for (const [index, each] of entriesOf(bundle).entries()) {
      try {
        const entry = readEntry(each, index);
        granted(context, entry.resource.resourceType, 'c');
        if (isRecordsTask(entry.resource)) {
          const { id, isNew } = await ask(context, entry.resource);
          answers.push({ response: { status: isNew ? '201 Created' : '200 OK', location: `Task/${id}` } });
          continue;
        }
        const [stored] = await create(context, 'fhir.create', [entry]);
        answers.push(stored === undefined ? {} : responseOf(stored));
      } catch (error) {
        const problem = problemFrom(error, 'batch');
        answers.push({ response: { status: String(problem.status), outcome: toOperationOutcome(problem, 'batch') } });
      }
    }
    return answers;
  }

  app.post('/fhir/R4/:type', async (request, reply) => {
    const { type } = request.params as { type: string }; // by the path
    const context = request.actContext;
    granted(context, type, 'c');
    const resource = checkResource(readJson(bodyOf(request)), type);
    if (resource.resourceType !== type)
      throw problems.notAResource({ detail: `Nothing was stored. The body is no ${type}.` });
    if (isRecordsTask(resource)) {
      const { id, task, isNew } = await ask(context, resource);
      return sendTask(
        reply.code(isNew ? 201 : 200).header('location', `${services.publicUrl}/fhir/R4/Task/${id}`),
        task,
      );
    }
    const [stored] = await create(context, 'fhir.create', [{ resource, fullUrl: undefined, at: type }]);
    if (stored?.content === undefined) throw new Error('A resource was taken and not stored.');
    return sendResource(
      reply
        .code(201)
        .header('location', `${services.publicUrl}/fhir/R4/${type}/${stored.id}/_history/${stored.version}`),
      { content: stored.content, version: stored.version, at: stored.at },
    );
  });

  app.put('/fhir/R4/:type/:id', async (request, reply) => {
    const { type, id } = request.params as { type: string; id: string }; // by the path
    const context = request.actContext;
    granted(context, type, 'u');
    const resource = checkResource(readJson(bodyOf(request)), type);
    if (isRecordsTask(resource) || (type === 'Task' && (await isCase(context, id))))
      throw problems.notSupported({
        detail: 'Nothing was changed. A request for records is posted once; tell the release desk what has changed.',
      });
    const ifMatch = request.headers['if-match'];
    const stored = await updatePrepared(
      services,
      {
        type,
        id,
        resource,
        ...(ifMatch === undefined ? {} : { version: Number(/(\d+)/.exec(ifMatch)?.[1] ?? -1) }),
      },
      steps(context, 'fhir.update', 'fhir/write'),
    );
    return sendResource(
      reply,
      await perform(context, 'fhir.read', 'fhir/read', (act) => readResource(act, type, stored.id, { quiet: true })),
    );
  });

  app.get('/fhir/R4/:type/:id', async (request, reply) => {
    const { type, id } = request.params as { type: string; id: string }; // by the path
    const context = request.actContext;
    granted(context, type, 'r');
    if (type === 'Task') {
      const task = await perform(context, 'fhir.read', 'fhir/read', (act) => readRecordsTask(act, id));
      if (task !== undefined) return sendTask(reply, task);
    }
    if (type === 'Binary') {
      const filed = await perform(context, 'fhir.read', 'fhir/read', (act) => findFiledBinary(act, id));
      if (filed !== undefined) return reply.type(FHIR_JSON).send(await binaryOf(services, filed));
    }
    return sendResource(reply, await perform(context, 'fhir.read', 'fhir/read', (act) => readResource(act, type, id)));
  });

  app.get('/fhir/R4/:type', async (request, reply) => {
    const { type } = request.params as { type: string }; // by the path
    const query = request.query as Record<string, string>; // strings by the router
    const context = request.actContext;
    granted(context, type, 's');
    if (query['_summary'] === 'count') {
      const total = await perform(context, 'fhir.count', 'fhir/read', (act) => countResources(act, type));
      return reply.type(FHIR_JSON).send(JSON.stringify({ resourceType: 'Bundle', type: 'searchset', total }));
    }
    if (type !== 'Patient')
      throw problems.notSupported({
        detail: `Searching ${type} is not taken yet; read by id, or ask with _summary=count.`,
      });
    const found = await perform(context, 'fhir.search', 'fhir/read', (act) => searchPatient(act, query));
    // The stored text goes out as it lies: nothing is parsed on the way.
    const entries = found.contents.map((content) => `{"resource":${content},"search":{"mode":"match"}}`);
    return reply.type(FHIR_JSON).send(`{"resourceType":"Bundle","type":"searchset","entry":[${entries.join(',')}]}`);
  });

  app.post('/fhir/import', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const context = request.actContext;
    const result = await importFile(services, bodyOf(request), steps(context, 'fhir.import', 'fhir/import'));
    return reply.type('application/json').send(JSON.stringify(result));
  });
}

/** It is told apart by what it says: the state of a case has no number of its own. */
function sendTask(reply: FastifyReply, task: JsonObject): FastifyReply {
  const body = JSON.stringify(task);
  const version = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return reply.type(FHIR_JSON).header('etag', `W/"${version}"`).send(body);
}

function onItsOwn(at: string) {
  return problems.notSupported({
    detail: `Nothing was stored. ${at} asks for records: post that Task on its own or in a batch.`,
    at,
  });
}

function bodyOf(request: FastifyRequest): string {
  if (typeof request.body !== 'string' || request.body === '')
    throw problems.notJson({ detail: 'Nothing was stored. The body is empty or no JSON; send application/fhir+json.' });
  return request.body;
}

function responseOf(stored: Taken) {
  return {
    response: {
      status: stored.outcome === 'created' ? '201 Created' : '200 OK',
      location: `${stored.type}/${stored.id}/_history/${stored.version}`,
      etag: `W/"${stored.version}"`,
      lastModified: stored.at.toISOString(),
      ...(stored.remark === undefined ? {} : { outcome: hint(stored.remark) }),
    },
  };
}

/** FHIR R4 bundle.html: outcome of an entry that went well, with what its sender should know. */
function hint(remark: string) {
  return {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'information', code: 'informational', diagnostics: remark }],
  };
}

interface ReadResource {
  readonly content: string;
  readonly version: number;
  readonly at: Date;
}

async function readResource(
  act: Act,
  type: string,
  id: string,
  options: { quiet?: boolean } = {},
): Promise<ReadResource> {
  const row = isId(id)
    ? await act.tx
        .selectFrom('fhir.resource')
        .select(['content', 'version', 'at', 'patient_id'])
        .where('type', '=', type)
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined;
  if (row === undefined)
    throw problems.notFound({ detail: 'Nothing is stored under that address, or not for you to see.' });
  act.note({
    subjectIds: [id],
    patientIds: [row.patient_id],
    count: 1,
    ...(options.quiet === true ? { detail: { answer: true } } : {}),
  });
  return row;
}

async function countResources(act: Act, type: string): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`SELECT count(*)::int AS n FROM fhir.resource WHERE type = ${type} COLLATE "C"`.execute(act.tx);
  return rows[0]?.n ?? 0;
}

function sendResource(reply: FastifyReply, found: ReadResource): FastifyReply {
  return reply
    .type(FHIR_JSON)
    .header('etag', `W/"${found.version}"`)
    .header('last-modified', found.at.toUTCString())
    .send(found.content);
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
