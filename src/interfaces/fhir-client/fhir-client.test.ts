import { createHash, createPrivateKey, createPublicKey, type JsonWebKey, sign, verify } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { passTime } from '../../../test/world/pass-time.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import { newId } from '../../platform/ids.ts';
import { operatorActor } from '../../platform/system-actor.ts';
import { readClientKeys, registerClient } from '../../modules/accounts/index.ts';
import { readEntry, takePrepared } from '../fhir/index.ts';
import { decideAddress } from './decide-address.ts';
import { decidePerson } from './decide-person.ts';
import { deriveRsaKey } from './derive-rsa-key.ts';
import { publicKeys } from './keys.ts';

/** Ours, and a second instance of the product as the server of somebody else, spoken to over HTTP. */
let ours: World;
let theirs: World;
let door: Server;
let base: string;
let serverId: string;
/** What was asked of the other server, and what stands in for its answer to the next request whose path matches. */
let asked: string[] = [];
let instead: { path: RegExp; status: number; headers?: Record<string, string> } | undefined;

const coordinator = () => ours.person(['coordinator']);
const operator = operatorActor('records');

beforeAll(async () => {
  door = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    asked.push(`${request.method} ${path}`);
    if (instead?.path.test(path) === true) {
      const { status, headers } = instead;
      instead = undefined;
      return void response.writeHead(status, headers).end();
    }
    theirs.stack.http.app.routing(request, response);
  });
  await new Promise<void>((done) => door.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${(door.address() as AddressInfo).port}`;
  base = `http://${host}/fhir/R4`;
  theirs = await openWorld({ env: { CHARTKEEPER_PUBLIC_URL: `http://${host}` } });
  await theirs.stack.http.app.ready();
  ours = await openWorld({ env: { CHARTKEEPER_FHIR_HOSTS: host } });
  const keys = { set: readClientKeys(publicKeys(ours.services.keyring)) };
  const { clientId } = await theirs.act(
    operator,
    { verb: 'accounts.register-client', permission: 'accounts/manage-clients' },
    (act) => registerClient(act, { name: 'chartkeeper', scope: 'system/*.rs', keys }),
  );
  const added = await ours.callAs<{ id: string }>(coordinator(), 'POST', '/fhir-client/servers', facts(clientId));
  expect(added.status).toBe(201);
  serverId = added.body.id;
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

const facts = (clientId: string) => ({
  ...{
    name: 'EHR',
    baseUrl: `${base}/`,
    clientId,
    scope: 'system/*.rs',
    algorithm: 'ES384',
    patients: null,
    stopped: false,
  },
});

const patient = (id: string, family: string, more: object = {}) => ({
  resourceType: 'Patient',
  id,
  name: [{ use: 'official', family, given: ['Ada', 'Maria'] }],
  gender: 'female',
  birthDate: '1961-04-09',
  identifier: [{ type: { coding: [{ code: 'MR' }] }, system: 'urn:oid:1.2.3', value: `MR-${id}` }],
  ...more,
});
/** Nobody like anybody else. */
const unlike = (n: number) => {
  const word = (which: string) =>
    createHash('sha256').update(`${which}${n}`).digest('hex').replace(/\d/g, '').slice(0, 9);
  const birthDate = `${1930 + n}-0${1 + (n % 9)}-1${n % 10}`;
  return patient(`many${n}`, word('family'), { name: [{ family: word('family'), given: [word('given')] }], birthDate });
};
const document = (id: string, of: string, text: string, more: object = {}) => ({
  ...{ resourceType: 'DocumentReference', id, status: 'current', subject: { reference: `Patient/${of}` } },
  type: { coding: [{ system: 'http://loinc.org', code: '18842-5' }] },
  content: [{ attachment: { contentType: 'text/plain', data: Buffer.from(text).toString('base64') } }],
  ...more,
});

/** The other house writes into its own record. */
async function there(...resources: { resourceType: string }[]) {
  theirs.clock.advance(1_000);
  await takePrepared(
    theirs.services,
    resources.map((resource, index) => readEntry({ resource } as never, index)),
    { mode: 'import', origin: 'their-desk' },
    (_step, run) => theirs.system(run),
  );
}

async function pull() {
  const { status } = await ours.callAs(coordinator(), 'POST', `/fhir-client/servers/${serverId}/pull`);
  expect(status).toBe(204);
  await ours.stack.drain();
}
interface Status {
  servers: {
    clientId: string;
    algorithm: string;
    trouble: string | null;
    notBefore: string | null;
    pulledAt: string | null;
    open: number;
  }[];
}
const status = async () => (await ours.callAs<Status>(coordinator(), 'GET', '/fhir-client/servers')).body.servers[0];
interface Open {
  items: {
    id: string;
    type: string;
    state: string;
    reason: string;
    candidates: { id: string; name: string; birthDate: string }[];
  }[];
}
const open = async () => (await ours.callAs<Open>(coordinator(), 'GET', '/fhir-client/items')).body.items;
const count = async (table: string) =>
  Number((await ours.sql<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n);

describe('a pull', () => {
  it('brings patients and their documents with content, once', async () => {
    await there(patient('p1', 'Okafor'), document('d1', 'p1', 'She went home well.'));
    await pull();
    expect(await status()).toMatchObject({ trouble: null, open: 0 });
    expect(await count('documents.document')).toBe(1);
    expect(await count(`patients.name WHERE family = 'Okafor'`)).toBe(1);
    expect(asked.some((line) => line.startsWith('GET /fhir/R4/Binary/'))).toBe(true);
    await pull();
    expect(await count('documents.document')).toBe(1);
    expect(await count('documents.version')).toBe(1);
  });

  it('asks only for what changed since, and follows a new content as a version', async () => {
    await there(document('d1', 'p1', 'She went home well, on the 4th.'));
    asked = [];
    await pull();
    expect(asked.filter((line) => /GET .*DocumentReference\?/.test(line))[0]).toContain('_lastUpdated=ge');
    expect(await count('documents.document')).toBe(1);
    expect(await count('documents.version')).toBe(2);
  });

  it('goes on after 429 when the server said, and where it was', async () => {
    await there(...Array.from({ length: 30 }, (_each, n) => unlike(n)));
    instead = { path: /Patient\?.*(_cursor|cursor)/, status: 429, headers: { 'retry-after': '120' } };
    await pull();
    const waiting = await status();
    expect(waiting?.trouble).toContain('429');
    expect(new Date(waiting?.notBefore ?? 0).getTime() - ours.clock.now().getTime()).toBe(120_000);
    const half = await count(`fhir_client.item WHERE type = 'Patient' AND source_id <> ''`);
    asked = [];
    await passTime(ours, 121_000);
    expect(asked.filter((line) => /Patient\?/.test(line))[0]).toMatch(/cursor/);
    expect(await status()).toMatchObject({ trouble: null, notBefore: null });
    expect(await count(`fhir_client.item WHERE type = 'Patient'`)).toBe(31);
    expect(half).toBeLessThan(31);
  });

  it('links a patient who is certainly registered here, and lets the desk’s words stand', async () => {
    const registered = patient('own', 'Lindqvist', {
      ...{ name: [{ family: 'Lindqvist', given: ['Signe'] }], birthDate: '1950-02-17' },
      telecom: [{ system: 'phone', value: '555-0100' }],
    });
    await takePrepared(
      ours.services,
      [readEntry({ resource: registered }, 0)],
      { mode: 'import', origin: 'our-desk' },
      (_step, run) => ours.system(run),
    );
    await there({ ...registered, id: 'far', gender: 'female' } as never, document('d2', 'far', 'Seen in the clinic.'));
    await pull();
    expect(await open()).toEqual([]);
    expect(
      await count(`patients.patient p JOIN patients.name n ON n.patient_id = p.id AND n.family = 'Lindqvist'`),
    ).toBe(1);
    expect(
      await count(
        `documents.document d JOIN patients.name n ON n.patient_id = d.patient_id AND n.family = 'Lindqvist'`,
      ),
    ).toBe(1);
  });

  it('asks a person where it is not certain, and files what waited when he has decided', async () => {
    const twin = (id: string) =>
      patient(id, 'Marchetti', {
        ...{ identifier: [], name: [{ family: 'Marchetti', given: ['Rosa'] }], birthDate: '1972-11-30' },
      });
    for (const id of ['t1', 't2'])
      await takePrepared(
        ours.services,
        [readEntry({ resource: twin(id) }, 0)],
        { mode: 'import', origin: 'our-desk' },
        (_step, run) => ours.system(run),
      );
    await there(twin('t3'), document('d3', 't3', 'Whose is it?'));
    await pull();
    const items = await open();
    expect(items.map(({ type, state }) => `${type} ${state}`).sort()).toEqual([
      'DocumentReference failed',
      'Patient asks',
    ]);
    const asks = items.find(({ state }) => state === 'asks');
    const candidates = asks?.candidates ?? [];
    expect(candidates).toHaveLength(2);
    expect(candidates[1]).toMatchObject({ name: 'Marchetti, Rosa', birthDate: '1972-11-30' });
    const decide = (patientId: string | undefined) =>
      ours.callAs(coordinator(), 'POST', `/fhir-client/items/${asks?.id}/patient`, { patientId });
    expect((await decide(newId())).status).toBe(400);
    expect((await decide(candidates[1]?.id)).status).toBe(204);
    await ours.stack.drain();
    expect(await open()).toEqual([]);
    const filed = await ours.sql<{ patient_id: string }>(
      `SELECT d.patient_id FROM documents.document d JOIN patients.name n ON n.patient_id = d.patient_id AND n.family = 'Marchetti'`,
    );
    expect(filed.map((row) => row.patient_id)).toEqual([candidates[1]?.id]);
  });

  it('leaves one that cannot be had to a person, and files the others', async () => {
    await there(document('d4', 'p1', 'This one fails.'), document('d5', 'p1', 'This one does not.'));
    instead = { path: /\/Binary\//, status: 404 };
    const before = await count('documents.document');
    await pull();
    const items = await open();
    expect(items).toMatchObject([{ type: 'DocumentReference', state: 'failed' }]);
    expect(await count('documents.document')).toBe(before + 1);
    expect((await ours.callAs(coordinator(), 'POST', `/fhir-client/items/${items[0]?.id}/again`)).status).toBe(204);
    await ours.stack.drain();
    expect(await open()).toEqual([]);
    expect(await count('documents.document')).toBe(before + 2);
  });
});

describe('a server', () => {
  it('on a host that is not allowed is not saved', async () => {
    const answer = await ours.callAs(coordinator(), 'POST', '/fhir-client/servers', {
      ...{ ...facts('x'), name: 'Elsewhere', baseUrl: 'https://elsewhere.example/fhir' },
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'fhir-client/not-allowed' } });
  });

  it('is set by the coordinator and by nobody of the index', async () => {
    const clerk = ours.person(['index-clerk']);
    expect((await ours.callAs(clerk, 'GET', '/fhir-client/servers')).status).toBe(403);
    expect((await ours.callAs(clerk, 'POST', `/fhir-client/servers/${serverId}/pull`)).status).toBe(403);
    expect((await ours.callAs(clerk, 'GET', '/fhir-client/items')).status).toBe(403);
  });

  it('that takes RS384 only is read with our other key', async () => {
    const answer = await ours.callAs(coordinator(), 'POST', `/fhir-client/servers/${serverId}`, {
      ...{ ...facts((await status())?.clientId ?? ''), algorithm: 'RS384' },
    });
    expect(answer.status).toBe(200);
    asked = [];
    await pull();
    expect(asked.filter((each) => each.startsWith('POST '))).toHaveLength(1);
    expect(await status()).toMatchObject({ trouble: null, algorithm: 'RS384' });
  });

  it('finds our public keys, and no secret with it', async () => {
    const answer = await ours.stack.http.app.inject('/fhir-client/keys');
    expect(answer.json()).toMatchObject({
      keys: [
        { kty: 'EC', crv: 'P-384', alg: 'ES384' },
        { kty: 'RSA', e: 'AQAB', alg: 'RS384' },
      ],
    });
    expect(answer.body).not.toMatch(/"(?:d|p|q|dp|dq|qi)"/);
  });
});

describe('our RSA key', () => {
  it('is the same for the same secrets, another for others, and strong', () => {
    const from = (seed: string) =>
      deriveRsaKey((label) =>
        createHash('sha256')
          .update(seed + label)
          .digest(),
      );
    const key = from('a');
    expect(from('a')).toEqual(key);
    expect(from('b').n).not.toBe(key.n);
    const secret = createPrivateKey({ key: key as JsonWebKey, format: 'jwk' });
    expect(secret.asymmetricKeyDetails).toMatchObject({ modulusLength: 3_072, publicExponent: 65_537n });
    const said = Buffer.from('said');
    const open = createPublicKey({ key: { kty: 'RSA', n: key.n, e: key.e }, format: 'jwk' });
    expect(verify('sha384', said, open, sign('sha384', said, secret))).toBe(true);
  });
});

describe('what is decided', () => {
  it.each([
    ['https://ehr.example/r4', true],
    ['http://ehr.example/r4', false],
    ['https://user:secret@ehr.example/r4', false],
    ['https://ehr.example.evil.example/r4', false],
    ['file:///etc/passwd', false],
    ['nothing', false],
  ])('%s may be spoken to: %s', (address, allowed) => {
    expect('url' in decideAddress(address, ['ehr.example'])).toBe(allowed);
  });

  it('links only one who is certain and alone', () => {
    expect(decidePerson([])).toEqual({ nobody: true });
    expect(
      decidePerson([
        { id: 'a', score: 0.999 },
        { id: 'b', score: 0.1 },
      ]),
    ).toEqual({ same: 'a' });
    expect(
      decidePerson([
        { id: 'a', score: 0.999 },
        { id: 'b', score: 0.6 },
      ]),
    ).toEqual({ asks: ['a', 'b'] });
    expect(decidePerson([{ id: 'a', score: 0.9 }])).toEqual({ asks: ['a'] });
  });
});
