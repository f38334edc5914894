import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../../test/world/world.ts';

interface Bundle {
  total?: number;
  link?: { relation: string; url: string }[];
  entry?: {
    resource: { resourceType: string; id: string };
    search: { score?: number; extension?: { valueCode: string }[] };
  }[];
}

let world: World;
const FHIR = { 'content-type': 'application/fhir+json' };
const machine = (grants = ['system/*.cruds']) =>
  world.person(['integration-client'], { kind: 'machine', realm: 'machine', grants });
const send = <T = Bundle>(method: 'GET' | 'POST', path: string, body?: unknown, grants?: string[]) =>
  world.callAs<T>(
    machine(grants),
    method,
    `/fhir/R4${path}`,
    body === undefined ? undefined : JSON.stringify(body),
    body === undefined ? {} : FHIR,
  );
const create = async (resource: object & { resourceType: string }) => {
  const { status, body } = await send<{ id: string }>('POST', `/${resource.resourceType}`, resource);
  expect(status).toBe(201);
  return body.id;
};
const typesOf = ({ entry = [] }: Bundle) => entry.map(({ resource }) => resource.resourceType);

let ana: string;
beforeAll(async () => {
  world = await openWorld();
  const lake = await create({ resourceType: 'Organization', name: 'Lake' } as never);
  ana = await create({
    resourceType: 'Patient',
    name: [{ family: 'Ostrowski', given: ['Ana', 'Maria'] }],
    birthDate: '1971-02-03',
    gender: 'female',
    telecom: [{ system: 'phone', value: '217-555-0144' }],
    address: [{ line: ['12 Elm Street'], city: 'Springfield', postalCode: '62701' }],
    identifier: [{ system: 'urn:lake', value: 'L-100', type: { coding: [{ code: 'MR' }] } }],
    managingOrganization: { reference: `Organization/${lake}` },
  } as never);
  const other = await create({
    resourceType: 'Patient',
    name: [{ family: 'Ostrowski', given: ['Piotr'] }],
    birthDate: '1969-12-01',
    gender: 'male',
  } as never);
  for (const [patient, code] of [
    [ana, 'a'],
    [ana, 'b'],
    [other, 'c'],
  ] as const)
    await create({
      resourceType: 'Observation',
      status: 'final',
      code: { text: code },
      subject: { reference: `Patient/${patient}` },
    } as never);
  await create({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'secret' },
    subject: { reference: `Patient/${ana}` },
    meta: { security: [{ code: 'VIP' }] },
  } as never);
  await create({
    resourceType: 'DocumentReference',
    status: 'current',
    type: { coding: [{ system: 'http://loinc.org', code: '18842-5' }] },
    subject: { reference: `Patient/${ana}` },
    date: '2025-04-05T10:00:00Z',
    content: [{ attachment: { contentType: 'text/plain', data: Buffer.from('Discharged home.').toString('base64') } }],
  } as never);
}, 120_000);
afterAll(() => world.close());

describe('Patient/$everything', () => {
  it('has all of the record that the client may see, and what it refers to, page by page', async () => {
    const types: string[] = [];
    let path = `/Patient/${ana}/$everything?_count=2`;
    for (let page = 0; path !== '' && page < 10; page++) {
      const { status, body } = await send('GET', path);
      expect(status).toBe(200);
      types.push(...typesOf(body));
      path = body.link?.find(({ relation }) => relation === 'next')?.url.replace(/.*\/fhir\/R4/, '') ?? '';
    }
    expect(path).toBe('');
    expect(types.sort()).toEqual(['DocumentReference', 'Observation', 'Observation', 'Organization', 'Patient']);
  });

  it('has each resource of a long page once, however many parts it is read in', async () => {
    const { status, body } = await send<{ entry: { response: { location: string } }[] }>('POST', '', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { fullUrl: 'urn:uuid:1', resource: { resourceType: 'Patient', name: [{ family: 'Long' }] } },
        ...Array.from({ length: 300 }, (_, n) => ({
          resource: { resourceType: 'Basic', code: { text: `${n}` }, subject: { reference: 'urn:uuid:1' } },
        })),
      ],
    });
    expect(status).toBe(200);
    const patient = body.entry[0]?.response.location.split('/_history')[0] ?? '';
    const idsOf = ({ entry = [] }: Bundle) => entry.map(({ resource }) => resource.id);
    const whole = (await send('GET', `/${patient}/$everything?_count=1000`)).body;
    expect(whole.link?.map(({ relation }) => relation)).toEqual(['self']);
    expect(new Set(idsOf(whole)).size).toBe(301);
    const first = (await send('GET', `/${patient}/$everything?_count=290`)).body;
    const next = first.link?.find(({ relation }) => relation === 'next')?.url.replace(/.*\/fhir\/R4/, '') ?? '';
    const rest = (await send('GET', next)).body;
    expect([...idsOf(first), ...idsOf(rest)]).toEqual(idsOf(whole));
  });

  it('keeps to types, to what is new, and to the scopes of the client', async () => {
    expect(typesOf((await send('GET', `/Patient/${ana}/$everything?_type=Observation`)).body)).toEqual([
      'Observation',
      'Observation',
    ]);
    expect((await send('GET', `/Patient/${ana}/$everything?_since=2099-01-01T00:00:00Z`)).body.entry).toBeUndefined();
    // Of the care of these days: what has no date of care is part of it, and nothing of another day.
    const days = (query: string) =>
      send('GET', `/Patient/${ana}/$everything?_type=Patient,DocumentReference&${query}`).then(({ body }) =>
        typesOf(body),
      );
    expect(await days('start=1800&end=1801')).toEqual(['Patient']);
    expect(await days('start=2025-04-06')).toEqual(['Patient']);
    expect(await days('start=2025-04-05&end=2025-04-05')).toEqual(['DocumentReference', 'Patient']);
    expect((await send('GET', `/Patient/${ana}/$everything?start=soon`)).status).toBe(400);
    expect(typesOf((await send('GET', `/Patient/${ana}/$everything`, undefined, ['system/Patient.rs'])).body)).toEqual([
      'Patient',
    ]);
    expect((await send('GET', `/Patient/${ana}/$everything`, undefined, ['system/Observation.rs'])).status).toBe(403);
    for (const bad of ['_since=soon', '_type=Chart', '_cursor=x', 'colour=red'])
      expect([bad, (await send('GET', `/Patient/${ana}/$everything?${bad}`)).status]).toEqual([bad, 400]);
    expect((await send('GET', '/Patient/0d2f4b6e-1111-4222-8333-444455556666/$everything')).status).toBe(404);
  });

  it('is in the log, with whose record it was', async () => {
    const entries = await world.sql<{ verb: string }>(
      `SELECT verb FROM audit.entry WHERE verb = 'fhir.everything' AND outcome = 'done' LIMIT 1`,
    );
    expect(entries).toHaveLength(1);
  });
});

describe('Patient/$match', () => {
  const asked = (patient: object, more: object[] = []) => ({
    resourceType: 'Parameters',
    parameter: [{ name: 'resource', resource: { resourceType: 'Patient', ...patient } }, ...more],
  });
  const full = {
    name: [{ family: 'Ostrowsky', given: ['Ana'] }],
    birthDate: '1971-02-03',
    gender: 'female',
    telecom: [{ system: 'phone', value: '217-555-0144' }],
    address: [{ line: ['12 Elm St'], city: 'Springfield', postalCode: '62701' }],
  };

  it('finds the person although the name is misspelt, with a score and a grade', async () => {
    const { status, body } = await send('POST', '/Patient/$match', asked(full));
    expect(status).toBe(200);
    expect(body.entry?.[0]?.resource.id).toBe(ana);
    expect(body.entry?.[0]?.search.score).toBeGreaterThan(0.9);
    expect(['certain', 'probable']).toContain(body.entry?.[0]?.search.extension?.[0]?.valueCode);
  });

  it('answers with nobody when only a certain match will do and none is', async () => {
    const certain = [{ name: 'onlyCertainMatches', valueBoolean: true }];
    expect(
      (await send('POST', '/Patient/$match', asked({ name: [{ family: 'Ostrowski' }] }, certain))).body.total,
    ).toBe(0);
    const exact = {
      ...full,
      name: [{ family: 'Ostrowski', given: ['Ana', 'Maria'] }],
      identifier: [{ value: 'L-100', type: { coding: [{ code: 'MR' }] } }],
    };
    expect(
      (await send('POST', '/Patient/$match', asked(exact, certain))).body.entry?.map(({ resource }) => resource.id),
    ).toEqual([ana]);
  });

  it('needs a Patient, and the scope to search', async () => {
    expect((await send('POST', '/Patient/$match', { resourceType: 'Parameters' })).status).toBe(400);
    expect((await send('POST', '/Patient/$match', asked({}))).body.total).toBe(0);
    expect((await send('POST', '/Patient/$match', asked(full), ['system/Patient.r'])).status).toBe(403);
  });
});

describe('DocumentReference/$docref', () => {
  it('has the documents of a patient, of these days and types, by address and by Parameters', async () => {
    const docref = async (query: string) =>
      typesOf((await send('GET', `/DocumentReference/$docref?patient=${ana}${query}`)).body).length;
    expect(await docref('')).toBe(1);
    expect(await docref('&start=2025-04-01&end=2025-04-30')).toBe(1);
    expect(await docref('&start=2025-05-01')).toBe(0);
    expect(await docref('&type=http://loinc.org|18842-5')).toBe(1);
    expect(await docref('&type=http://loinc.org|34133-9')).toBe(0);
    const body = {
      resourceType: 'Parameters',
      parameter: [
        { name: 'patient', valueId: ana },
        { name: 'type', valueCodeableConcept: { coding: [{ system: 'http://loinc.org', code: '18842-5' }] } },
      ],
    };
    expect(typesOf((await send('POST', '/DocumentReference/$docref', body)).body)).toHaveLength(1);
    expect((await send('GET', '/DocumentReference/$docref')).status).toBe(400);
    expect((await send('GET', `/DocumentReference/$docref?patient=${ana}&on-demand=true`)).status).toBe(422);
  });
});

describe('$validate', () => {
  const issuesOf = async (body: object, grants?: string[]) => {
    const answer = await send<{ issue: { severity: string; expression?: string[] }[] }>(
      'POST',
      '/Patient/$validate',
      body,
      grants,
    );
    return {
      status: answer.status,
      issues: answer.body.issue.map(({ severity, expression }) => [severity, ...(expression ?? [])]),
    };
  };

  it('says what is wrong where, stores nothing, and says when a profile was asked for', async () => {
    const before = (await send('GET', '/Patient?_summary=count')).body.total;
    expect(await issuesOf({ resourceType: 'Patient', gender: 'femal' })).toEqual({
      status: 200,
      issues: [['error', 'Patient.gender']],
    });
    expect((await issuesOf({ resourceType: 'Patient', gender: 'female' })).issues).toEqual([['information']]);
    const parameters = [
      { name: 'resource', resource: { resourceType: 'Patient' } },
      { name: 'profile', valueUri: 'http://example.org/p' },
    ];
    expect((await issuesOf({ resourceType: 'Parameters', parameter: parameters })).issues).toEqual([
      ['information'],
      ['warning'],
    ]);
    const profile = ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient'];
    const claiming = { resourceType: 'Patient', meta: { profile }, identifier: [{ system: 'urn:x', value: '1' }] };
    expect((await issuesOf({ ...claiming, gender: 'male' })).issues).toEqual([['error', 'Patient.name']]);
    expect((await send('GET', '/Patient?_summary=count')).body.total).toBe(before);
    expect((await issuesOf({ resourceType: 'Observation' })).status).toBe(400);
    expect((await issuesOf({ resourceType: 'Patient' }, ['system/Patient.rs'])).status).toBe(403);
  });
});
