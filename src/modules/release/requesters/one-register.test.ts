import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { TEST_PASSWORDS } from '../../../../test/world/global-setup.ts';
import { FACILITY, START } from '../../../../test/world/world.ts';
import { migrate } from '../../../platform/db/migrate.ts';
import { deriveRequesterKeys } from './derive-requester-keys.ts';

const MIGRATIONS = 'db/migrations';
const ONE_REGISTER = '20261128T1600-release-one-register';
const id = (n: number) => `01900000-0000-7000-8000-0000000000${n}`;

/** A database as it was before the two directories of numbers became one, with numbers in both. */
describe('a database with two directories of numbers', { timeout: 120_000 }, () => {
  const name = `one_register_${process.pid}`;
  const folder = mkdtempSync(join(tmpdir(), 'ck-register-'));
  let admin: pg.Client;
  let client: pg.Client;
  const url = () => Object.assign(new URL(inject('adminUrl')), { pathname: `/${name}` }).toString();
  const forward = () => migrate({ adminUrl: url(), folder, now: START, passwords: TEST_PASSWORDS });
  const rows = async (text: string) => (await client.query<Record<string, unknown>>(text)).rows;

  beforeAll(async () => {
    admin = new pg.Client({ connectionString: inject('adminUrl') });
    await admin.connect();
    await admin.query(`CREATE DATABASE ${name}`);
    for (const file of readdirSync(MIGRATIONS).filter((each) => each < ONE_REGISTER))
      cpSync(join(MIGRATIONS, file), join(folder, file));
    await forward();
    client = new pg.Client({ connectionString: url() });
    await client.connect();
    await client.query(`
      INSERT INTO directory.facility SELECT (jsonb_populate_record(f, jsonb_build_object('id', '${id(90)}', 'code', 'SECOND', 'mrn_system', 'urn:second'))).*
        FROM directory.facility f WHERE f.id = '${FACILITY}';
      INSERT INTO release.requester (id, kind, class, name, recorded_at, recorded_by, changed_at, changed_by)
        VALUES ('${id(10)}', 'organisation', 'provider', 'Lakeside Hospital', '2026-01-01', 'a', '2026-01-01', 'a');
      INSERT INTO release.requester_channel (id, requester_id, kind, value, value_key, recorded_at, recorded_by) VALUES
        ('${id(11)}', '${id(10)}', 'fax', '(614) 555-0100', '6145550100', '2026-01-01', 'a'),
        ('${id(12)}', '${id(10)}', 'secure-address', 'roi@lakeside.example', 'roi@lakeside.example', '2026-01-01', 'a');
      INSERT INTO release.care_channel (id, facility_id, name, organisation, kind, address, verified_who, number_from, verified_at, verified_by, withdrawn_at, withdrawn_by, withdraw_reason) VALUES
        ('${id(20)}', '${FACILITY}', 'LAKESIDE hospital', NULL, 'fax', '+16145550100', 'Bell', 'State directory', '2026-02-01', 'b', NULL, NULL, NULL),
        ('${id(21)}', '${id(90)}', 'Lakeside Hospital', NULL, 'fax', '6145550100', 'Ames', 'Letterhead', '2026-03-01', 'c', NULL, NULL, NULL),
        ('${id(22)}', '${FACILITY}', 'Dr. Müller', 'Zenith Clinic', 'mail', 'Mueller@Zenith.example', 'Dee', 'Contract', '2026-02-02', 'b', NULL, NULL, NULL),
        ('${id(23)}', '${FACILITY}', 'Dr. Müller', 'Zenith Clinic', 'fax', '6145550188', 'Dee', 'Contract', '2026-02-03', 'b', '2026-02-04', 'b', 'Moved');
    `);
    cpSync(join(MIGRATIONS, `${ONE_REGISTER}.sql`), join(folder, `${ONE_REGISTER}.sql`));
    await forward();
  });
  afterAll(async () => {
    await client.end();
    await admin.query(`DROP DATABASE ${name}`);
    await admin.end();
    rmSync(folder, { recursive: true });
  });

  it('keeps each number with its id, who verified it and how, and the same one in use only once', async () => {
    expect(
      await rows(
        `SELECT right(c.id::text, 2) AS id, right(c.requester_id::text, 2) AS of, c.kind, c.verified_by, c.verified_how, c.end_reason
         FROM release.requester_channel c ORDER BY c.id`,
      ),
    ).toEqual([
      {
        ...{ id: '11', of: '10', kind: 'fax', verified_by: null, verified_how: null },
        end_reason: 'The same was verified for the continuity of care',
      },
      { id: '12', of: '10', kind: 'email', verified_by: null, verified_how: null, end_reason: null },
      {
        ...{ id: '20', of: '10', kind: 'fax', verified_by: 'b', end_reason: null },
        verified_how: 'Called back: Bell confirmed it; number from State directory',
      },
      {
        ...{ id: '21', of: '10', kind: 'fax', verified_by: 'c', end_reason: 'The same is in use, verified before' },
        verified_how: 'Called back: Ames confirmed it; number from Letterhead',
      },
      {
        ...{ id: '22', of: '22', kind: 'email', verified_by: 'b', end_reason: null },
        verified_how: 'Called back: Dee confirmed it; number from Contract',
      },
      {
        ...{ id: '23', of: '22', kind: 'fax', verified_by: 'b', end_reason: 'Moved' },
        verified_how: 'Called back: Dee confirmed it; number from Contract',
      },
    ]);
    expect(await rows(`SELECT class, name, organisation FROM release.requester WHERE id = '${id(22)}'`)).toEqual([
      { class: 'provider', name: 'Dr. Müller', organisation: 'Zenith Clinic' },
    ]);
  });

  it('finds the new entries by the same keys as those that are entered on screen', async () => {
    const keys = await rows(`SELECT key FROM release.requester_key WHERE requester_id = '${id(22)}' ORDER BY key`);
    const wanted = deriveRequesterKeys({ name: 'Dr. Müller', organisation: 'Zenith Clinic', numbers: [] });
    expect(keys.map(({ key }) => key)).toEqual([...wanted].sort());
  });

  it('has no second directory any more, and sendings name a number of the one', async () => {
    expect(await rows(`SELECT to_regclass('release.care_channel') AS gone`)).toEqual([{ gone: null }]);
    expect(
      await rows(
        `SELECT confrelid::regclass::text AS to FROM pg_constraint WHERE conname = 'sending_goes_to_a_number_of_the_register'`,
      ),
    ).toEqual([{ to: 'release.requester_channel' }]);
  });
});
