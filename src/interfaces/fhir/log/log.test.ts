import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangePatient } from '../../../../test/world/chart.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import type { Actor } from '../../../platform/act.ts';
import { feedOf, FHIR } from '../feed.fixture.ts';

let world: World;
let patientId: string;
let reader: Actor;
beforeAll(async () => {
  world = await openWorld();
  patientId = await arrangePatient(world);
  reader = feedOf(world, 'Reader');
  for (let n = 0; n < 3; n++)
    await world.callAs(reader, 'GET', `/fhir/R4/Observation?patient=${patientId}&_id=${patientId}`);
  await world.callAs(world.person(['auditor']), 'GET', `/patients/${patientId}/documents`);
});
afterAll(() => world.close());

const machine = (grants: string[]) =>
  world.person(['integration-client'], { kind: 'machine', realm: 'machine', name: 'Watcher', grants });
interface Event {
  id: string;
  action: string;
  outcome: string;
  recorded: string;
  subtype: { code: string }[];
  agent: { altId: string; requestor: boolean }[];
  entity: { what: { reference?: string } }[];
}
interface Found {
  entry?: { resource: Event }[];
  link: { relation: string; url: string }[];
  issue?: { diagnostics: string; expression: string[] }[];
}
const search = async (query: string, actor: Actor = machine(['system/AuditEvent.rs'])) =>
  world.callAs<Found>(actor, 'GET', `/fhir/R4/AuditEvent?${query}`);
const found = async (query: string) => (await search(query)).body.entry?.map(({ resource }) => resource) ?? [];

describe('the log as AuditEvents', () => {
  it('is read by those who may read the log, and by a client whose scope names it', async () => {
    const statuses = async (...actors: Actor[]) =>
      Promise.all(actors.map(async (actor) => (await search(`altid=${reader.id}`, actor)).status));
    expect(await statuses(machine(['system/AuditEvent.rs']))).toEqual([200]);
    for (const role of ['auditor', 'privacy-officer', 'coordinator'])
      expect([role, ...(await statuses(world.person([role])))]).toEqual([role, 200]);
    for (const scope of ['system/*.cruds', 'system/AuditEvent.c', 'patient/AuditEvent.rs'])
      expect([scope, ...(await statuses(machine([scope])))]).toEqual([scope, 403]);
    for (const role of ['clinician', 'index-clerk', 'administrator'])
      expect([role, ...(await statuses(world.person([role])))]).toEqual([role, 403]);
  });

  it('is found by patient, agent, verb, action, outcome, entity and time, newest first', async () => {
    const searches = await found(`agent=${reader.id}&subtype=fhir.search`);
    expect(searches).toHaveLength(3);
    expect(searches[0]).toMatchObject({
      ...{ action: 'R', outcome: '0', subtype: [{ code: 'fhir.search' }] },
      agent: [{ altId: reader.id, requestor: true }],
    });
    const denied = await found(`patient=Patient/${patientId}&outcome=denied`);
    expect(denied).toMatchObject([{ outcome: '4', entity: [{ what: { reference: `Patient/${patientId}` } }] }]);
    expect(await found(`entity=Patient/${patientId}&date=ge2020-01-01&outcome=denied`)).toHaveLength(1);
    expect(await found(`altid=${reader.id}&action=R&type=rest`)).toHaveLength(3);
    expect(await found(`altid=${reader.id}&action=D`)).toEqual([]);
    const at = searches[0]?.recorded ?? '';
    expect(await found(`altid=${reader.id}&date=${at.slice(0, 10)}&_sort=-date`)).toHaveLength(3);
    expect(await found(`altid=${reader.id}&date=lt${at.slice(0, 10)}`)).toEqual([]);
    const times = (await found('date=ge2020-01-01')).map(({ recorded }) => recorded);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it('comes in pages, each entry once, and each is read by its id', async () => {
    const seen: string[] = [];
    let query: string | undefined = `altid=${reader.id}&_count=2`;
    while (query !== undefined) {
      const { body }: { body: Found } = await search(query);
      seen.push(...(body.entry ?? []).map(({ resource }) => resource.id));
      query = body.link.find(({ relation }) => relation === 'next')?.url.split('?')[1];
    }
    expect([seen.length, new Set(seen).size]).toEqual([3, 3]);
    const { status, body } = await world.callAs<Event>(
      machine(['system/AuditEvent.r']),
      'GET',
      `/fhir/R4/AuditEvent/${seen[0] ?? ''}`,
    );
    expect([status, body.id]).toEqual([200, seen[0]]);
  });

  it('tells of its own being read', async () => {
    const watcher = machine(['system/AuditEvent.rs']);
    await search(`patient=${patientId}`, watcher);
    expect(await found(`altid=${watcher.id}`)).toMatchObject([
      { subtype: [{ code: 'fhir.read-log' }], entity: [{ what: { reference: `Patient/${patientId}` } }] },
    ]);
  });

  it.each([
    ['no leading parameter', 'outcome=0', 'patient'],
    ['what it is not searched by', 'date=2026-01-01&site=x', 'site'],
    ['another order', 'date=2026-01-01&_sort=date', '_sort'],
    ['no date', 'date=yesterday', 'date'],
    ['several values', 'subtype=fhir.read,fhir.search', 'subtype'],
    ['a cursor of somebody else', 'date=2026-01-01&_cursor=abc', '_cursor'],
    ['no id', 'patient=abc', 'patient'],
  ])('refuses %s', async (_what, query, at) => {
    const { status, body } = await search(query);
    expect([status, body.issue?.[0]?.expression]).toEqual([400, [at]]);
  });

  it('is written by nobody from outside, in no way', async () => {
    const event = { resourceType: 'AuditEvent', type: {}, recorded: '2026-01-01T00:00:00Z', agent: [], source: {} };
    const writer = machine(['system/*.cruds', 'system/AuditEvent.cruds']);
    const send = async (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) =>
      (await world.callAs(writer, method, path, body === undefined ? undefined : JSON.stringify(body), FHIR)).status;
    const [first] = await found(`altid=${reader.id}`);
    expect(await send('POST', '/fhir/R4/AuditEvent', event)).toBe(501);
    expect(await send('PUT', `/fhir/R4/AuditEvent/${first?.id ?? ''}`, { ...event, id: first?.id })).toBe(501);
    expect(await send('DELETE', `/fhir/R4/AuditEvent/${first?.id ?? ''}`)).toBe(404);
    const entry = [{ resource: event, request: { method: 'POST', url: 'AuditEvent' } }];
    expect(await send('POST', '/fhir/R4', { resourceType: 'Bundle', type: 'transaction', entry })).toBe(501);
  });
});
