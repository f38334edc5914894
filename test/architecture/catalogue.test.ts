import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { printSchema } from '../../scripts/print-schema.ts';
import { MODULE_MAP, type ModuleName } from '../../src/modules/map.ts';
import { cloneDatabase } from '../world/clone-database.ts';

let database: Awaited<ReturnType<typeof cloneDatabase>>;
let client: pg.Client;

beforeAll(async () => {
  database = await cloneDatabase(inject('adminUrl'));
  client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const OURS = `n.nspname = ANY (ARRAY[${[...Object.keys(MODULE_MAP), 'platform', 'fhir', 'fhir_client', 'hl7v2', 'ccda'].map((name) => `'${name}'`).join(',')}])`;

function reachable(name: string, seen = new Set<string>()): Set<string> {
  const imports: readonly string[] = name in MODULE_MAP ? MODULE_MAP[name as ModuleName].imports : [];
  for (const next of imports) {
    if (seen.has(next)) continue;
    seen.add(next);
    reachable(next, seen);
  }
  return seen;
}

/** Tables with a patient that are not keyed by it: each with its reason. This list only shrinks. */
const NOT_KEYED_BY_PATIENT = new Map([
  ['accounts.person_patient', 'the staff member is the whole key: whose own record it is'],
  ['accounts.app_grant', 'what a person allowed an app is found by its id; the patient is chosen for some only'],
  ['worklist.item', 'an item may wait before its patient is known'],
  ['regulations.deadline', 'a request is dated before its patient is identified'],
  ['intake.object', 'a thing may reach the desk before anybody knows whose it is'],
  ['correspondence.letter', 'a letter may answer somebody before the patient is known'],
  ['correspondence.contact', 'somebody may call before the patient is known'],
  ['release.request', 'a request may wait before its patient is identified'],
  ['patients.member', 'one row for each registration: the patient is the whole key'],
  ['patients.search_key', 'keyed by what is searched for; rebuilt from the patient'],
]);

describe('the database catalogue', () => {
  it('has a sentence for every table and column', async () => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT n.nspname || '.' || c.relname || coalesce('.' || a.attname, '') AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE c.relkind = 'r' AND ${OURS} AND coalesce(col_description(c.oid, a.attnum), '') = '' ORDER BY 1`,
    );
    expect(rows.map((row) => row.name)).toEqual([]);
  });

  it('has foreign keys that follow the arrows of the module map', async () => {
    const { rows } = await client.query<{ source: string; target: string; name: string }>(
      `SELECT sn.nspname AS source, tn.nspname AS target, c.conname AS name FROM pg_constraint c
       JOIN pg_class s ON s.oid = c.conrelid JOIN pg_namespace sn ON sn.oid = s.relnamespace
       JOIN pg_class t ON t.oid = c.confrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
       WHERE c.contype = 'f' AND sn.nspname <> tn.nspname AND tn.nspname <> 'platform' AND sn.nspname NOT IN ('fhir', 'fhir_client', 'hl7v2', 'ccda', 'graphile_worker')`,
    );
    expect(rows.filter((row) => !reachable(row.source).has(row.target))).toEqual([]);
  });

  it('keys every table of a patient by the patient first', async () => {
    const { rows } = await client.query<{ name: string; first: string | null }>(
      `SELECT n.nspname || '.' || c.relname AS name,
              (SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] WHERE i.indrelid = c.oid AND i.indisprimary) AS first
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND ${OURS} AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'patient_id' AND NOT a.attisdropped)`,
    );
    expect(
      rows.filter((row) => row.first !== 'patient_id' && !NOT_KEYED_BY_PATIENT.has(row.name)).map((row) => row.name),
    ).toEqual([]);
  });

  it('puts every record table under row-level security, with facility and labels', async () => {
    const { rows } = await client.query<{ name: string; secured: boolean; columns: number }>(
      `SELECT n.nspname || '.' || c.relname AS name, c.relrowsecurity AS secured,
              (SELECT count(*)::int FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('facility_id', 'labels') AND a.attnotnull) AS columns
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND ${OURS} AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'patient_id' AND NOT a.attisdropped)`,
    );
    // Trust's own tables, read before a scope exists: the way round the label, whose own record a staff member has, and
    // which patient an app may read of.
    const excused = ['access.glass_grant', 'accounts.person_patient', 'accounts.app_grant'];
    expect(
      rows.filter((row) => (!row.secured || row.columns !== 2) && !excused.includes(row.name)).map((row) => row.name),
    ).toEqual([]);
  });

  it('gives no run-time role ownership, super powers or a way past row-level security', async () => {
    const { rows } = await client.query<{ rolname: string }>(
      `SELECT rolname FROM pg_roles WHERE rolname LIKE 'chartkeeper%' AND rolname <> 'chartkeeper_admin' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)`,
    );
    expect(rows).toEqual([]);
    const owned = await client.query(
      `SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OURS} AND pg_get_userbyid(relowner) <> 'chartkeeper_owner' AND relkind = 'r'`,
    );
    expect(owned.rows).toEqual([]);
  });

  it('lets nobody at run time change or delete the log', async () => {
    const { rows } = await client.query(
      `SELECT grantee, table_name, privilege_type FROM information_schema.role_table_grants
       WHERE table_schema = 'audit' AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE') AND grantee NOT IN ('chartkeeper_owner', 'postgres')`,
    );
    expect(rows).toEqual([]);
  });

  it('pins the search path of every function that runs as its owner', async () => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT n.nspname || '.' || p.proname AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE p.prosecdef AND ${OURS} AND NOT coalesce(array_to_string(p.proconfig, ','), '') LIKE '%search_path=%'`,
    );
    expect(rows.map((row) => row.name)).toEqual([]);
  });

  it('is the schema printed in db/schema.sql', async () => {
    expect(await printSchema(database.adminUrl), 'run npm run db:types and commit what it prints').toBe(
      readFileSync('db/schema.sql', 'utf8'),
    );
  });
});
