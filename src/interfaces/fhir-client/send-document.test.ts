import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { passTime } from '../../../test/world/pass-time.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import { operatorActor } from '../../platform/system-actor.ts';
import { readClientKeys, registerClient } from '../../modules/accounts/index.ts';
import { readEntry, takePrepared } from '../fhir/index.ts';
import { publicKeys } from './keys.ts';

/** Ours, and a second instance of the product as the server of somebody else, spoken to over HTTP. */
let ours: World;
let theirs: World;
let door: Server;
let serverId: string;
let asked: string[] = [];
/** What stands in for the answer to the next request that matches; `lost`: the other side did it, and we never hear. */
let instead: { what: RegExp; status: number; lost?: true } | undefined;
const operator = operatorActor('records');
const coordinator = (more: object = {}) => ours.person(['coordinator'], more);

beforeAll(async () => {
  door = createServer((request, response) => {
    const what = `${request.method} ${decodeURIComponent(request.url ?? '')}`;
    asked.push(what);
    if (instead?.what.test(what) === true) {
      const { status, lost } = instead;
      instead = undefined;
      if (lost !== true) return void response.writeHead(status).end();
      response.end = (() => response.destroy()) as never;
      response.write = (() => false) as never;
    }
    theirs.stack.http.app.routing(request, response);
  });
  await new Promise<void>((done) => door.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${(door.address() as AddressInfo).port}`;
  theirs = await openWorld({ env: { CHARTKEEPER_PUBLIC_URL: `http://${host}` } });
  await theirs.stack.http.app.ready();
  ours = await openWorld({ env: { CHARTKEEPER_FHIR_HOSTS: host } });
  const keys = { set: readClientKeys(publicKeys(ours.services.keyring)) };
  const scope = 'system/*.cruds';
  const { clientId } = await theirs.act(
    operator,
    { verb: 'accounts.register-client', permission: 'accounts/manage-clients' },
    (act) => registerClient(act, { name: 'chartkeeper', scope, keys }),
  );
  const facts = {
    name: 'EHR',
    baseUrl: `http://${host}/fhir/R4`,
    clientId,
    scope,
    algorithm: 'ES384',
    patients: null,
    stopped: false,
  };
  serverId = (await ours.callAs<{ id: string }>(coordinator(), 'POST', '/fhir-client/servers', facts)).body.id;
  await take(theirs, {
    resourceType: 'Patient',
    id: 'p1',
    name: [{ family: 'Okafor', given: ['Ada'] }],
    birthDate: '1961-04-09',
  });
  await take(theirs, document('theirs', 'p1', 'Written there.'));
  await pull();
}, 120_000);

afterAll(async () => {
  await ours.close();
  await theirs.close();
  door.closeAllConnections();
  await new Promise((done) => door.close(done));
});

beforeEach(() => {
  asked = [];
  instead = undefined;
});

const document = (id: string, of: string, text: string, more: object = {}) => ({
  ...{ resourceType: 'DocumentReference', id, status: 'current', subject: { reference: `Patient/${of}` } },
  type: { coding: [{ system: 'http://loinc.org', code: '18842-5' }] },
  content: [{ attachment: { contentType: 'text/plain', title: 'Note', data: Buffer.from(text).toString('base64') } }],
  ...more,
});

async function take(world: World, ...resources: object[]) {
  const taken = await takePrepared(
    world.services,
    resources.map((resource, index) => readEntry({ resource } as never, index)),
    { mode: 'import', origin: 'desk-of-the-house' },
    (_step, run) => world.system(run),
  );
  return taken.map((each) => each?.id ?? '');
}
async function pull() {
  await ours.callAs(coordinator(), 'POST', `/fhir-client/servers/${serverId}/pull`);
  await ours.stack.drain();
}
/** A document of ours of the linked patient. */
async function written(id: string, text: string, more: object = {}): Promise<string> {
  const [patient] = await ours.sql<{ id: string }>(`SELECT id FROM fhir.resource WHERE type = 'Patient' LIMIT 1`);
  await ours.sql(
    `INSERT INTO fhir.source (origin, type, source_id, id) VALUES ('desk-of-the-house', 'Patient', 'own', $1) ON CONFLICT DO NOTHING`,
    [patient?.id],
  );
  const [made] = await take(ours, document(id, 'own', text, more));
  return made ?? '';
}
const send = (documentId: string, actor = coordinator()) =>
  ours.callAs<{ id: string; code: string }>(actor, 'POST', `/fhir-client/servers/${serverId}/documents`, {
    documentId,
  });
const open = async () =>
  (
    await ours.callAs<{
      sendings: { id: string; state: string; reason: string; document: { title: string; patient: string } | null }[];
    }>(coordinator(), 'GET', '/fhir-client/sendings')
  ).body.sendings;
const inTheirs = async () =>
  (
    await theirs.sql<{ content: string }>(
      `SELECT content FROM fhir.resource WHERE type = 'DocumentReference' AND content LIKE '%http://localhost:8080/fhir/R4/DocumentReference%'`,
    )
  ).map(({ content }) => content);

describe('a document of a linked patient', () => {
  it('is written to the other server with its content, once, and does not come back', async () => {
    const id = await written('n1', 'She went home well.');
    expect((await send(id)).status).toBe(201);
    await ours.stack.drain();
    expect(await open()).toEqual([]);
    const [there] = await inTheirs();
    expect(there).toContain(id);
    await send(id);
    await ours.stack.drain();
    expect(await inTheirs()).toHaveLength(1);
    const before = await ours.sql('SELECT id FROM documents.document');
    await pull();
    expect(await ours.sql('SELECT id FROM documents.document')).toHaveLength(before.length);
  });

  it('is written once when the answer was lost', async () => {
    const before = (await inTheirs()).length;
    const id = await written('n2', 'Her answer was lost.');
    instead = { what: /^POST \/fhir\/R4\/DocumentReference/, status: 0, lost: true };
    await send(id);
    await ours.stack.drain();
    expect(await open()).toMatchObject([{ state: 'waiting', document: { patient: 'Okafor, Ada' } }]);
    expect((await open())[0]?.document?.title).toBe('Note');
    await passTime(ours, 60_000);
    expect(await open()).toEqual([]);
    expect(await inTheirs()).toHaveLength(before + 1);
  });

  it('is tried again after a pause, and waits for a person when it is refused', async () => {
    const id = await written('n3', 'The server was busy.');
    instead = { what: /^POST \/fhir\/R4\/DocumentReference/, status: 503 };
    await send(id);
    await ours.stack.drain();
    expect(await open()).toMatchObject([{ state: 'waiting' }]);
    instead = { what: /^POST \/fhir\/R4\/DocumentReference/, status: 422 };
    await passTime(ours, 60_000);
    const [failed] = await open();
    expect(failed).toMatchObject({ state: 'failed' });
    expect(failed?.reason).toContain('422');
    await ours.callAs(coordinator(), 'POST', `/fhir-client/sendings/${failed?.id}/again`);
    await ours.stack.drain();
    expect(await open()).toEqual([]);
  });

  it('does not go with a label, from there, for the own record, without a link, or by whoever may not', async () => {
    const labelled = await written('n4', 'Restricted.', { meta: { security: [{ code: 'HIV' }] } });
    const [theirOwn] = await ours.sql<{ id: string }>(
      `SELECT id FROM fhir.source WHERE type = 'DocumentReference' AND origin = $1 AND source_id IN (SELECT source_id FROM fhir_client.item WHERE state = 'filed')`,
      [`fhir-client:${serverId}`],
    );
    const plain = await written('n5', 'Plain.');
    const [patient] = await ours.sql<{ id: string }>(`SELECT id FROM fhir.resource WHERE type = 'Patient' LIMIT 1`);
    const refused = async (id: string, actor = coordinator()) => (await send(id, actor)).body.code;
    expect(await refused(labelled)).toBe('fhir-client/not-sent');
    expect(await refused(theirOwn?.id ?? '')).toBe('fhir-client/not-sent');
    expect(await refused(plain, coordinator({ ownPatientIds: [patient?.id ?? ''] }))).toBe('fhir-client/not-sent');
    expect((await send(plain, ours.person(['clinician']))).status).toBe(403);
    await take(ours, { resourceType: 'Patient', id: 'p9', name: [{ family: 'Nobody', given: ['Else'] }] });
    const [elsewhere] = await take(ours, document('n6', 'p9', 'Not linked.'));
    expect(await refused(elsewhere ?? '')).toBe('fhir-client/not-sent');
    expect(asked.filter((line) => line.startsWith('POST /fhir/R4/'))).toEqual([]);
  });
});
