import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passTime } from '../../../test/world/pass-time.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import { codes, message, send } from './client.fixture.ts';
import { type MllpServer, startMllp } from './receive-messages.ts';

let world: World;
let server: MllpServer;
beforeAll(async () => {
  world = await openWorld();
  server = await startMllp(world.services, { port: 0 });
});
afterAll(async () => {
  await server.stop();
  await world.close();
});

const MINUTE = 60_000;
const coordinator = () => world.person(['coordinator']);
const adt = (app: string, id: string, name = 'Feed^Mary') =>
  message({ event: 'ADT^A28', id, app, rest: [`PID|1||${id}^^^HOSP^MR||${name}||19700101|F`] });
interface SenderRow {
  id: string;
  application: string;
  silentSince: string | null;
  expectedMinutes: number | null;
  messages: number;
  refused: number;
}
async function senderOf(app: string): Promise<SenderRow> {
  const { body } = await world.callAs<{ senders: SenderRow[] }>(coordinator(), 'GET', '/hl7v2/senders');
  const found = body.senders.find(({ application }) => application === app);
  if (found === undefined) throw new Error(`${app} is not in the list.`);
  return found;
}
const silentItems = (senderId: string) =>
  world.sql<{ outcome: string | null }>(
    `SELECT outcome FROM worklist.item WHERE kind = 'hl7v2.silent' AND subject_id = $1 ORDER BY opened_at`,
    [senderId],
  );

describe('a feed that somebody expects to hear', () => {
  it('is told of when it falls silent, once, and settled when it speaks', async () => {
    await send(server.port, [adt('QUIET', 'q1')]);
    await world.stack.drain();
    const { id } = await senderOf('QUIET');
    const set = await world.callAs(coordinator(), 'POST', `/hl7v2/senders/${id}/expectation`, { minutes: 30 });
    expect(set.status).toBe(204);
    await passTime(world, 29 * MINUTE);
    expect(await silentItems(id)).toEqual([]);
    await passTime(world, 2 * MINUTE);
    await passTime(world, 10 * MINUTE);
    expect(await silentItems(id)).toEqual([{ outcome: null }]);
    expect((await senderOf('QUIET')).silentSince).not.toBeNull();
    await send(server.port, [adt('QUIET', 'q2')]);
    await world.stack.drain();
    expect(await silentItems(id)).toEqual([{ outcome: 'spoke' }]);
    expect(await senderOf('QUIET')).toMatchObject({ silentSince: null, expectedMinutes: 30, messages: 2 });
    await passTime(world, 31 * MINUTE);
    expect(await silentItems(id)).toEqual([{ outcome: 'spoke' }, { outcome: null }]);
    await world.callAs(coordinator(), 'POST', `/hl7v2/senders/${id}/expectation`, { minutes: null });
    expect(await silentItems(id)).toEqual([{ outcome: 'spoke' }, { outcome: 'not-expected' }]);
  });

  it('may be written down before it speaks, and is then allowed', async () => {
    const made = await world.callAs<{ id: string }>(coordinator(), 'POST', '/hl7v2/senders', {
      application: 'LAB',
      facility: 'NORTH',
    });
    expect(made.status).toBe(201);
    expect(await world.sql('SELECT state FROM hl7v2.sender WHERE id = $1', [made.body.id])).toEqual([
      { state: 'allowed' },
    ]);
    const again = await world.callAs(coordinator(), 'POST', '/hl7v2/senders', {
      application: 'LAB',
      facility: 'NORTH',
    });
    expect(again.status).toBe(409);
    const nobody = await world.callAs(coordinator(), 'POST', `/hl7v2/senders/${world.person([]).id}/expectation`, {
      minutes: 5,
    });
    expect(nobody.status).toBe(404);
  });
});

describe('what the codes of a sender mean', () => {
  it('is set as rows that stay, taken back, and refused where it means nothing here', async () => {
    await send(server.port, [adt('CODES', 'c1')]);
    const { id } = await senderOf('CODES');
    const set = (body: object) => world.callAs(coordinator(), 'POST', `/hl7v2/senders/${id}/mapping`, body);
    expect((await set({ kind: 'document-type', said: 'DS', meant: 'no-such-type' })).status).toBe(400);
    expect((await set({ kind: 'authority', said: 'EPI', meant: 'not an address' })).status).toBe(400);
    expect((await set({ kind: 'class', said: 'i', meant: 'OBSENC' })).status).toBe(201);
    world.clock.advance(1_000);
    const inForce = async () => {
      const { body } = await world.callAs<{
        rows: { kind: string; said: string; meant: string; inForce: boolean; ofAll: boolean }[];
      }>(coordinator(), 'GET', `/hl7v2/senders/${id}/mapping`);
      return body.rows
        .filter((row) => row.kind === 'class' && row.said === 'I')
        .map(({ meant, ofAll, inForce: counts }) => [meant, ofAll, counts]);
    };
    expect(await inForce()).toEqual([
      ['OBSENC', false, true],
      ['IMP', true, false],
    ]);
    expect((await set({ kind: 'class', said: 'I', meant: '' })).status).toBe(201);
    expect(await inForce()).toEqual([
      ['', false, false],
      ['OBSENC', false, false],
      ['IMP', true, true],
    ]);
  });
});

describe('a message that is tried', () => {
  interface Tried {
    code: string;
    refusal: string | null;
    repeated: boolean;
    outcome: { state: string; reason: string | null } | null;
    effects: { what: string; typeCode: string | null }[];
    segments: {
      segment: string;
      name: string | null;
      fields: { path: string; name: string | null; value: string }[];
    }[];
  }
  const tried = async (text: string) => (await world.callAs<Tried>(coordinator(), 'POST', '/hl7v2/try', { text })).body;
  const everything = () =>
    world.sql(
      `SELECT (SELECT count(*) FROM patients.patient) AS patients, (SELECT count(*) FROM encounters.encounter) AS visits,
        (SELECT count(*) FROM hl7v2.message) AS messages, (SELECT count(*) FROM hl7v2.latest) AS latest,
        (SELECT count(*) FROM platform.event) AS events, (SELECT count(*) FROM documents.document) AS documents`,
    );

  it('says what it would do, and nothing of it is kept or told', async () => {
    await send(server.port, [adt('TRY', 't1')]);
    await world.stack.drain();
    const before = await everything();
    const admitted = await tried(
      message({
        event: 'ADT^A01',
        id: 't2',
        app: 'TRY',
        rest: ['PID|1||T200^^^HOSP^MR||Okafor^Chidi||19810202|M', 'PV1|1|I|4W||||||||||||||||VT2'],
      }).replaceAll('\r', '\n'),
    );
    expect(admitted).toMatchObject({ code: 'AA', refusal: null, repeated: false, outcome: { state: 'applied' } });
    expect(admitted.effects.map(({ what }) => what)).toEqual(['register-patient', 'record-visit']);
    expect(admitted.segments[2]).toMatchObject({ segment: 'PID', name: 'Patient Identification' });
    expect(admitted.segments[2]?.fields).toContainEqual({
      ...{ path: 'PID-5.1', name: 'Patient Name', value: 'Okafor', cut: false },
    });
    const filed = await tried(
      message({
        event: 'MDM^T02',
        id: 't3',
        app: 'TRY',
        rest: ['PID|1||t1^^^HOSP^MR||Feed^Mary||19700101|F', 'TXA|1|DS|TX|||||||||DOC9', 'OBX|1|TX|||She went home.'],
      }),
    );
    expect(filed.effects).toEqual([{ what: 'new-document', typeCode: 'discharge-summary' }]);
    expect(await everything()).toEqual(before);
  });

  it('says what is wrong with it, and what it would wait for', async () => {
    expect(await tried('PID|1')).toMatchObject({ code: 'AR', outcome: null, segments: [] });
    const stranger = await tried(adt('NOBODY', 'n1'));
    expect(stranger).toMatchObject({ code: 'AR', outcome: { state: 'applied' } });
    expect(stranger.refusal).toContain('not known here');
    expect(await tried(adt('TRY', 't1'))).toMatchObject({ repeated: true });
    expect(await tried(adt('TRY', 't1', 'Other^Person').replace('19700101', '19990909'))).toMatchObject({
      outcome: { state: 'failed', reason: expect.stringContaining('belongs to somebody else') as string },
      effects: [],
    });
    const early = message({
      event: 'ADT^A40',
      id: 't4',
      app: 'TRY',
      rest: ['PID|1||t1^^^HOSP^MR||Feed^Mary', 'MRG|NEVER^^^HOSP^MR'],
    });
    expect(await tried(early)).toMatchObject({ outcome: { state: 'held' } });
  });
});

describe('the monitor', () => {
  it('says how the port is and counts what was refused', async () => {
    const { body } = await world.callAs(coordinator(), 'GET', '/hl7v2/port');
    expect(body).toMatchObject({ state: 'open', port: server.port, tls: false, allowed: [] });
    expect(
      codes(await send(server.port, [adt('BAD', 'b1'), adt('BAD', 'b2').replace('PID|1||b2', 'PID|1||')])),
    ).toEqual(['AA', 'AE']);
    expect(await senderOf('BAD')).toMatchObject({ messages: 2, refused: 1 });
  });

  it('shows a message in error by the names of its fields, and applies its corrected copy', async () => {
    await send(server.port, [
      adt('FIX', 'f1'),
      message({ event: 'ADT^A08', id: 'f2', app: 'FIX', rest: ['PID|1||f1^^^HOSP^MR||Okafor^Chidi||19990101|M'] }),
    ]);
    await world.stack.drain();
    const { body } = await world.callAs<{ messages: { id: string; controlId: string }[] }>(
      coordinator(),
      'GET',
      '/hl7v2/errors',
    );
    const id = body.messages.find(({ controlId }) => controlId === 'f2')?.id ?? '';
    const read = await world.callAs<{ segments: unknown[]; state: string }>(
      coordinator(),
      'GET',
      `/hl7v2/messages/${id}`,
    );
    expect(read.body).toMatchObject({ state: 'failed' });
    expect(read.body.segments).toHaveLength(3);
    const replayed = await world.callAs<{ id: string }>(coordinator(), 'POST', `/hl7v2/messages/${id}/replay`, {
      edits: [{ path: 'PID-3.1', value: 'f9' }],
    });
    expect(replayed.status).toBe(200);
    await world.stack.drain();
    expect(await world.sql('SELECT state FROM hl7v2.work WHERE message_id = $1', [replayed.body.id])).toEqual([
      { state: 'applied' },
    ]);
  });

  it.each([
    ['GET', '/hl7v2/senders'],
    ['GET', '/hl7v2/port'],
    ['GET', '/hl7v2/errors'],
    ['POST', '/hl7v2/try'],
    ['POST', '/hl7v2/senders'],
  ] as const)('%s %s is refused to a clerk', async (method, path) => {
    const body = { text: 'MSH', application: 'X', facility: '' };
    const answer = await world.callAs(world.person(['index-clerk']), method, path, method === 'GET' ? undefined : body);
    expect(answer.status).toBe(403);
  });
});
