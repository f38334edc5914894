import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../../test/world/world.ts';

interface Entry {
  fullUrl?: string;
  resource?: { resourceType: string; id: string; status?: string; total?: number };
  request?: { method: string; url: string };
  response: { status: string; etag?: string; location?: string };
}
interface Bundle {
  id: string;
  entry: Entry[];
  link: { relation: string; url: string }[];
}

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const machine = (grants = ['system/*.cruds']) =>
  world.person(['integration-client'], { kind: 'machine', realm: 'machine', grants });
const send = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown, grants?: string[]) =>
  world.callAs<Bundle>(
    machine(grants),
    method,
    `/fhir/R4${path}`,
    body === undefined ? undefined : JSON.stringify(body),
    body === undefined ? {} : { 'content-type': 'application/fhir+json' },
  );
const device = (serial: string, status = 'active') => ({
  resourceType: 'Device',
  status,
  identifier: [{ system: 'urn:serial', value: serial }],
});
const bundle = (...entry: object[]) => ({ resourceType: 'Bundle', type: 'transaction', entry });
const asks = (method: string, url: string) => ({ request: { method, url } });
const puts = (id: string, resource: object) => ({
  resource: { ...resource, id },
  request: { method: 'PUT', url: `Device/${id}` },
});
async function created(resource: object & { resourceType: string }): Promise<string> {
  const { status, body } = await send('POST', `/${resource.resourceType}`, resource);
  expect(status).toBe(201);
  return body.id;
}

describe('a transaction that reads', () => {
  it('reads what it has written, in the place of each entry', async () => {
    const id = await created(device('R1'));
    const { status, body } = await send(
      'POST',
      '',
      bundle(
        asks('GET', `Device/${id}`),
        asks('GET', `Device/${id}/_history/1`),
        asks('GET', 'Device?identifier=urn:serial|R2'),
        asks('HEAD', `Device/${id}`),
        { resource: device('R2'), ...asks('POST', 'Device') },
        puts(id, device('R1', 'inactive')),
      ),
    );
    expect(status).toBe(200);
    expect(body.entry.map(({ response }) => response.status.slice(0, 3))).toEqual([
      ...['200', '200', '200', '200', '201', '200'],
    ]);
    expect(body.entry[0]).toMatchObject({ resource: { id, status: 'inactive' }, response: { etag: 'W/"2"' } });
    expect(body.entry[1]?.resource?.status).toBe('active');
    expect(body.entry[2]?.resource?.total).toBe(1);
    expect(body.entry[3]?.resource).toBeUndefined();
  });

  it('is logged as reading once what it reads', async () => {
    const id = await created(device('R6'));
    const entry = [
      puts(id, device('R6', 'inactive')),
      asks('GET', `Device/${id}`),
      asks('GET', 'Device?status=active'),
    ];
    const verbs = `SELECT verb, count(*)::int AS n FROM audit.entry WHERE verb LIKE 'fhir.%' GROUP BY verb`;
    const count = async () =>
      new Map((await world.sql<{ verb: string; n: number }>(verbs)).map((row) => [row.verb, row.n]));
    const before = await count();
    expect((await send('POST', '', bundle(...entry))).status).toBe(200);
    const after = await count();
    for (const verb of ['fhir.read', 'fhir.search', 'fhir.transaction'])
      expect([verb, (after.get(verb) ?? 0) - (before.get(verb) ?? 0)]).toEqual([verb, 1]);
  });

  it.each([
    ['what is not here', () => asks('GET', 'Device/00000000-0000-4000-8000-00000000dead'), 404],
    ['a version that is not here', (id: string) => asks('GET', `Device/${id}/_history/9`), 404],
    ['by a parameter that is none', () => asks('GET', 'Device?colour=red'), 400],
    ['no address', () => asks('GET', 'Device/a/b/c'), 400],
  ])('stores nothing when it reads %s', async (_what, entry, expected) => {
    const id = await created(device('R3'));
    const answer = await send('POST', '', bundle(puts(id, device('R3', 'inactive')), entry(id)));
    expect(answer.status).toBe(expected);
    expect((await send('GET', `/Device/${id}/_history`)).body.entry).toHaveLength(1);
  });

  it('stores nothing when it reads what it deletes, or what its scopes do not reach', async () => {
    const id = await created(device('R4'));
    expect((await send('POST', '', bundle(asks('DELETE', `Device/${id}`), asks('GET', `Device/${id}`)))).status).toBe(
      410,
    );
    const writer = ['system/Device.cud'];
    const both = bundle(puts(id, device('R4', 'inactive')), asks('GET', `Device/${id}`));
    expect((await send('POST', '', both, writer)).status).toBe(403);
    expect((await send('GET', `/Device/${id}/_history`)).body.entry).toHaveLength(1);
  });

  it('and only reads needs no right to write', async () => {
    const id = await created(device('R5'));
    const answer = await send('POST', '', bundle(asks('GET', `Device/${id}`)), ['system/Device.rs']);
    expect(answer.body.entry[0]?.resource?.id).toBe(id);
  });
});

describe('a FHIRPath Patch', () => {
  it('is taken alone and in a transaction, and refused without a change', async () => {
    const id = await created(device('F1'));
    const patch = (value: string, path = 'Device.status') => ({
      resourceType: 'Parameters',
      parameter: [
        {
          name: 'operation',
          part: [
            { name: 'type', valueCode: 'replace' },
            { name: 'path', valueString: path },
            { name: 'value', valueCode: value },
          ],
        },
      ],
    });
    const alone = await send('PATCH', `/Device/${id}`, patch('inactive'));
    expect([alone.status, alone.body]).toMatchObject([200, { status: 'inactive', meta: { versionId: '2' } }]);
    const both = await send('POST', '', bundle({ resource: patch('unknown'), ...asks('PATCH', `Device/${id}`) }));
    expect(both.status).toBe(200);
    expect((await send('PATCH', `/Device/${id}`, patch('x', 'Device.owner'))).status).toBe(400);
    expect((await send('PATCH', `/Device/${id}`, device('F1'))).status).toBe(415);
    expect((await send('GET', `/Device/${id}`)).body).toMatchObject({ status: 'unknown', meta: { versionId: '3' } });
  });
});

describe('a document that is here, changed in a transaction', () => {
  const words = (text: string) => ({
    content: [{ attachment: { contentType: 'text/plain', data: Buffer.from(text).toString('base64') } }],
  });
  it('becomes a new version of the document, with the content of the message', async () => {
    const patient = await created({ resourceType: 'Patient', ...{ name: [{ family: 'Paper' }] } });
    const note = {
      resourceType: 'DocumentReference',
      status: 'current',
      type: { coding: [{ system: 'http://loinc.org', code: '11506-3' }] },
      subject: { reference: `Patient/${patient}` },
      ...words('first'),
    };
    const id = await created(note);
    const change = (more: object) => ({
      resource: { ...note, id, ...more },
      request: { method: 'PUT', url: `DocumentReference/${id}` },
    });
    const { status, body } = await send('POST', '', bundle(change(words('second')), asks('GET', `Patient/${patient}`)));
    expect([status, body.entry.map(({ response }) => response.etag)]).toEqual([200, ['W/"2"', 'W/"1"']]);
    const versions = await world.sql(
      `SELECT number FROM documents.version WHERE document_id = '${id}' ORDER BY number`,
    );
    expect(versions).toHaveLength(2);

    const binary = {
      fullUrl: 'urn:uuid:binary',
      resource: { resourceType: 'Binary', contentType: 'text/plain', data: 'd29yZHM=' },
      request: { method: 'POST', url: 'Binary' },
    };
    const by = change({ content: [{ attachment: { contentType: 'text/plain', url: 'urn:uuid:binary' } }] });
    const taken = await send('POST', '', bundle(binary, by));
    expect([taken.status, taken.body.entry.map(({ response }) => response.status)]).toEqual([
      200,
      ['201 Created', '200 OK'],
    ]);
    const [, content = ''] = /^(Binary\/[^/]+)/.exec(taken.body.entry[0]?.response.location ?? '') ?? [];
    const served = await send('GET', `/${content}`);
    expect(served.body).toMatchObject({ data: 'd29yZHM=', securityContext: { reference: `DocumentReference/${id}` } });
    const [row] = await world.sql<{ patient_id: string; content: string }>(
      `SELECT patient_id, content FROM fhir.resource WHERE type = 'Binary' AND id = '${content.slice('Binary/'.length)}'`,
    );
    expect([row?.patient_id, row?.content.includes('d29yZHM=')]).toEqual([patient, false]);
    expect((await send('GET', `/DocumentReference/${id}/_history`)).body.entry).toHaveLength(3);
    const refused = { ...binary, resource: { ...binary.resource, contentType: 'image/png' } };
    expect((await send('POST', '', bundle(refused, by))).status).toBe(400);
    expect((await send('GET', `/DocumentReference/${id}/_history`)).body.entry).toHaveLength(3);
  });
});

describe('the history of a type and of all', () => {
  const pathOf = (url: string) => url.slice(url.indexOf('/fhir/R4') + '/fhir/R4'.length);
  const versionsOf = ({ entry }: Bundle) => entry.map((each) => `${each.request?.method} ${each.response.etag ?? ''}`);

  it('is every version, the newest first, a page at a time', async () => {
    const since = new Date(Date.now() - 1).toISOString();
    const id = await created({ ...device('H1'), resourceType: 'Substance', ...{ code: { text: 'x' } } });
    for (const text of ['y', 'z'])
      await send('PUT', `/Substance/${id}`, { resourceType: 'Substance', id, code: { text } });
    await send('DELETE', `/Substance/${id}`);
    const whole = await send('GET', '/Substance/_history');
    expect([whole.status, versionsOf(whole.body)]).toEqual([
      200,
      ['DELETE W/"4"', 'PUT W/"3"', 'PUT W/"2"', 'POST W/"1"'],
    ]);
    const pages: string[] = [];
    let next: string | undefined = '/Substance/_history?_count=1';
    while (next !== undefined) {
      const { body: page }: { body: Bundle } = await send('GET', next);
      pages.push(...versionsOf(page));
      const link = page.link.find(({ relation }) => relation === 'next');
      next = link === undefined ? undefined : pathOf(link.url);
    }
    expect(pages).toEqual(versionsOf(whole.body));
    expect((await send('GET', `/Substance/_history?_since=${since}`)).status).toBe(200);
    expect((await send('GET', '/Substance/_history?_since=2999-01-01T00:00:00Z')).body.entry).toEqual([]);
    const all = await send('GET', '/_history?_count=200');
    expect(all.body.entry.filter(({ fullUrl }) => fullUrl?.endsWith(id) === true)).toHaveLength(4);
  });

  it('shows nothing that its reader may not see, and says what is refused', async () => {
    await created(device('H2'));
    const substances = await send('GET', '/_history', undefined, ['system/Substance.rs']);
    expect(new Set(substances.body.entry.map(({ fullUrl }) => fullUrl?.split('/').at(-2)))).toEqual(
      new Set(['Substance']),
    );
    expect((await send('GET', '/Device/_history', undefined, ['system/Substance.rs'])).status).toBe(403);
    expect((await send('GET', '/Nothing/_history')).status).toBe(404);
    expect((await send('GET', '/AuditEvent/_history', undefined, ['system/AuditEvent.rs'])).status).toBe(501);
    for (const query of ['_since=yesterday', '_cursor=abc'])
      expect((await send('GET', `/Device/_history?${query}`)).status).toBe(400);
    const registrar = world.person(['registrar']);
    expect((await world.callAs(registrar, 'GET', '/fhir/R4/_history')).status).toBe(403);
  });
});
