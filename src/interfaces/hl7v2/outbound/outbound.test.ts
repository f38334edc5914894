import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acknowledge, get, isRefusal, parseMessage, textOf } from '../../../../packages/hl7/index.ts';
import { passTime } from '../../../../test/world/pass-time.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { fileDocument, markEnteredInError } from '../../../modules/documents/index.ts';
import { mergePatients, registerPatient, replacePatient, unmergePatients } from '../../../modules/patients/index.ts';
import { codes, message, send } from '../client.fixture.ts';
import { Deframer, framed } from '../frames.ts';
import { startMllp } from '../receive-messages.ts';
import { sendDue } from './send-outbound.ts';

type Reply = 'AA' | 'AE' | 'AR' | 'silence';

let world: World;
let receiver: Server;
let heard: string[] = [];
let replies: Reply[] = [];
const sockets = new Set<Socket>();

beforeAll(async () => {
  world = await openWorld();
  receiver = createServer((socket) => {
    sockets.add(socket);
    const deframer = new Deframer(1_000_000, { held: 0, most: 1_000_000 });
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk: Buffer) => {
      for (const frame of deframer.push(chunk)) answer(socket, textOf(frame.bytes));
    });
  });
  await new Promise<void>((ready) => {
    receiver.listen(0, '127.0.0.1', ready);
  });
  const made = await world.callAs(coordinator(), 'POST', '/hl7v2/destinations', destination());
  expect(made.status).toBe(201);
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  receiver.close();
  await world.close();
});
beforeEach(() => {
  heard = [];
  replies = [];
});

function answer(socket: Socket, text: string): void {
  heard.push(text);
  const reply = replies.shift() ?? 'AA';
  const read = parseMessage(text);
  if (reply === 'silence' || isRefusal(read)) {
    socket.destroy();
    return;
  }
  const error = reply === 'AA' ? {} : { error: { code: 207, words: 'Its index is locked.' } as const };
  socket.write(framed(acknowledge(read, { code: reply, controlId: `r${heard.length}`, at: '20261120', ...error })));
}

const coordinator = () => world.person(['coordinator']);
const destination = () => ({
  ...{ name: 'EHR', host: '127.0.0.1', port: (receiver.address() as AddressInfo).port, tls: false, ca: null },
  ...{ application: 'EPIC', facility: 'NORTH', tells: ['identity', 'documents'], stopped: false, alarmMinutes: 20 },
  downstreamIds: [] as string[],
});
const facts = (family: string) => ({
  ...{ birthDate: '1961-03-05', sex: 'female' as const, identifiers: [], contacts: [] },
  names: [{ use: 'legal' as const, family, given: ['Ana'] }],
});
const register = (family: string) =>
  world.system((act) => registerPatient(act, { facts: facts(family), facilityId: FACILITY, origin: 'desk' }));
const said = (text: string | undefined, path: string) => {
  const read = parseMessage(text ?? '');
  return isRefusal(read) ? undefined : get(read, path);
};
const events = () => heard.map((text) => said(text, 'MSH-9.2'));
const states = () =>
  world
    .sql<{ state: string }>(`SELECT DISTINCT state FROM hl7v2.outbound ORDER BY state`)
    .then((rows) => rows.map(({ state }) => state));

describe('what changes here', () => {
  it('is told in order, with the numbers of the person', async () => {
    const one = await register('Rivera');
    const two = await register('River|a');
    await world.system((act) => replacePatient(act, one.id, facts('Rivera-Cole'), { origin: 'desk' }));
    await world.system((act) =>
      mergePatients(act, { retiredId: two.id, survivorId: one.id, reason: 'The same person.' }),
    );
    await world.stack.drain();
    expect(events()).toEqual(['A28', 'A28', 'A31', 'A40']);
    expect(said(heard[3], 'MSH-5')).toBe('EPIC');
    expect(said(heard[3], 'PID-3.1')).toBe(said(heard[0], 'PID-3.1'));
    expect(said(heard[3], 'MRG-1.1')).toBe(said(heard[1], 'PID-3.1'));
    expect(said(heard[1], 'PID-5.1')).toBe('River|a');
    expect(said(heard[2], 'PID-5.1')).toBe('Rivera-Cole');
    expect(await states()).toEqual(['sent']);
  });

  it('as a merge that was undone is told of both registrations, each with its own numbers', async () => {
    const stays = await register('Stays');
    const goes = await register('Goes');
    const { mergeId } = await world.system((act) =>
      mergePatients(act, { retiredId: goes.id, survivorId: stays.id, reason: 'The same person.' }),
    );
    await world.system((act) => unmergePatients(act, { mergeId, reason: 'They are two.' }));
    await world.stack.drain();
    expect(events()).toEqual(['A28', 'A28', 'A40', 'A31', 'A28']);
    expect([said(heard[3], 'PID-3.1'), said(heard[4], 'PID-3.1')]).toEqual([
      said(heard[0], 'PID-3.1'),
      said(heard[1], 'PID-3.1'),
    ]);
  });

  it('as a document goes with its text, and its withdrawal follows', async () => {
    const { id } = await register('Documented');
    const keySlot = world.services.keyring.newSlot();
    const text = Buffer.from('She came in.\nShe went home.');
    const blob = await world.services.blobs.put(keySlot, text, { maxBytes: 1_000 });
    const filed = await world.system((act) =>
      fileDocument(act, {
        ...{ patientId: id, facilityId: FACILITY, typeCode: 'discharge-summary', keySlot, receivedVia: 'scan' },
        ...{ origin: 'desk', pages: [], signatures: [] },
        renditions: [{ kind: 'original', mediaType: 'text/plain; charset=utf-8', blob }],
      }),
    );
    await world.system((act) =>
      markEnteredInError(act, {
        ...{ patientId: id, documentId: filed.documentId, cause: 'wrong-patient', reason: 'It is of another.' },
      }),
    );
    await world.stack.drain();
    expect(events()).toEqual(['A28', 'T02', 'T11']);
    expect(said(heard[1], 'TXA-12.1')).toBe(filed.documentId);
    expect([said(heard[1], 'OBX-5'), said(heard[1], 'OBX[2]-5')]).toEqual(['She came in.', 'She went home.']);
    expect(said(heard[2], 'TXA-19')).toBe('CA');
  });

  it('at the identity desk ticks off what a system is owed when it took the message; refused, it stays with a person', async () => {
    const desk = coordinator();
    const call = <T>(method: 'GET' | 'POST', path: string, body?: unknown) =>
      world.callAs<T>(desk, method, path, body).then((answer) => {
        expect(answer.status).toBeLessThan(300);
        return answer.body;
      });
    const { id: systemId } = await call<{ id: string }>('POST', '/identity/downstream', {
      name: 'EHR',
      how: 'message',
    });
    const [{ id = '' } = {}] = await world.sql<{ id: string }>(`SELECT id FROM hl7v2.destination`);
    await call('POST', `/hl7v2/destinations/${id}`, { ...destination(), downstreamIds: [systemId] });
    const notices = () =>
      world.sql<{ undone: boolean; told_how: string | null; outcome: string | null }>(
        `SELECT n.undone, n.told_how, i.outcome FROM identity.notice n JOIN worklist.item i ON i.subject_id = n.id
         WHERE n.downstream_id = $1 ORDER BY n.opened_at`,
        [systemId],
      );
    const one = await register('Owed');
    const two = await register('Owing');
    const pair = await call<{ id: string }>('POST', '/identity/pairs', { patientId: one.id, otherId: two.id });
    const { left, right } = await call<Record<'left' | 'right', { id: string; version: number }>>(
      'GET',
      `/identity/pairs/${pair.id}`,
    );
    const versions = [left, right].map((each) => ({ id: each.id, version: each.version }));
    const { mergeId } = await call<{ mergeId: string }>('POST', `/identity/pairs/${pair.id}/merge`, {
      ...{ survivorId: left.id, fields: {}, reason: 'The same person.', versions },
    });
    expect(await notices()).toEqual([{ undone: false, told_how: null, outcome: null }]);
    await world.stack.drain();
    expect(events().at(-1)).toBe('A40');
    expect(await notices()).toEqual([{ undone: false, told_how: 'message', outcome: 'message' }]);
    replies = ['AA', 'AR'];
    await call('POST', `/identity/merges/${mergeId}/undo`, { reason: 'They are two.' });
    await world.stack.drain();
    const undone = { undone: true, told_how: null, outcome: null };
    expect((await notices())[1]).toEqual(undone);
    const { messages } = await call<{ messages: { id: string }[] }>('GET', '/hl7v2/outbound');
    await call('POST', `/hl7v2/outbound/${messages[0]?.id}/again`);
    await world.stack.drain();
    expect((await notices())[1]).toEqual({ ...undone, told_how: 'message', outcome: 'message' });
  });

  it('by a feed is told to nobody', async () => {
    const server = await startMllp(world.services, { port: 0 });
    const fed = message({ event: 'ADT^A28', id: 'fed', rest: ['PID|1||F100^^^HOSP^MR||Fed^Mary||19700101|F'] });
    expect(codes(await send(server.port, [fed]))).toEqual(['AA']);
    await world.stack.drain();
    await server.stop();
    expect(await world.sql(`SELECT 1 FROM patients.identifier WHERE value = 'F100'`)).toHaveLength(1);
    expect(heard).toEqual([]);
  });
});

describe('a receiver', () => {
  it('that breaks off before it answers gets the same bytes again, and nothing overtakes', async () => {
    replies = ['silence'];
    await register('Broken');
    await register('Behind');
    await world.stack.drain();
    expect(heard.map((text) => said(text, 'PID-5.1'))).toEqual(['Broken']);
    await passTime(world, 60_000);
    await world.system(sendDue);
    await world.stack.drain();
    expect(heard[1]).toBe(heard[0]);
    expect(heard.map((text) => said(text, 'PID-5.1'))).toEqual(['Broken', 'Broken', 'Behind']);
    expect(await states()).toEqual(['sent']);
  });

  it('that refuses leaves it to a person, who sends it again; those behind it go on', async () => {
    replies = ['AR', 'AA'];
    await register('Refused');
    await register('Next');
    await world.stack.drain();
    expect(heard.map((text) => said(text, 'PID-5.1'))).toEqual(['Refused', 'Next']);
    const { body } = await world.callAs<{ messages: { id: string }[] }>(coordinator(), 'GET', '/hl7v2/outbound');
    expect(body.messages).toMatchObject([{ event: 'A28', reason: 'Answered AR: Its index is locked.' }]);
    const again = await world.callAs(coordinator(), 'POST', `/hl7v2/outbound/${body.messages[0]?.id}/again`);
    expect(again.status).toBe(204);
    await world.stack.drain();
    expect(heard[2]).toBe(heard[0]);
    expect(await states()).toEqual(['sent']);
  });

  it('that cannot be reached for too long waits for somebody, once, until it answers or is stopped', async () => {
    const items = () =>
      world
        .sql<{ outcome: string | null }>(
          `SELECT outcome FROM worklist.item WHERE kind = 'hl7v2.unreachable' ORDER BY opened_at`,
        )
        .then((rows) => rows.map(({ outcome }) => outcome));
    const later = async (minutes: number) => {
      await passTime(world, minutes * 60_000);
      await world.system(sendDue);
      await world.stack.drain();
    };
    replies = Array<Reply>(30).fill('silence');
    await register('Unanswered');
    await world.stack.drain();
    await later(15);
    expect(await items()).toEqual([]);
    await later(6);
    await later(15);
    expect(await items()).toEqual([null]);
    const list = await world.callAs<{ destinations: { unansweredSince: string | null; alarmMinutes: number }[] }>(
      coordinator(),
      'GET',
      '/hl7v2/destinations',
    );
    expect(list.body.destinations).toMatchObject([
      { alarmMinutes: 20, waiting: 1, unansweredSince: expect.any(String) as string },
    ]);
    replies = ['AE'];
    await later(15);
    expect(await items()).toEqual(['answered']);
    const { body } = await world.callAs<{ messages: { id: string }[] }>(coordinator(), 'GET', '/hl7v2/outbound');
    replies = ['AA', ...Array<Reply>(30).fill('silence')];
    await world.callAs(coordinator(), 'POST', `/hl7v2/outbound/${body.messages[0]?.id}/again`);
    await world.stack.drain();
    await register('Again');
    await world.stack.drain();
    await later(25);
    expect(await items()).toEqual(['answered', null]);
    const [{ id = '' } = {}] = await world.sql<{ id: string }>(`SELECT id FROM hl7v2.destination`);
    await world.callAs(coordinator(), 'POST', `/hl7v2/destinations/${id}`, { ...destination(), stopped: true });
    expect(await items()).toEqual(['answered', 'stopped']);
    replies = [];
    await world.callAs(coordinator(), 'POST', `/hl7v2/destinations/${id}`, destination());
    await world.stack.drain();
    expect(await states()).toEqual(['sent']);
  });

  it('that is stopped is told nothing, and is seen in the list', async () => {
    const { body } = await world.callAs<{ destinations: { id: string; lastAt: string | null }[] }>(
      coordinator(),
      'GET',
      '/hl7v2/destinations',
    );
    expect(body.destinations).toMatchObject([{ waiting: 0, failed: 0, name: 'EHR' }]);
    expect(body.destinations[0]?.lastAt).not.toBeNull();
    const id = body.destinations[0]?.id ?? '';
    await world.callAs(coordinator(), 'POST', `/hl7v2/destinations/${id}`, { ...destination(), stopped: true });
    await register('Unheard');
    await world.stack.drain();
    expect(heard).toEqual([]);
    const clerk = await world.callAs(world.person(['index-clerk']), 'POST', `/hl7v2/destinations/${id}`, destination());
    expect(clerk.status).toBe(403);
  });
});
