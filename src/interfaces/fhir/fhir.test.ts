import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../test/world/world.ts';
import type { ImportResult } from './index.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data/fhir-synthea');
const FHIR = { 'content-type': 'application/fhir+json' };

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const machine = (grants: string[] = ['system/*.cruds']) =>
  world.person(['integration-client'], { kind: 'machine', realm: 'machine', grants });
const send = <T = Record<string, unknown>>(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: unknown,
  headers = {},
) =>
  world.callAs<T>(
    machine(),
    method,
    `/fhir/R4${path}`,
    typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body),
    { ...FHIR, ...headers },
  );
const importing = (text: string) => world.callAs<ImportResult>(machine(), 'POST', '/fhir/import', text, FHIR);
const total = async (type: string) => (await send<{ total: number }>('GET', `/${type}?_summary=count`)).body.total;

const bundle = (entries: unknown[], type = 'transaction') => ({ resourceType: 'Bundle', type, entry: entries });
const patient = (id: string, family: string) => ({
  fullUrl: `urn:uuid:${id}`,
  resource: {
    resourceType: 'Patient',
    id,
    name: [{ family, given: ['Test'] }],
    gender: 'female',
    birthDate: '1980-01-02',
    extension: [{ url: 'http://example.org/kept', valueString: 'kept' }],
  },
  request: { method: 'POST', url: 'Patient' },
});
const observation = (about: string) => ({
  resource: { resourceType: 'Observation', status: 'final', code: { text: 'Weight' }, subject: { reference: about } },
  request: { method: 'POST', url: 'Observation' },
});
const UUID = '0d2f4b6e-1111-4222-8333-444455556666';

describe('importing bundles at the command line', () => {
  it.skipIf(!existsSync(DATA))('stores what it read, by type, and changes nothing the second time', async () => {
    const index = JSON.parse(readFileSync(join(DATA, 'index.json'), 'utf8')) as {
      file: string;
      counts: Record<string, number>;
    }[];
    for (const { file, counts } of index.slice(0, 4)) {
      const text = gunzipSync(readFileSync(join(DATA, file))).toString('utf8');
      const { body } = await importing(text);
      expect(body.refused).toEqual([]);
      expect(body.read).toEqual(counts);
      const sum: Record<string, number> = {};
      for (const part of [body.stored, body.unchanged])
        for (const [type, n] of Object.entries(part)) sum[type] = (sum[type] ?? 0) + n;
      expect(sum).toEqual(counts);
      const again = (await importing(text)).body;
      expect([again.stored, again.unchanged]).toEqual([{}, counts]);
    }
    expect(await total('Patient')).toBe(4);
    expect(readdirSync(join(DATA, 'bundles')).length).toBeGreaterThan(0);
  });

  it('updates the patient when the source says something else, and keeps the former name', async () => {
    await importing(JSON.stringify(bundle([patient('pat-1', 'Before')])));
    const { body } = await importing(JSON.stringify(bundle([patient('pat-1', 'After')])));
    expect(body.stored).toEqual({ Patient: 1 });
    const names = await world.sql<{ family: string; use: string }>(
      `SELECT family, use FROM patients.name WHERE family IN ('Before', 'After') ORDER BY family`,
    );
    expect(names).toEqual([
      { family: 'After', use: 'legal' },
      { family: 'Before', use: 'previous' },
    ]);
    expect(await world.sql(`SELECT version FROM fhir.history WHERE type = 'Patient'`)).toEqual([{ version: 1 }]);
  });

  it.each([
    [
      'a reference to nothing',
      JSON.stringify(bundle([patient('p2', 'Dangling'), observation('urn:uuid:nobody')])),
      'points to nothing',
    ],
    [
      'an unknown resource type',
      JSON.stringify(bundle([{ resource: { resourceType: 'Chart' } }])),
      'no such resource type',
    ],
    [
      'a key named twice',
      '{"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Patient","gender":"male","gender":"female"}}]}',
      'same key twice',
    ],
    ['a text that breaks off', JSON.stringify(bundle([patient('p3', 'Cut')])).slice(0, -20), 'not JSON'],
    ['a nesting of 500 levels', `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`, 'nested too deep'],
    [
      'a code outside its list',
      JSON.stringify(bundle([{ resource: { resourceType: 'Patient', name: [{ family: 'X' }], gender: 'femal' } }])),
      'does not allow',
    ],
    [
      'a prototype key',
      '{"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Patient","__proto__":{"admin":true}}}]}',
      'not a FHIR',
    ],
    ['no bundle', '[]', 'Bundle was expected'],
  ])('refuses %s with the place and the reason, and stores nothing of it', async (_what, text, reason) => {
    const before = await world.sql(`SELECT count(*)::int AS n FROM fhir.resource`);
    const { status, body } = await importing(text);
    expect(status).toBe(200);
    expect(body.stored).toEqual({});
    expect(body.refused[0]?.reason).toContain(reason);
    expect(await world.sql(`SELECT count(*)::int AS n FROM fhir.resource`)).toEqual(before);
  });

  it('refuses a value of 50 MB without holding the rest up', async () => {
    const { body } = await importing(
      JSON.stringify(
        bundle([
          { resource: { resourceType: 'Binary', contentType: 'text/plain', data: 'A'.repeat(50 * 1024 * 1024) } },
        ]),
      ),
    );
    expect(body.refused[0]?.reason).toContain('too large');
    expect((await importing(JSON.stringify(bundle([patient('after-the-big-one', 'Weiter')])))).body.stored).toEqual({
      Patient: 1,
    });
  });
});

describe('FHIR over HTTP', () => {
  it('takes a transaction as a whole, gives ids, resolves its references', async () => {
    const { status, body } = await send<{ entry: { response: { status: string; location: string } }[] }>(
      'POST',
      '',
      bundle([patient(UUID, 'Transact'), observation(`urn:uuid:${UUID}`)]),
    );
    expect(status).toBe(200);
    const location = (type: string) =>
      body.entry.map((entry) => entry.response.location).find((each) => each.startsWith(type)) ?? '';
    const read = await send<{ subject: { reference: string } }>(
      'GET',
      `/${location('Observation').split('/_history')[0]}`,
    );
    expect(read.body.subject.reference).toBe(location('Patient').split('/_history')[0]);
    const opened = await world.call<{ displayName: string }>('GET', `/patients/${location('Patient').split('/')[1]}`);
    expect(opened.body.displayName).toBe('Transact, Test');
  });

  it('stores nothing of a transaction with one bad entry, and all good entries of a batch', async () => {
    const bad = {
      resource: { resourceType: 'Observation', status: 'final' },
      request: { method: 'POST', url: 'Observation' },
    };
    const before = await total('Patient');
    const refused = await send<{ resourceType: string; issue: { code: string }[] }>(
      'POST',
      '',
      bundle([patient(UUID, 'Half'), bad]),
    );
    expect([refused.status, refused.body.resourceType]).toEqual([400, 'OperationOutcome']);
    expect(await total('Patient')).toBe(before);
  });

  it('keeps what our columns do not model, counts versions, and refuses a stale update', async () => {
    const created = await send<{ id: string; meta: { versionId: string }; extension: unknown[] }>(
      'POST',
      '/Patient',
      patient('x', 'Kept').resource,
    );
    expect([created.status, created.body.meta.versionId]).toEqual([201, '1']);
    expect(created.body.extension).toHaveLength(1);
    const body = { ...patient('x', 'Kept').resource, id: created.body.id, birthDate: '1981-01-02' };
    const updated = await send<{ meta: { versionId: string } }>('PUT', `/Patient/${created.body.id}`, body, {
      'if-match': 'W/"1"',
    });
    expect([updated.status, updated.body.meta.versionId]).toEqual([200, '2']);
    expect((await send('PUT', `/Patient/${created.body.id}`, body, { 'if-match': 'W/"1"' })).status).toBe(412);
  });

  it('shows a correction made at the desk, in the same transaction', async () => {
    const created = await send<{ id: string }>('POST', '/Patient', patient('y', 'Schreibtisch').resource);
    const opened = await world.call<{
      version: number;
      identifiers: [];
      names: { use: string; family: string; given: string[] }[];
    }>('GET', `/patients/${created.body.id}`);
    await world.call('PUT', `/patients/${created.body.id}`, {
      sex: 'female',
      birthDate: '1980-01-02',
      names: [{ use: 'legal', family: 'Desk', given: ['Test'] }],
      identifiers: opened.body.identifiers,
      contacts: [],
      version: opened.body.version,
    });
    const read = await send<{ name: { use: string; family: string }[]; extension: unknown[] }>(
      'GET',
      `/Patient/${created.body.id}`,
    );
    expect(read.body.name.find((name) => name.use === 'official')?.family).toBe('Desk');
    expect(read.body.extension).toHaveLength(1);
  });

  it('finds patients by family, given, birth date and identifier', async () => {
    await send('POST', '/Patient', {
      ...patient('z', 'Quigley').resource,
      identifier: [{ system: 'http://hospital.example/mrn', value: 'Q-1' }],
    });
    for (const query of [
      'family=Quig',
      'family:exact=Quigley&birthdate=1980-01-02',
      'family=quigley&given=test',
      'identifier=http%3A%2F%2Fhospital.example%2Fmrn%7CQ-1',
      'name=Quigley',
    ]) {
      const { body } = await send<{ entry: { resource: { name: { family: string }[] } }[] }>(
        'GET',
        `/Patient?${query}`,
      );
      expect(
        body.entry.map((entry) => entry.resource.name[0]?.family),
        query,
      ).toEqual(['Quigley']);
    }
    expect((await send('GET', '/Patient?favourite-colour=red')).status).toBe(400);
  });

  it('answers unknown and forbidden alike, and holds a token to its scopes', async () => {
    expect((await send('GET', `/Patient/${UUID}`)).status).toBe(404);
    expect((await send('GET', '/Chart/1')).status).toBe(404);
    const reader = machine(['system/Patient.rs']);
    const refused = await world.callAs<{ issue: { details: { coding: { code: string }[] } }[] }>(
      reader,
      'POST',
      '/fhir/R4/Patient',
      JSON.stringify(patient('q', 'No').resource),
      FHIR,
    );
    expect([refused.status, refused.body.issue[0]?.details.coding[0]?.code]).toEqual([403, 'fhir/out-of-scope']);
    expect((await world.callAs(reader, 'GET', '/fhir/R4/Observation?_summary=count')).status).toBe(403);
  });
});
