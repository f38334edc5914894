import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type Stack } from '../../src/apps/stack.ts';
import { createLog } from '../../src/platform/log.ts';
import { readSettings } from '../../src/platform/settings.ts';
import { systemActor } from '../../src/platform/system-actor.ts';
import { registerPatient, searchPatients } from '../../src/modules/patients/index.ts';
import { freePort } from '../../src/platform/postgres/place.ts';
import { FACILITY } from '../world/world.ts';

const DEBIAN = '/usr/lib/postgresql';
const versions = existsSync(DEBIAN)
  ? readdirSync(DEBIAN).filter((name) => Number(name) >= 15 && existsSync(join(DEBIAN, name, 'bin', 'initdb')))
  : [];
const root = userInfo().uid === 0;

/** The PostgreSQL of the system, as a site would bring its own; skipped, and said so, where none is installed. */
describe.skipIf(versions.length === 0)(
  `a PostgreSQL of one's own (Debian ${versions.join(', ') || 'not installed'})`,
  () => {
    const bin = join(DEBIAN, versions.at(-1) ?? '', 'bin');
    let folder = '';
    let url = '';
    let stack: Stack;

    const asPostgres = (program: string, args: readonly string[]) =>
      root
        ? execFileSync(
            'su',
            ['postgres', '-s', '/bin/sh', '-c', [join(bin, program), ...args].map((word) => `'${word}'`).join(' ')],
            { cwd: '/', stdio: 'ignore' },
          )
        : execFileSync(join(bin, program), [...args], { cwd: '/', stdio: 'ignore' });

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'ck-external-'));
      chmodSync(folder, 0o777);
      const port = await freePort();
      asPostgres('initdb', [
        '-D',
        join(folder, 'pg'),
        '-A',
        'trust',
        '-U',
        'site',
        '--data-checksums',
        '--locale=C.UTF-8',
      ]);
      asPostgres('pg_ctl', [
        '-D',
        join(folder, 'pg'),
        '-w',
        '-l',
        join(folder, 'log'),
        '-o',
        `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`,
        'start',
      ]);
      // A site's database administrator gives a role that may create roles, no superuser.
      const admin = new pg.Client({ connectionString: `postgres://site@127.0.0.1:${port}/postgres` });
      await admin.connect();
      await admin.query('CREATE ROLE chart_admin LOGIN CREATEROLE');
      await admin.query('CREATE DATABASE charts OWNER chart_admin');
      await admin.end();
      url = `postgres://chart_admin@127.0.0.1:${port}/charts`;
      const settings = readSettings(
        { DATABASE_URL: url, CHARTKEEPER_LOG_LEVEL: 'fatal', CHARTKEEPER_PORT: '0' },
        { data: join(folder, 'data') },
      );
      stack = await startStack({
        settings,
        log: createLog({ level: 'fatal', toStderr: true }),
        command: 'test',
        listen: false,
      });
    });
    afterAll(async () => {
      await stack?.stop();
      asPostgres('pg_ctl', ['-D', join(folder, 'pg'), '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    });

    it('is migrated by a role that may create roles and is no superuser', async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query<{ n: number; owner: string }>(
        `SELECT count(*)::int AS n FROM pg_tables WHERE tableowner = 'chartkeeper_owner' AND schemaname = 'patients'`,
      );
      await client.end();
      expect(rows[0]?.n).toBeGreaterThan(8);
      expect(stack.databaseServer.kind).toBe('external');
    });

    it('keeps patients and finds them', async () => {
      const actor = systemActor('test');
      const { acting } = stack.services;
      await acting.act({ actor }, { verb: 'test.arrange', permission: 'system' }, (act) =>
        registerPatient(act, {
          facts: {
            sex: 'male',
            birthDate: '1955-05-05',
            names: [{ use: 'legal', family: 'Ausserhalb', given: ['Otto'] }],
            identifiers: [],
            contacts: [],
          },
          facilityId: FACILITY,
          origin: 'desk',
        }),
      );
      const found = await acting.act({ actor }, { verb: 'test.look', permission: 'system' }, (act) =>
        searchPatients(act, { text: 'auserhalb otto' }, { order: 'mdy' }),
      );
      expect(found.patients[0]?.name).toBe('Ausserhalb, Otto');
    });
  },
);
