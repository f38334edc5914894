import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { ActContext } from '../act.ts';
import { newId } from '../ids.ts';
import type { ModuleDefinition } from '../module.ts';
import { platformProblems } from '../problem.ts';
import type { Services } from '../services.ts';
import { addRoute, BODY_LIMIT } from './add-route.ts';
import { ANONYMOUS } from './anonymous.ts';
import { compileWhenUsed } from './compile-when-used.ts';
import { printProblem } from './print-problem.ts';
import { registerProgress } from './progress.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { registerWeb } from './web.ts';

const API = '/api/v1';
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
    // The program's own files: a site behind one address loads them for every desk that opens in the morning.
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
        for (const each of module.routes ?? [])
          addRoute(api, services, module.name, each, (request) => identify(request));
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
