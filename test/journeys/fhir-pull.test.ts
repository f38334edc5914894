import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { seededRandom } from '../../packages/chance/index.ts';
import { freePort } from '../../src/platform/postgres/place.ts';
import { asSuperuser, compileProduct, type Product } from '../world/product.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const PATIENTS = 400;
const KILLS = 4;
const folder = mkdtempSync(join(tmpdir(), 'ck-pull-'));
/** Ours, and a second one as the server of somebody else. */
let ours: Product;
let theirs: Product;

beforeAll(async () => {
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  theirs = await compileProduct({
    CHARTKEEPER_PORT: String(port),
    CHARTKEEPER_PUBLIC_URL: `http://${host}`,
    CHARTKEEPER_MLLP_PORT: '0',
  });
  ours = await compileProduct({ CHARTKEEPER_FHIR_HOSTS: host, CHARTKEEPER_MLLP_PORT: '0' });
  await theirs.start();
  const file = join(folder, 'theirs.json');
  writeFileSync(file, JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: everybody() }));
  expect((await theirs.command('import', 'fhir', file)).code).toBe(0);

  const running = await ours.start();
  const keys = join(folder, 'keys.json');
  writeFileSync(keys, (await ours.command('fhir-client', 'keys')).stdout);
  const registered = await theirs.json<{ clientId: string }>(
    ...['client', 'register', '--name', 'reader', '--scope', 'system/*.rs', '--jwks', keys],
  );
  const added = await ours.command(
    ...['fhir-client', 'add', '--name', 'EHR', '--url', `http://${host}/fhir/R4`, '--client-id', registered.clientId],
  );
  expect(added.stderr).toBe('');
  await running.stop();
});
afterAll(async () => {
  await ours.remove();
  await theirs.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Each with one document, and nobody like anybody else. */
function everybody() {
  const word = (what: string) => createHash('sha256').update(what).digest('hex').replace(/\d/g, '').slice(0, 9);
  return Array.from({ length: PATIENTS }, (_each, n) => [
    {
      fullUrl: `urn:uuid:00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      resource: {
        ...{ resourceType: 'Patient', gender: 'female', birthDate: `${1930 + (n % 70)}-0${1 + (n % 9)}-1${n % 10}` },
        name: [{ use: 'official', family: word(`family${n}`), given: [word(`given${n}`)] }],
        identifier: [{ type: { coding: [{ code: 'MR' }] }, system: 'urn:oid:1.2.3', value: `PULL-${n}` }],
      },
      request: { method: 'POST', url: 'Patient' },
    },
    {
      resource: {
        ...{
          resourceType: 'DocumentReference',
          status: 'current',
          type: { coding: [{ system: 'http://loinc.org', code: '18842-5' }] },
        },
        subject: { reference: `urn:uuid:00000000-0000-4000-8000-${String(n).padStart(12, '0')}` },
        content: [{ attachment: { contentType: 'text/plain', data: Buffer.from(`Course ${n}.`).toString('base64') } }],
      },
      request: { method: 'POST', url: 'DocumentReference' },
    },
  ]).flat();
}

describe('a pull from a FHIR server while ours is killed', () => {
  it('goes on where it was: everybody is there once, with the document', async () => {
    const random = seededRandom(11);
    let killedInside = 0;
    for (let round = 0; round < KILLS; round++) {
      const running = await ours.start();
      const pull = ours.command('fhir-client', 'pull', 'EHR');
      await new Promise((wake) => setTimeout(wake, 300 + 900 * random()));
      await running.kill();
      // Whoever waits for a pull that was killed is told that it did not end.
      if ((await pull).code !== 0) killedInside++;
    }
    expect(killedInside).toBeGreaterThan(0);

    const running = await ours.start();
    const last = await ours.command('fhir-client', 'pull', 'EHR');
    expect([last.code, last.stderr]).toEqual([0, '']);
    const { database } = await ours.json<{ database: { adminUrl: string } }>('status');
    const found = await asSuperuser(database.adminUrl, async (client) => {
      const of = async (sql: string) => (await client.query<{ n: number }>(sql)).rows.map(({ n }) => n);
      return {
        numbers: await of(
          `SELECT count(*)::int AS n FROM patients.identifier WHERE value LIKE 'PULL-%' GROUP BY value`,
        ),
        documents: await of(
          `SELECT count(d.id)::int AS n FROM patients.identifier i LEFT JOIN documents.document d ON d.patient_id = i.patient_id
           WHERE i.value LIKE 'PULL-%' GROUP BY i.value`,
        ),
        versions: await of(`SELECT count(*)::int AS n FROM documents.version`),
      };
    });
    const once = Array.from({ length: PATIENTS }, () => 1);
    expect(found).toEqual({ numbers: once, documents: once, versions: [PATIENTS] });
    expect(await running.stop()).toBe(0);
  });
});
