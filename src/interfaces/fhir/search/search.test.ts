import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../../test/world/world.ts';

interface Bundle {
  total?: number;
  link: { relation: string; url: string }[];
  entry?: {
    fullUrl?: string;
    resource: { resourceType: string; id: string; [name: string]: unknown };
    search: { mode: string };
  }[];
}

let world: World;
const ids: Record<string, string> = {};
const FHIR = { 'content-type': 'application/fhir+json' };
const machine = (grants: string[] = ['system/*.cruds']) =>
  world.person(['integration-client'], { kind: 'machine', realm: 'machine', grants });

beforeAll(async () => {
  world = await openWorld();
  const create = async (name: string, resource: Record<string, unknown>) => {
    const { body, status } = await world.callAs<{ id: string }>(
      machine(),
      'POST',
      `/fhir/R4/${String(resource.resourceType)}`,
      JSON.stringify(resource),
      FHIR,
    );
    expect([name, status]).toEqual([name, 201]);
    ids[name] = body.id;
  };
  await create('lake', { resourceType: 'Organization', name: 'Lake Clinic' });
  await create('ana', {
    resourceType: 'Patient',
    name: [{ family: 'Álvarez', given: ['Ana', 'Luz'] }],
    gender: 'female',
    birthDate: '1970-05-05',
    managingOrganization: { reference: `Organization/${ids['lake']}` },
    telecom: [{ system: 'phone', value: '555-0101' }],
    address: [{ city: 'Springfield', state: 'IL' }],
  });
  await create('bo', {
    resourceType: 'Patient',
    name: [{ family: 'Berg', given: ['Bo'] }],
    gender: 'male',
    birthDate: '1980-01-01',
  });
  const observation = (who: string, code: string, day: string, more: Record<string, unknown> = {}) => ({
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code, display: `Test ${code}` }] },
    subject: { reference: `Patient/${ids[who]}` },
    effectiveDateTime: day,
    ...more,
  });
  const kg = (value: number) => ({
    valueQuantity: { value, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
  });
  await create('weight1', observation('ana', '29463-7', '2024-01-10', kg(70)));
  await create('weight2', observation('ana', '29463-7', '2025-03-01T10:00:00Z', kg(72.5)));
  await create(
    'height',
    observation('ana', '8302-2', '2025-03-01', { status: 'amended', note: [{ text: 'not in a summary' }] }),
  );
  await create('weightBo', observation('bo', '29463-7', '2025-06-06', kg(90)));
  await create('hidden', observation('bo', '29463-7', '2025-06-07', { meta: { security: [{ code: 'VIP' }] } }));
  await create('visit', {
    resourceType: 'Encounter',
    status: 'finished',
    class: { code: 'AMB' },
    subject: { reference: `Patient/${ids['ana']}` },
    period: { start: '2025-03-01', end: '2025-03-03' },
  });
  await create('valueset', {
    resourceType: 'ValueSet',
    status: 'active',
    url: 'http://example.org/sets/a',
    name: 'Comma, inside',
  });
}, 120_000);
afterAll(() => world.close());

const nameOf = (id: string) => Object.keys(ids).find((name) => ids[name] === id) ?? id;
const asked = (query: string) => query.replace(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? '');
const search = async (query: string, grants?: string[], headers = {}) =>
  world.callAs<Bundle>(machine(grants), 'GET', `/fhir/R4/${asked(query)}`, undefined, headers);
async function found(query: string, mode = 'match'): Promise<string[]> {
  const { body, status } = await search(query);
  expect(status, JSON.stringify(body)).toBe(200);
  return (body.entry ?? [])
    .filter((each) => each.search.mode === mode)
    .map(({ resource }) => nameOf(resource.id))
    .sort();
}

describe('a FHIR search', () => {
  it.each([
    ['Observation?patient={ana}', ['height', 'weight1', 'weight2']],
    ['Observation?subject=Patient/{bo}', ['weightBo']],
    ['Observation?code=29463-7', ['weight1', 'weight2', 'weightBo']],
    ['Observation?code=http://loinc.org|29463-7&patient=Patient/{ana}', ['weight1', 'weight2']],
    ['Observation?code=http://snomed.info/sct|29463-7', []],
    ['Observation?code=http://loinc.org|', ['height', 'weight1', 'weight2', 'weightBo']],
    ['Observation?code=8302-2,29463-7&status=amended', ['height']],
    ['Observation?status:not=final', ['height']],
    ['Observation?code:text=test 83', ['height']],
    ['Observation?date=2025-03-01', ['height', 'weight2']],
    ['Observation?date=2025-03', ['height', 'weight2']],
    ['Observation?date=ge2025-03-02', ['weightBo']],
    ['Observation?date=lt2025', ['weight1']],
    ['Observation?date=gt2024-01-10&date=le2025-03-01', ['height', 'weight2']],
    ['Observation?date=ne2025-03-01', ['weight1', 'weightBo']],
    ['Observation?value-quantity=gt70', ['weight2', 'weightBo']],
    ['Observation?value-quantity=70', ['weight1']],
    ['Observation?value-quantity=ap71|http://unitsofmeasure.org|kg', ['weight1', 'weight2']],
    ['Observation?value-quantity=lt80||g', []],
    ['Observation?value-quantity:missing=true', ['height']],
    ['Observation?subject:Patient.gender=male', ['weightBo']],
    ['Observation?patient.name=alv&code=8302-2', ['height']],
    ['Patient?_has:Observation:patient:code=8302-2', ['ana']],
    ['Patient?_has:Observation:subject:value-quantity=gt80', ['bo']],
    ['Patient?gender=female', ['ana']],
    ['Patient?family:contains=ER', ['bo']],
    ['Patient?given:exact=Luz', ['ana']],
    ['Patient?given:exact=luz&gender=female', []],
    ['Patient?phone=555-0101', ['ana']],
    ['Patient?address-city=spring', ['ana']],
    ['Patient?birthdate=lt1975', ['ana']],
    ['Patient?deceased:missing=true&gender=male', []],
    ['Patient?organization.name=lake', ['ana']],
    ['Organization?name=lake', ['lake']],
    ['Encounter?date=2025-03-02', []],
    ['Encounter?date=sa2025-02-28&class=AMB', ['visit']],
    ['ValueSet?url=http://example.org/sets/a', ['valueset']],
    ['ValueSet?url:below=http://example.org/', ['valueset']],
    ['ValueSet?name=comma%5C, ins', ['valueset']],
    ['ValueSet?name:contains=inside,nothing', ['valueset']],
    ['Observation?_id={height},{weight1}', ['height', 'weight1']],
    ['Observation?_lastUpdated=gt2026-01-01&code=8302-2', ['height']],
    ['Observation?_lastUpdated=lt2026-01-01', []],
  ])('%s', async (query, expected) => {
    expect(await found(query)).toEqual([...expected].sort());
  });

  it('brings what the page refers to, and what refers to it, once', async () => {
    expect(await found('Observation?code=29463-7&_include=Observation:subject', 'include')).toEqual(['ana', 'bo']);
    expect(
      await found('Patient?gender=female&_revinclude=Observation:subject&_revinclude=Encounter:patient', 'include'),
    ).toEqual(['height', 'visit', 'weight1', 'weight2']);
  });

  it('shows, includes and counts nothing that the client may not see', async () => {
    expect(await found('Patient?gender=male&_revinclude=Observation:patient', 'include')).toEqual(['weightBo']);
    expect((await search('Observation?patient={bo}&_summary=count')).body).toMatchObject({ total: 1 });
    const narrow = await search('Patient?gender=male&_revinclude=Observation:patient', [
      'system/Patient.rs',
      'system/Observation.s',
    ]);
    expect(narrow.body.entry?.map(({ resource }) => resource.resourceType)).toEqual(['Patient']);
    expect((await search('Patient?_has:Observation:patient:code=8302-2', ['system/Patient.rs'])).status).toBe(403);
    expect((await search('Observation?patient.name=alv', ['system/Observation.rs'])).status).toBe(403);
  });

  it('sorts, and goes on where the page ended', async () => {
    const shown: string[] = [];
    let query = 'Observation?_sort=-date&_count=2';
    for (let n = 0; n < 2; n++) {
      const { body } = await search(query);
      shown.push(...(body.entry ?? []).map(({ resource }) => nameOf(resource.id)));
      query = body.link.find(({ relation }) => relation === 'next')?.url.replace(/.*\/fhir\/R4\//, '') ?? '';
    }
    expect(query).toBe('');
    expect(shown[0]).toBe('weightBo');
    expect(shown.at(-1)).toBe('weight1');
    const first = await search('Observation?code=29463-7&_count=2&_total=accurate');
    expect([first.body.entry?.length, first.body.total]).toEqual([2, 3]);
    const next = first.body.link.find(({ relation }) => relation === 'next')?.url.replace(/.*\/fhir\/R4\//, '');
    expect((await search(next ?? '')).body.entry).toHaveLength(1);
  });

  it('answers with a part of a resource, marked as one', async () => {
    const some = (await search('Observation?_id={height}&_elements=code')).body.entry?.[0]?.resource;
    expect(Object.keys(some ?? {}).sort()).toEqual(['code', 'id', 'meta', 'resourceType', 'status']);
    expect(some?.meta).toMatchObject({ tag: [{ code: 'SUBSETTED' }] });
    const summary = (await search('Observation?_id={height}&_summary=true')).body.entry?.[0]?.resource;
    expect(summary).toMatchObject({ effectiveDateTime: '2025-03-01' });
    expect(summary).not.toHaveProperty('note');
  });

  it('refuses what it does not search by, and leaves it out when the client asks for that', async () => {
    expect((await search('Observation?colour=red')).status).toBe(400);
    const { body } = await search('Observation?colour=red&code=8302-2', undefined, { prefer: 'handling=lenient' });
    expect(body.entry?.map(({ search: { mode } }) => mode)).toEqual(['match', 'outcome']);
    for (const bad of [
      'date=yesterday',
      'value-quantity=much',
      '_sort=colour',
      '_cursor=abc',
      '_count=many',
      'status:missing=perhaps',
    ])
      expect([bad, (await search(`Observation?${bad}`)).status]).toEqual([bad, 400]);
  });

  it('takes a form', async () => {
    const { body } = await world.callAs<Bundle>(machine(), 'POST', '/fhir/R4/Observation/_search', 'code=8302-2', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(body.entry?.map(({ resource }) => nameOf(resource.id))).toEqual(['height']);
  });

  it('finds a resource by what it says now, and no more by what it said', async () => {
    await world.callAs(
      machine(),
      'PUT',
      `/fhir/R4/ValueSet/${ids['valueset']}`,
      JSON.stringify({ resourceType: 'ValueSet', status: 'retired', url: 'http://example.org/sets/b' }),
      FHIR,
    );
    expect(await found('ValueSet?url=http://example.org/sets/a')).toEqual([]);
    expect(await found('ValueSet?url=http://example.org/sets/b&status=retired')).toEqual(['valueset']);
  });

  it('finds what was stored before there was an index, once the job has been there', async () => {
    await world.sql(`DELETE FROM fhir.search_key WHERE type = 'Organization'`);
    await world.sql(`UPDATE fhir.resource SET index_version = 0 WHERE type = 'Organization'`);
    expect(await found('Organization?name=lake')).toEqual([]);
    await world.sql(`SELECT graphile_worker.add_job('fhir.index-stored')`);
    await world.stack.drain();
    expect(await found('Organization?name=lake')).toEqual(['lake']);
    expect(await world.sql(`SELECT 1 FROM fhir.resource WHERE index_version = 0`)).toEqual([]);
  });
});
