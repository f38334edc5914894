import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { ActContext, Actor } from '../act.ts';
import { newId } from '../ids.ts';
import type { ModuleDefinition } from '../module.ts';
import {
  platformProblems,
  Problem,
  type ProblemMaker,
  problemFrom,
  toOperationOutcome,
  toProblemDocument,
} from '../problem.ts';
import type { Services } from '../services.ts';
import { sendAnswer } from './answer.ts';
import { compileWhenUsed } from './compile-when-used.ts';
import { isRepeat, withIdempotency } from './idempotency.ts';
import { registerProgress } from './progress.ts';
import type { Route } from './route.ts';
import { registerWeb } from './web.ts';

const API = '/api/v1';
const BODY_LIMIT = 1024 * 1024;
/** One file of an upload; the reader's own limits come after. */
const UPLOAD_LIMIT = 200 * 1024 * 1024;
const FILES_PER_UPLOAD = 200;
const REQUEST_TIMEOUT_MS = 120_000;
const PUBLIC_PER_MINUTE = 240;
/** Above what two cores answer: it stops a program gone wild, not a feed at full speed. */
const SIGNED_IN_PER_MINUTE = 240_000;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who acts, resolved before any handler; `anonymous` on public routes. */
    actContext: ActContext;
  }
}

/** How a request shows who it is. Handed in by `apps`; platform knows no accounts. */
export interface Identify {
  /** `passive`: a question that nobody at the keyboard asked, so that it does not keep a session awake. */
  (
    request: FastifyRequest,
    from: 'network' | 'control',
    options?: { passive: boolean },
  ): Promise<ActContext | undefined>;
}

export interface HttpParts {
  readonly services: Services;
  readonly modules: readonly ModuleDefinition[];
  readonly identify: Identify;
  readonly version: string;
  readonly ready: () => Promise<boolean>;
  /** Folder of the built browser application; undefined where only the API is wanted. */
  readonly webFolder?: string;
  /** Further routes outside /api/v1 (FHIR), registered by `apps`. */
  readonly interfaces?: readonly ((app: FastifyInstance, help: InterfaceHelp) => void)[];
  readonly control?: (app: FastifyInstance) => void;
}

export interface InterfaceHelp {
  readonly services: Services;
  /** @throws platform/not-signed-in */
  identify(request: FastifyRequest): Promise<ActContext>;
}

export const ANONYMOUS: Actor = {
  kind: 'anonymous',
  realm: 'portal',
  id: 'anonymous',
  name: 'Somebody not signed in',
  assignments: [],
};

export interface HttpServer {
  readonly app: FastifyInstance;
  listen(): Promise<{ port: number }>;
  /** The owner's socket: same routes, spoken as `operator:<os user>`. */
  listenControl(path: string): Promise<void>;
  close(): Promise<void>;
}

export async function createHttp(parts: HttpParts): Promise<HttpServer> {
  const { services } = parts;
  const { settings } = services;
  const fromControl = new WeakSet<IncomingMessage>();
  const tls =
    settings.tlsCertificate === ''
      ? {}
      : { https: { cert: readFileSync(settings.tlsCertificate), key: readFileSync(settings.tlsKey) } };
  // Fastify's type changes with https; both answer the same interface here.
  const app = Fastify({
    ...tls,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    genReqId: () => newId(),
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
    trustProxy: settings.trustProxy.length === 0 ? false : [...settings.trustProxy],
  }) as unknown as FastifyInstance;

  app.decorateRequest('actContext');
  compileWhenUsed(app);
  await app.register(cookie);
  await app.register(multipart, {
    limits: { fileSize: UPLOAD_LIMIT, files: FILES_PER_UPLOAD, fields: 20, fieldSize: 10_000 },
  });
  // One file of a program: handed on as it streams in, never gathered in memory.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  await app.register(rateLimit, {
    global: true,
    timeWindow: '1 minute',
    keyGenerator: (request) =>
      request.actContext?.actor.kind === 'anonymous' ? request.ip : (request.actContext?.actor.id ?? request.ip),
    max: (request) =>
      request.actContext === undefined || request.actContext.actor.kind === 'anonymous'
        ? PUBLIC_PER_MINUTE
        : SIGNED_IN_PER_MINUTE,
    hook: 'preHandler',
    // The program's own files: a hospital behind one address loads them for every desk that opens in the morning.
    allowList: (request) => request.url.startsWith('/assets/') || request.url === '/favicon.svg',
    errorResponseBuilder: (_request, limit) =>
      platformProblems.tooManyRequests({
        detail: `Nothing was changed. Wait ${limit.after} and try again.`,
        retryAfter: Math.ceil(limit.ttl / 1000),
      }),
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Chartkeeper',
        version: parts.version,
        description: 'The records desk as an API. Every call is decided, logged and answered with reasons.',
        license: { name: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: sessionCookieName(settings) },
        },
      },
      security: [{ bearer: [] }, { session: [] }],
    },
  });
  addSecurityHeaders(app, settings.tlsCertificate !== '');
  app.setErrorHandler((error, request, reply) => printProblem(services, error, request, reply));
  app.setNotFoundHandler((request, reply) =>
    printProblem(
      services,
      platformProblems.notFound({ detail: 'Check the address, or go back to Home. Nothing was changed.' }),
      request,
      reply,
    ),
  );
  app.addHook('onRequest', async (request) => {
    request.actContext = { actor: ANONYMOUS };
  });

  const identify = async (request: FastifyRequest, options?: { passive: boolean }): Promise<ActContext> => {
    const context = await parts.identify(request, fromControl.has(request.raw) ? 'control' : 'network', options);
    if (context === undefined)
      throw platformProblems.notSignedIn({
        detail: 'You are not signed in, or the session ended. Sign in again; what you typed on this screen is kept.',
      });
    return context;
  };

  app.get('/healthz', { config: { rateLimit: false }, schema: { hide: true } }, async () => ({
    status: 'up',
    version: parts.version,
  }));
  app.get('/readyz', { config: { rateLimit: false }, schema: { hide: true } }, async (_request, reply) => {
    const ready = await parts.ready();
    return reply.code(ready ? 200 : 503).send({ ready });
  });
  await app.register(
    async (api) => {
      api.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
      registerProgress(api, { services, identify: (request) => identify(request, { passive: true }) });
      for (const module of parts.modules)
        for (const each of module.routes ?? []) addRoute(api, parts, module.name, each, (request) => identify(request));
    },
    { prefix: API },
  );
  const help: InterfaceHelp = { services, identify: (request) => identify(request) };
  for (const add of parts.interfaces ?? []) await app.register(async (scope) => add(scope, help));
  if (parts.control !== undefined) {
    const control = parts.control;
    await app.register(
      async (scope) => {
        scope.addHook('onRequest', async (request) => {
          if (!fromControl.has(request.raw)) throw platformProblems.notFound({ detail: 'Nothing here.' });
          request.actContext = await identify(request);
        });
        control(scope);
      },
      { prefix: '/control' },
    );
  }
  if (parts.webFolder !== undefined) await registerWeb(app, parts.webFolder);

  const controlServer = createServer((request, response) => {
    fromControl.add(request);
    app.routing(request, response);
  });
  return {
    app,
    async listen() {
      await app.listen({ port: settings.port, host: settings.host });
      const address = app.server.address();
      return { port: typeof address === 'object' && address !== null ? address.port : settings.port };
    },
    async listenControl(path) {
      await app.ready();
      await new Promise<void>((resolve, reject) => controlServer.once('error', reject).listen(path, resolve));
    },
    async close() {
      controlServer.closeAllConnections();
      await new Promise<void>((resolve) =>
        controlServer.listening ? controlServer.close(() => resolve()) : resolve(),
      );
      await app.close();
    },
  };
}

export function sessionCookieName(settings: { tlsCertificate: string; publicUrl: string }): string {
  return settings.tlsCertificate !== '' || settings.publicUrl.startsWith('https:')
    ? '__Host-chartkeeper'
    : 'chartkeeper';
}

function addRoute(
  api: FastifyInstance,
  parts: HttpParts,
  module: string,
  each: Route,
  identify: (request: FastifyRequest) => Promise<ActContext>,
): void {
  const { endpoint } = each;
  const { services } = parts;
  const digestKey = services.keyring.derive('request digest');
  api.route({
    method: endpoint.method,
    url: endpoint.path,
    bodyLimit: each.parts.bodyLimit ?? BODY_LIMIT,
    schema: {
      tags: [module],
      summary: endpoint.summary,
      description: `Permission: ${each.permission}. Audit verb: ${each.verb}.`,
      ...(endpoint.params === undefined ? {} : { params: endpoint.params }),
      ...(endpoint.query === undefined ? {} : { querystring: endpoint.query }),
      ...(endpoint.body === undefined ? {} : { body: endpoint.body }),
      ...(endpoint.response === undefined ? {} : { response: { [endpoint.status ?? 200]: endpoint.response } }),
      ...(each.permission === 'public' ? { security: [] } : {}),
    },
    config: each.parts.perMinute === undefined ? {} : { rateLimit: { max: each.parts.perMinute } },
    preValidation: async (request) => {
      refuseCrossSite(request, services.publicUrl);
      request.actContext = each.permission === 'public' ? { actor: ANONYMOUS } : await identify(request);
    },
    handler: async (request, reply) => {
      const input = { params: request.params, query: request.query, body: request.body } as never; // checked by the schemas above
      const context = { services, request, reply, actor: request.actContext.actor };
      // Where an `after` step shows what `before` made, both run again: it knows what is shown once only.
      const skippable = each.parts.before !== undefined && each.parts.after === undefined;
      const repeat = skippable && (await isRepeat(services.acting, request, context.actor));
      const prepared = repeat ? undefined : await each.parts.before?.(context, input);
      const subject = each.parts.subject?.(input);
      const result = await services.acting.act(
        request.actContext,
        {
          verb: each.verb,
          permission: each.permission,
          ...(each.parts.purpose === undefined ? {} : { purpose: each.parts.purpose }),
          ...(subject === undefined ? {} : { subject }),
        },
        (act) => withIdempotency(act, request, digestKey, () => each.parts.handle(act, input, prepared)),
      );
      const answer = each.parts.after === undefined ? result : await each.parts.after(context, result, input, prepared);
      return sendAnswer(reply, endpoint, answer);
    },
  });
}

/** Cookies go along by themselves, so a changing request must come from our own pages (or carry no cookie at all). */
function refuseCrossSite(request: FastifyRequest, publicUrl: string): void {
  if (request.method === 'GET' || request.headers.cookie === undefined) return;
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const ours = origin === undefined || origin === publicUrl || new URL(origin).host === request.headers.host;
  if (
    request.headers['x-chartkeeper'] === '1' &&
    ours &&
    (site === undefined || site === 'same-origin' || site === 'none')
  )
    return;
  throw platformProblems.crossSite({ detail: 'Nothing was changed. Reload the page and try again.' });
}

function addSecurityHeaders(app: FastifyInstance, tls: boolean): void {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    reply.header('x-frame-options', 'DENY');
    reply.header('cross-origin-opener-policy', 'same-origin');
    reply.header('cross-origin-resource-policy', 'same-origin');
    reply.header('permissions-policy', 'camera=(self), geolocation=(), microphone=()');
    if (tls) reply.header('strict-transport-security', 'max-age=31536000');
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    if (!reply.hasHeader('content-security-policy'))
      reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox");
  });
}

export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    // Positions of the virtual list and of word boxes are style attributes set by script.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

export function requestDigest(request: FastifyRequest, key: Buffer): Buffer {
  return createHmac('sha256', key).update(`${request.method} ${request.url}\n`).update(bodyText(request.body)).digest();
}

/** A stream is told by its length and type: its bytes have their own digest where they are stored. */
function bodyText(body: unknown): string {
  const isStream = typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
  return isStream ? '' : JSON.stringify(body ?? null);
}

function printProblem(services: Services, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = fromFastify(error) ?? problemFromDatabase(error) ?? problemFrom(error, request.id);
  if (problem.status >= 500)
    services.log.error(
      { reference: request.id, code: problem.code, internal: problem.internal, err: error },
      'a request failed',
    );
  else
    services.log.debug(
      { reference: request.id, code: problem.code, internal: problem.internal },
      'a request was refused',
    );
  if (problem.retryAfter !== undefined) void reply.header('retry-after', String(problem.retryAfter));
  const fhir = request.url.startsWith('/fhir/');
  return reply
    .code(problem.status)
    .type(fhir ? 'application/fhir+json' : 'application/problem+json')
    .send(JSON.stringify(fhir ? toOperationOutcome(problem, request.id) : toProblemDocument(problem, request.id)));
}

interface FastifyFault {
  code?: string;
  statusCode?: number;
  validation?: { instancePath: string; message?: string }[];
  validationContext?: string;
}

function fromFastify(error: unknown): Problem | undefined {
  if (error instanceof Problem || typeof error !== 'object' || error === null) return undefined;
  const fault = error as FastifyFault;
  if (fault.validation !== undefined) {
    const first = fault.validation[0];
    const at = `${fault.validationContext ?? 'body'}${first?.instancePath ?? ''}`;
    // The message names the rule that failed, never the value.
    return platformProblems.invalidInput({
      detail: `${at} ${first?.message ?? 'is not as expected'}. Nothing was saved; correct it and send it again.`,
      at,
    });
  }
  if (fault.statusCode === 413)
    return platformProblems.tooLarge({ detail: 'Nothing was saved. Send it in smaller parts.' });
  if (fault.statusCode !== undefined && fault.statusCode >= 400 && fault.statusCode < 500)
    return platformProblems.invalidInput({
      detail: 'The request could not be read. Nothing was saved.',
      status: fault.statusCode,
      internal: fault.code ?? '',
    });
  return undefined;
}

/** PostgreSQL's own words carry row values; only the class of the error is passed on. */
const DATABASE_PROBLEMS: Readonly<Record<string, [ProblemMaker, string]>> = {
  '23505': [platformProblems.duplicate, 'It was already saved before. Nothing was changed; reload to see it.'],
  '40001': [
    platformProblems.unavailable,
    'Two people changed the same thing at once. Nothing was saved by this step; try again.',
  ],
  '40P01': [
    platformProblems.unavailable,
    'Two people changed the same thing at once. Nothing was saved by this step; try again.',
  ],
  '42501': [
    platformProblems.beyondSight,
    'Nothing was saved. Ask a colleague whose role covers this kind of record, or your coordinator.',
  ],
  '53100': [
    platformProblems.unavailable,
    'The disk is full. Nothing was acknowledged that is not safe; free space and try again.',
  ],
  '53300': [
    platformProblems.unavailable,
    'The database is at its limit of connections. Nothing was saved by this step; try again in a moment.',
  ],
  '57P01': [
    platformProblems.unavailable,
    'The database is restarting. Nothing was saved by this step; try again in a moment.',
  ],
};

/** Of pg, which gives these no code: the connection died, or none was to be had. */
const LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

function problemFromDatabase(error: unknown): Problem | undefined {
  if (error instanceof Problem || typeof error !== 'object' || error === null) return undefined;
  const { code, constraint, message } = error as { code?: unknown; constraint?: unknown; message?: unknown };
  if (typeof message === 'string' && LOST.test(message)) return databaseAway('connection lost', error);
  if (typeof code !== 'string') return undefined;
  const internal = `${code} ${typeof constraint === 'string' ? constraint : ''}`.trim();
  const known = DATABASE_PROBLEMS[code];
  if (known !== undefined) return known[0]({ detail: known[1], internal }, error);
  // 57P02: another process of the server died and all were told to leave; 57P03: it is starting or stopping.
  return ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P02', '57P03', '08006'].includes(code)
    ? databaseAway(internal, error)
    : undefined;
}

function databaseAway(internal: string, error: unknown): Problem {
  return platformProblems.unavailable(
    {
      detail: 'The database does not answer. Nothing was saved by this step; try again in a moment.',
      internal,
      retryAfter: 2,
    },
    error,
  );
}
