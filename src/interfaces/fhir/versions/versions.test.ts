import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../../test/world/world.ts';

interface Entry {
  resource?: { id: string; status?: string };
  request?: { method: string };
  response: { status: string; etag?: string; location?: string; outcome?: unknown };
}
interface Bundle {
  entry: Entry[];
  link?: { relation: string; url: string }[];
}
interface Resource {
  id: string;
  status: string;
  meta: { versionId: string };
}

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const FHIR = { 'content-type': 'application/fhir+json' };
const PATCH = { 'content-type': 'application/json-patch+json' };
const machine = () =>
  world.person(['integration-client'], { kind: 'machine', realm: 'machine', grants: ['system/*.cruds'] });
const send = <T = Resource>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  headers = {},
) =>
  world.callAs<T>(machine(), method, `/fhir/R4${path}`, body === undefined ? undefined : JSON.stringify(body), {
    ...(body === undefined ? {} : FHIR),
    ...headers,
  });
const flag = (code: string, status = 'active') => ({
  resourceType: 'Basic',
  identifier: [{ system: 'urn:test', value: code }],
  code: { text: status },
});
const device = (serial: string, status = 'active') => ({
  resourceType: 'Device',
  status,
  serialNumber: serial,
  identifier: [{ system: 'urn:serial', value: serial }],
});
async function created(resource: object & { resourceType: string }): Promise<string> {
  const { body, status } = await send('POST', `/${resource.resourceType}`, resource);
  expect(status).toBe(201);
  return body.id;
}

describe('the versions of a resource', () => {
  it('are read one by one and as a history, the newest first', async () => {
    const id = await created(device('S1'));
    for (const status of ['inactive', 'entered-in-error'])
      await send('PUT', `/Device/${id}`, { ...device('S1', status), id });
    expect((await send('GET', `/Device/${id}/_history/1`)).body.status).toBe('active');
    expect((await send('GET', `/Device/${id}/_history/3`)).body.status).toBe('entered-in-error');
    expect((await send('GET', `/Device/${id}/_history/4`)).status).toBe(404);
    const first = (await send<Bundle>('GET', `/Device/${id}/_history?_count=2`)).body;
    expect(first.entry.map(({ response, request }) => [response.etag, request?.method])).toEqual([
      ['W/"3"', 'PUT'],
      ['W/"2"', 'PUT'],
    ]);
    const next = first.link?.find(({ relation }) => relation === 'next')?.url.replace(/.*\/fhir\/R4/, '') ?? '';
    expect((await send<Bundle>('GET', next)).body.entry.map(({ request }) => request?.method)).toEqual(['POST']);
    expect((await send('GET', `/Device/${id}/_history?_since=soon`)).status).toBe(400);
  });

  it('stay when the resource is deleted: it is gone, found by nothing, and comes back with an update', async () => {
    const id = await created(device('S2'));
    expect((await send('DELETE', `/Device/${id}`, undefined, { 'if-match': 'W/"9"' })).status).toBe(412);
    expect((await send('DELETE', `/Device/${id}`)).status).toBe(204);
    expect((await send('DELETE', `/Device/${id}`)).status).toBe(204);
    expect((await send('GET', `/Device/${id}`)).status).toBe(410);
    expect((await send('GET', `/Device/${id}/_history/2`)).status).toBe(410);
    expect((await send('GET', `/Device/${id}/_history/1`)).body.status).toBe('active');
    expect((await send<Partial<Bundle>>('GET', '/Device?identifier=S2')).body.entry).toBeUndefined();
    const history = (await send<Bundle>('GET', `/Device/${id}/_history`)).body.entry;
    expect(history.map((each) => [each.request?.method, each.resource === undefined])).toEqual([
      ['DELETE', true],
      ['POST', false],
    ]);
    const back = await send('PUT', `/Device/${id}`, { ...device('S2'), id });
    expect([back.status, back.body.meta.versionId]).toEqual([200, '3']);
    expect((await send('GET', `/Device/${id}/_history/2`)).status).toBe(410);
    expect(await world.sql(`SELECT version, deleted FROM fhir.history WHERE id = '${id}' ORDER BY version`)).toEqual([
      { version: 1, deleted: false },
      { version: 2, deleted: true },
    ]);
  });

  it('of what belongs to the record end by its rules, not by a message', async () => {
    const id = await created({ resourceType: 'Patient', name: [{ family: 'Stays' }] } as never);
    const { status } = await send('DELETE', `/Patient/${id}`);
    expect([status, (await send('GET', `/Patient/${id}`)).status]).toEqual([422, 200]);
  });

  it('are not read by who has no scope for it', async () => {
    const id = await created(device('S3'));
    const reader = world.person(['integration-client'], {
      kind: 'machine',
      realm: 'machine',
      grants: ['system/Patient.rs'],
    });
    for (const path of [`/Device/${id}/_history`, `/Device/${id}/_history/1`])
      expect((await world.callAs(reader, 'GET', `/fhir/R4${path}`)).status).toBe(403);
    expect((await world.callAs(reader, 'DELETE', `/fhir/R4/Device/${id}`)).status).toBe(403);
  });
});

describe('a change under a condition', () => {
  it('creates once: a second time finds the first', async () => {
    const first = await send('POST', '/Basic', flag('C1'), { 'if-none-exist': 'identifier=urn:test|C1' });
    const second = await send('POST', '/Basic', flag('C1'), { 'if-none-exist': 'identifier=urn:test|C1' });
    expect([first.status, second.status, second.body.id]).toEqual([201, 200, first.body.id]);
    await created(flag('C1') as never);
    expect((await send('POST', '/Basic', flag('C1'), { 'if-none-exist': 'identifier=C1' })).status).toBe(412);
    expect((await send('POST', '/Basic', flag('C1'), { 'if-none-exist': '_count=1' })).status).toBe(400);
  });

  it('makes one resource of creations that come at once, alone, by update or in a transaction', async () => {
    const condition = 'identifier=urn:test|C2';
    const bundle = {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ resource: flag('C2'), request: { method: 'POST', url: 'Basic', ifNoneExist: condition } }],
    };
    const statuses = await Promise.all([
      ...[1, 2, 3].map(async () => (await send('POST', '/Basic', flag('C2'), { 'if-none-exist': condition })).status),
      send<Bundle>('POST', '', bundle).then(({ body }) => Number(body.entry[0]?.response.status.slice(0, 3))),
      send('PUT', `/Basic?${condition}`, flag('C2')).then(({ status }) => status),
    ]);
    expect(statuses.sort((a, b) => a - b)).toEqual([200, 200, 200, 200, 201]);
    expect((await send<Bundle>('GET', `/Basic?${condition}`)).body.entry).toHaveLength(1);
  });

  it('updates and deletes the one that fits, creates where there is none, and refuses where there are more', async () => {
    const first = await send('PUT', '/Device?identifier=S9', device('S9'));
    const second = await send('PUT', '/Device?identifier=S9', device('S9', 'inactive'));
    expect([first.status, second.status, second.body.meta.versionId]).toEqual([201, 200, '2']);
    expect((await send('DELETE', '/Device?identifier=S9')).status).toBe(204);
    expect((await send('GET', `/Device/${first.body.id}`)).status).toBe(410);
    expect((await send('DELETE', '/Device?identifier=S9')).status).toBe(204);
  });

  it('answers 304 to who has the version, and without a body to who wants none', async () => {
    const id = await created(device('S10'));
    expect((await send('GET', `/Device/${id}`, undefined, { 'if-none-match': 'W/"1"' })).status).toBe(304);
    const { body } = await send<Buffer>(
      'PUT',
      `/Device/${id}`,
      { ...device('S10', 'inactive'), id },
      { prefer: 'return=minimal' },
    );
    expect(body).toHaveLength(0);
  });
});

describe('a JSON Patch', () => {
  it('changes the resource, on the version it names', async () => {
    const id = await created(device('S4'));
    const patch = [
      { op: 'test', path: '/status', value: 'active' },
      { op: 'replace', path: '/status', value: 'inactive' },
      { op: 'add', path: '/identifier/-', value: { system: 'urn:serial', value: 'S4b' } },
      { op: 'move', from: '/serialNumber', path: '/lotNumber' },
    ];
    const { status, body } = await send('PATCH', `/Device/${id}`, patch, PATCH);
    expect([status, body]).toMatchObject([
      200,
      { status: 'inactive', lotNumber: 'S4', identifier: [{}, { value: 'S4b' }] },
    ]);
    expect(body).not.toHaveProperty('serialNumber');
    expect((await send('PATCH', `/Device/${id}`, patch, { ...PATCH, 'if-match': 'W/"1"' })).status).toBe(400);
    expect((await send('PATCH', `/Device/${id}`, [], { ...PATCH, 'if-match': 'W/"1"' })).status).toBe(412);
  });

  it.each([
    ['a place that is not there', [{ op: 'remove', path: '/nothing' }]],
    ['an operation that is none', [{ op: 'bend', path: '/status' }]],
    ['a prototype', [{ op: 'add', path: '/__proto__/x', value: 1 }]],
    ['a list that is none', { op: 'remove', path: '/status' }],
    ['what leaves no resource', [{ op: 'replace', path: '', value: 7 }]],
  ])('is refused as a whole for %s', async (_what, patch) => {
    const id = await created(device('S5'));
    expect((await send('PATCH', `/Device/${id}`, patch, PATCH)).status).toBe(400);
    expect((await send('GET', `/Device/${id}`)).body.meta.versionId).toBe('1');
  });
});

describe('a batch', () => {
  it('does each entry on its own, and says of each what became of it', async () => {
    const id = await created(device('S6'));
    const entry = (method: string, url: string, more: object = {}) => ({ request: { method, url }, ...more });
    const data = Buffer.from(JSON.stringify([{ op: 'replace', path: '/status', value: 'unknown' }])).toString('base64');
    const { body } = await send<Bundle>('POST', '', {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [
        entry('GET', `Device/${id}`),
        entry('PUT', `Device/${id}`, { resource: { ...device('S6', 'inactive'), id } }),
        entry('PATCH', `Device/${id}`, {
          resource: { resourceType: 'Binary', contentType: 'application/json-patch+json', data },
        }),
        entry('GET', 'Device?identifier=S6'),
        entry('GET', `Device/${id}/_history/1`),
        entry('DELETE', `Device/${id}`),
        entry('GET', `Device/${id}`),
        entry('POST', 'Device', { resource: device('S7') }),
        entry('GET', 'Nothing/1'),
      ],
    });
    expect(body.entry.map(({ response }) => response.status.slice(0, 3))).toEqual([
      '200',
      '200',
      '200',
      '200',
      '200',
      '204',
      '410',
      '201',
      '404',
    ]);
    expect(body.entry[3]?.resource).toMatchObject({
      resourceType: 'Bundle',
      entry: [{ resource: { status: 'unknown' } }],
    });
    expect(body.entry[6]?.response.outcome).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  it('of all or none deletes, creates, updates and patches, and each entry may name the others', async () => {
    const [gone, changed, patched] = [
      await created(device('T1')),
      await created(device('T2')),
      await created(device('T3')),
    ];
    const data = Buffer.from(JSON.stringify([{ op: 'replace', path: '/status', value: 'inactive' }])).toString(
      'base64',
    );
    const patch = { resourceType: 'Binary', contentType: 'application/json-patch+json', data };
    const entries = (more: object[]) => ({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          fullUrl: 'urn:uuid:changed',
          resource: { ...device('T2', 'inactive'), id: changed, parent: { reference: 'urn:uuid:new' } },
          request: { method: 'PUT', url: `Device/${changed}` },
        },
        { resource: patch, request: { method: 'PATCH', url: `Device/${patched}`, ifMatch: 'W/"1"' } },
        { request: { method: 'DELETE', url: `Device/${gone}` } },
        { request: { method: 'DELETE', url: 'Device?identifier=nobody-has-this' } },
        {
          fullUrl: 'urn:uuid:new',
          resource: { ...device('T4'), parent: { reference: 'urn:uuid:changed' } },
          request: { method: 'POST', url: 'Device' },
        },
        ...more,
      ],
    });
    const stale = {
      resource: patch,
      request: { method: 'PATCH', url: `Device/${await created(device('T5'))}`, ifMatch: 'W/"9"' },
    };
    expect((await send('POST', '', entries([stale]))).status).toBe(412);
    const twice = { request: { method: 'DELETE', url: `Device/${changed}` } };
    expect((await send('POST', '', entries([twice]))).status).toBe(400);
    expect((await send('GET', `/Device/${gone}`)).status).toBe(200);
    expect((await send('GET', `/Device/${changed}`)).body.meta.versionId).toBe('1');

    const { status, body } = await send<Bundle>('POST', '', entries([]));
    expect(status).toBe(200);
    expect(body.entry.map(({ response }) => response.status.slice(0, 3))).toEqual(['200', '200', '204', '204', '201']);
    const made = body.entry[4]?.response.location?.split('/_history')[0] ?? '';
    expect((await send('GET', `/${made}`)).body).toMatchObject({ parent: { reference: `Device/${changed}` } });
    expect((await send('GET', `/Device/${changed}`)).body).toMatchObject({
      status: 'inactive',
      meta: { versionId: '2' },
      parent: { reference: made },
    });
    expect((await send('GET', `/Device/${patched}`)).body.status).toBe('inactive');
    expect((await send('GET', `/Device/${gone}`)).status).toBe(410);
  });

  it('of all or none asks for the scope of each of its changes', async () => {
    const id = await created(device('T6'));
    const creator = world.person(['integration-client'], {
      kind: 'machine',
      realm: 'machine',
      grants: ['system/Device.c'],
    });
    for (const request of [
      { method: 'PUT', url: `Device/${id}` },
      { method: 'DELETE', url: `Device/${id}` },
    ]) {
      const entry = request.method === 'PUT' ? { resource: { ...device('T6'), id }, request } : { request };
      const bundle = JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: [entry] });
      expect((await world.callAs(creator, 'POST', '/fhir/R4', bundle, FHIR)).status).toBe(403);
    }
  });

  it('and a transaction leave what is here already, and refer to it', async () => {
    const patient = {
      fullUrl: 'urn:uuid:6f1b2c3d-1111-4222-8333-000000000001',
      resource: {
        resourceType: 'Patient',
        name: [{ family: 'Once' }],
        identifier: [{ system: 'urn:once', value: 'O1' }],
      },
      request: { method: 'POST', url: 'Patient', ifNoneExist: 'identifier=urn:once|O1' },
    };
    const about = {
      resource: {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'x' },
        subject: { reference: patient.fullUrl },
      },
      request: { method: 'POST', url: 'Observation' },
    };
    const bundle = { resourceType: 'Bundle', type: 'transaction', entry: [patient, about] };
    const first = (await send<Bundle>('POST', '', bundle)).body;
    const second = (await send<Bundle>('POST', '', bundle)).body;
    expect(second.entry.map(({ response }) => response.status)).toEqual(['200 OK', '201 Created']);
    const id = first.entry[0]?.response.location?.split('/')[1] ?? '';
    expect(second.entry[0]?.response.location).toBe(`Patient/${id}`);
    expect((await send<{ total: number }>('GET', `/Observation?patient=${id}&_summary=count`)).body.total).toBe(2);
  });
});
