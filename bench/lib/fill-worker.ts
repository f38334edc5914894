import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { keysFor } from '../../packages/linkage/index.ts';
import { DEFAULT_FACILITY } from '../../src/modules/directory/index.ts';
import { newId } from '../../src/platform/ids.ts';
import { fhirPatient, MRN_SYSTEM, person } from './people.ts';

const BATCH = 5_000;
const AT = '2026-01-01T00:00:00Z';
const BY = 'bench';

/** Column lists of what one registration writes, with the rows of a batch. */
const TABLES = {
  'patients.patient': 'id, facility_id, birth_date, sex, registered_at, registered_by, origin',
  'patients.member': 'patient_id, survivor_id, facility_id',
  'patients.name': 'patient_id, id, facility_id, use, family, given, source, recorded_at, recorded_by',
  'patients.identifier': 'patient_id, id, facility_id, system, value, kind, assigned_here, recorded_at, recorded_by',
  'patients.contact':
    'patient_id, id, facility_id, kind, use, value, lines, city, state, postal_code, recorded_at, recorded_by',
  'patients.search_key': 'patient_id, kind, key, weight, facility_id',
  'fhir.resource': 'patient_id, type, id, version, at, origin, content, hash, facility_id, index_version',
} as const;
type Table = keyof typeof TABLES;
const NULL = '\\N';

const [url = '', from = '0', to = '0'] = process.argv.slice(2);
const client = new pg.Client({ connectionString: url });
await client.connect();
// No foreign key looks at rows that are right by construction.
await client.query('SET session_replication_role = replica');
for (let next = Number(from); next < Number(to); next += BATCH) {
  const rows = Object.fromEntries(Object.keys(TABLES).map((table) => [table, [] as string[]])) as Record<
    Table,
    string[]
  >;
  for (let n = next; n < Math.min(next + BATCH, Number(to)); n++) addPerson(n, rows);
  for (const table of Object.keys(TABLES) as Table[])
    await pipeline(
      Readable.from([Buffer.from(rows[table].join(''))]),
      client.query(copyFrom(`COPY ${table} (${TABLES[table]}) FROM STDIN`)),
    );
}
await client.end();

function addPerson(n: number, rows: Record<Table, string[]>): void {
  const one = person(n);
  const id = newId();
  const add = (table: Table, ...values: (string | number)[]) => rows[table].push(`${values.join('\t')}\n`);
  add('patients.patient', id, DEFAULT_FACILITY, one.birthDate, one.sex, AT, BY, 'bench');
  add('patients.member', id, id, DEFAULT_FACILITY);
  add('patients.name', id, newId(), DEFAULT_FACILITY, 'legal', one.family, `{${one.given.join(',')}}`, BY, AT, BY);
  add('patients.identifier', id, newId(), DEFAULT_FACILITY, MRN_SYSTEM, one.mrn, 'mrn', 'f', AT, BY);
  const contact = (...values: string[]) => add('patients.contact', id, newId(), DEFAULT_FACILITY, ...values, AT, BY);
  contact('phone', 'home', one.phone, '{}', NULL, NULL, NULL);
  contact('address', 'home', NULL, `{${one.line}}`, 'Springfield', 'MA', one.postalCode);
  const keys = keysFor({
    names: [{ given: one.given, family: one.family }],
    birthDate: one.birthDate,
    sex: one.sex,
    mrns: [one.mrn],
    phones: [one.phone],
    addresses: [{ line: one.line, city: 'Springfield', postcode: one.postalCode }],
  });
  for (const { kind, key, weight } of keys) add('patients.search_key', id, kind, key, weight, DEFAULT_FACILITY);
  const content = JSON.stringify({ ...fhirPatient(n), id, meta: { versionId: '1', lastUpdated: AT } });
  const hash = createHash('sha256').update(content).digest('hex');
  add('fhir.resource', id, 'Patient', id, 1, AT, 'bench', content, `\\\\x${hash}`, DEFAULT_FACILITY, 1);
}
