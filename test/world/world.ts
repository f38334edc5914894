import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { Act, Actor, ActRequest } from '../../src/platform/act.ts';
import { steppedClock } from '../../src/platform/clock.ts';
import { newId } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import { readSettings } from '../../src/platform/settings.ts';
import { systemActor } from '../../src/platform/system-actor.ts';
import { type Stack, startStack } from '../../src/apps/stack.ts';
import { cloneDatabase } from './clone-database.ts';
import { TEST_PASSWORDS } from './global-setup.ts';

/** Monday morning at the desk. Tests step it; nothing in the product reads another clock. */
export const START = new Date('2026-11-23T09:00:00Z');

/** The facility that the first migration makes. */
export const FACILITY = '01900000-0000-7000-8000-000000000002';

export interface World {
  readonly stack: Stack;
  readonly services: Stack['services'];
  readonly clock: ReturnType<typeof steppedClock>;
  readonly adminUrl: string;
  /** A member of staff with these roles at every facility; no account behind it. */
  person(roles: readonly string[], more?: Partial<Actor>): Actor;
  /** An act of that person, decided and logged like any other. */
  act<T>(actor: Actor, request: ActRequest, fn: (act: Act) => Promise<T>): Promise<T>;
  /** An act of the product itself. */
  system<T>(fn: (act: Act) => Promise<T>): Promise<T>;
  /** Calls the API as the owner of the data (role operator), through every layer but the network. */
  call<T = unknown>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: T; headers: Record<string, unknown> }>;
  /** Calls the API as `actor`, as if a session of his had been found. */
  callAs<T = unknown>(
    actor: Actor,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: T; headers: Record<string, unknown> }>;
  /** As the database's superuser, past every layer: for looking and for tampering. */
  sql<T extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

/** The product on a database and data folder of its own, with a clock that stands still. One for each test file. */
export async function openWorld(options: { env?: Record<string, string> } = {}): Promise<World> {
  const database = await cloneDatabase(inject('adminUrl'));
  const data = mkdtempSync(join(tmpdir(), 'ckw-'));
  const clock = steppedClock(START);
  const settings = readSettings({ CHARTKEEPER_LOG_LEVEL: 'fatal', ...options.env }, { data });
  let speaking: Actor | undefined;
  const stack = await startStack({
    settings,
    log: createLog({ level: settings.logLevel, toStderr: true }),
    command: 'test',
    listen: false,
    clock,
    database: { adminUrl: database.adminUrl, passwords: TEST_PASSWORDS },
    identifyAs: () => (speaking === undefined ? undefined : { actor: speaking }),
  });
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();

  const callAs: World['callAs'] = async (actor, method, path, body, headers = {}) => {
    speaking = actor;
    const answer = await stack.http.app.inject({
      method,
      url: /^\/(fhir\/|ccda\/import)/.test(path) ? path : `/api/v1${path}`,
      headers: {
        ...(body === undefined || Buffer.isBuffer(body) ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { payload: Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const json = String(answer.headers['content-type'] ?? '').includes('json');
    return {
      status: answer.statusCode,
      body: (json && answer.body !== '' ? answer.json() : answer.rawPayload) as never,
      headers: answer.headers,
    };
  };
  const world: World = {
    stack,
    services: stack.services,
    clock,
    adminUrl: database.adminUrl,
    person: (roles, more = {}) => ({
      kind: 'person',
      realm: 'staff',
      id: newId(),
      name: roles.join(' and '),
      assignments: roles.map((role) => ({ role, facilityId: null })),
      ...more,
    }),
    act: (actor, request, fn) => stack.services.acting.act({ actor }, request, fn),
    system: (fn) =>
      stack.services.acting.act({ actor: systemActor('test') }, { verb: 'test.arrange', permission: 'system' }, fn),
    call: (method, path, body, headers) => callAs(OPERATOR, method, path, body, headers),
    callAs,
    sql: async (text, values = []) => (await client.query(text, [...values])).rows as never,
    async close() {
      await client.end();
      await stack.stop();
      await database.drop();
      await rm(data, { recursive: true, force: true });
    },
  };
  return world;
}

const OPERATOR: Actor = { kind: 'operator', realm: 'staff', id: 'operator:test', name: 'test', assignments: [] };
