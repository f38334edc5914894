import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { openBackupStore } from '../platform/blobs/index.ts';
import { backup, fsck, lastBackup } from '../platform/backup/index.ts';
import type { Services } from '../platform/services.ts';
import { openSetup } from '../modules/accounts/index.ts';
import {
  beginExport,
  checkpointFileName,
  exportCheckpoints,
  exportEntries,
  outsideCheckpoints,
} from '../modules/audit/index.ts';
import type { ControlParts } from './control.ts';
import { OPERATE } from './ground.ts';
import { VERSION } from './program.ts';

const Path = Type.String({ minLength: 1, maxLength: 4096, pattern: '^/' });
const Position = Type.Integer({ minimum: 0 });
type Facts = Record<string, string | number | boolean | null>;

/** What the owner of the data does at the machine; each is in the log twice: begun, and finished or failed. */
export function registerOperations(app: FastifyInstance, parts: ControlParts): void {
  const { services, databaseServer } = parts;
  const { settings, keyring, blobs, log, clock } = services;

  app.post<{ Body: { into: string; keysInto?: string } }>(
    '/backup',
    { schema: { hide: true, body: Type.Object({ into: Path, keysInto: Type.Optional(Path) }) } },
    (request) =>
      logged(
        services,
        request,
        'platform.back-up',
        () =>
          backup({
            ...request.body,
            dataDir: settings.data,
            kekFile: settings.kekFile,
            server: databaseServer,
            blobs,
            keyring,
            files: [checkpointFileName],
            product: VERSION,
            now: clock.now(),
            log,
          }),
        (made) => ({
          backup: made.id,
          database: made.database,
          documents: made.blobs.named,
          failed: made.failed.length,
        }),
      ),
  );

  app.post<{ Body: { deep: boolean; repairFrom?: string } }>(
    '/fsck',
    { schema: { hide: true, body: Type.Object({ deep: Type.Boolean(), repairFrom: Type.Optional(Path) }) } },
    (request) =>
      logged(
        services,
        request,
        'platform.fsck',
        async () => {
          const { deep, repairFrom } = request.body;
          const from = repairFrom === undefined ? undefined : join(repairFrom, 'blobs');
          return fsck({
            adminUrl: databaseServer.adminUrl,
            blobs,
            keyring,
            now: clock.now(),
            deep,
            pages: deep,
            ...(from === undefined ? {} : { repairFrom: await openBackupStore(from, keyring, { create: false }) }),
          });
        },
        ({ ok, named, repaired }) => ({ ok, named, repaired }),
      ),
  );

  app.get('/keys', { schema: { hide: true } }, async (request) => {
    const status = await keyStatus(services);
    await note(services, request, 'platform.look-at-keys', {});
    return status;
  });

  app.post('/setup-link', { schema: { hide: true } }, async (request) => {
    const { token, expiresAt } = await services.acting.act(
      request.actContext,
      { verb: 'accounts.open-setup', permission: OPERATE },
      (act) => openSetup(act),
    );
    return { link: `${services.publicUrl}/setup#${token}`, expiresAt };
  });

  app.post('/audit/export', { schema: { hide: true } }, async (request) => {
    await note(services, request, 'audit.export', { step: 'begun' });
    return beginExport(services);
  });
  app.get<{ Querystring: { to: number } }>(
    '/audit/export/entries',
    { schema: { hide: true, querystring: Type.Object({ to: Position }) } },
    (request, reply) =>
      reply.type('application/x-ndjson').send(Readable.from(exportEntries(services, request.query.to))),
  );
  app.get<{ Querystring: { to: number } }>(
    '/audit/export/checkpoints',
    { schema: { hide: true, querystring: Type.Object({ to: Position }) } },
    (request, reply) => reply.type('text/plain').send(Readable.from(exportCheckpoints(services, request.query.to))),
  );
  app.get<{ Querystring: { to: number } }>(
    '/audit/export/outside',
    { schema: { hide: true, querystring: Type.Object({ to: Position }) } },
    async (request, reply) => reply.type('text/plain').send(await outsideCheckpoints(services, request.query.to)),
  );
  app.post<{ Body: { entries: number; sha256: string } }>(
    '/audit/export/finished',
    {
      schema: {
        hide: true,
        body: Type.Object({ entries: Position, sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
      },
    },
    async (request) => {
      await note(services, request, 'audit.export', { step: 'finished', ...request.body });
      return {};
    },
  );

  // A check that ran beside the server: a backup is restored and read in a process of its own.
  app.post<{ Body: { backup: string; ok: boolean } }>(
    '/backup/verified',
    {
      schema: {
        hide: true,
        body: Type.Object({ backup: Type.String({ maxLength: 40, pattern: '^[0-9TZ-]+$' }), ok: Type.Boolean() }),
      },
    },
    async (request) => {
      await note(services, request, 'platform.verify-backup', request.body);
      return {};
    },
  );
}

async function note(services: Services, request: FastifyRequest, verb: string, detail: Facts): Promise<void> {
  await services.acting.act(request.actContext, { verb, permission: OPERATE }, async (act) => act.note({ detail }));
}

/** No transaction stays open while a disk is copied: one entry before, one after; a failure is the entry of a failed act. */
async function logged<T>(
  services: Services,
  request: FastifyRequest,
  verb: string,
  run: () => Promise<T>,
  facts: (result: T) => Facts,
): Promise<T> {
  await note(services, request, verb, { step: 'begun' });
  let result: T;
  try {
    result = await run();
  } catch (error) {
    return services.acting.act(request.actContext, { verb, permission: OPERATE }, async () => {
      throw error;
    });
  }
  await note(services, request, verb, { step: 'finished', ...facts(result) });
  return result;
}

const SLOTS_A_FILE = 1024;
const SLOT_FILE = /^[0-9a-f]{16}$/;

async function keyStatus(services: Services) {
  const { keyring, settings } = services;
  const keys = join(settings.data, 'keys');
  const files = readdirSync(join(keys, 'slots')).filter((name) => SLOT_FILE.test(name)).length;
  const named = await services.acting.lookup(async (queries) => {
    const { rows } = await sql<{
      slots: string;
    }>`SELECT count(DISTINCT slot)::text AS slots FROM platform.blob`.execute(queries);
    return Number(rows[0]?.slots ?? 0);
  });
  const register = keyring.registerHead();
  return {
    keyEncryptionKey: {
      place: settings.kekFile === '' ? join(keys, 'kek') : settings.kekFile,
      inDataFolder: settings.kekFile === '' && existsSync(join(keys, 'kek')),
      fingerprint: (await readFile(join(keys, 'kek.id'), 'utf8')).trim(),
    },
    slots: { files, made: files * SLOTS_A_FILE, named, destroyed: register.count },
    register,
    checkpointKeyFile: keyring.checkpointKey.publicKeyFile,
    lastBackup: (await lastBackup(settings.data)) ?? null,
  };
}
