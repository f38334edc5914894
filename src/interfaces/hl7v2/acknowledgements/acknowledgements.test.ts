import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  acknowledge,
  type AcknowledgementCode,
  get,
  isRefusal,
  parseMessage,
  textOf,
} from '../../../../packages/hl7/index.ts';
import { passTime } from '../../../../test/world/pass-time.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import { message } from '../client.fixture.ts';
import { Deframer, framed } from '../frames.ts';
import { type MllpServer, startMllp } from '../receive-messages.ts';
import { OpenLine } from './open-lines.ts';
import { acknowledgeDue } from './send-acknowledgements.ts';
import { watchAnswers } from './stuck.ts';

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

type Reply = AcknowledgementCode | 'silence';

/** A sender in enhanced mode: everything that comes back on its connection, its own answers to application acknowledgements given at once. */
class Sender {
  readonly heard: string[] = [];
  replies: Reply[] = [];
  private readonly socket: Socket;
  private wake: (() => void) | undefined;

  constructor(port: number) {
    const deframer = new Deframer(1_000_000, { held: 0, most: 1_000_000 });
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('error', () => {});
    this.socket.on('data', (chunk: Buffer) => {
      for (const frame of deframer.push(chunk)) {
        const text = textOf(frame.bytes);
        this.heard.push(text);
        const read = parseMessage(text);
        if (!isRefusal(read) && get(read, 'MSH-15') === 'AL') {
          const reply = this.replies.shift() ?? 'CA';
          if (reply !== 'silence')
            this.socket.write(
              framed(acknowledge(read, { code: reply, controlId: `c${this.heard.length}`, at: '20261120' })),
            );
        }
        this.wake?.();
      }
    });
  }

  async send(texts: readonly string[], answers: number): Promise<void> {
    const until = this.heard.length + answers;
    this.socket.write(Buffer.concat(texts.map((text) => framed(text))));
    await this.hears(until);
  }

  async hears(many: number): Promise<void> {
    while (this.heard.length < many) await new Promise<void>((resolve) => (this.wake = resolve));
  }

  codes(): string[] {
    return this.heard.map((text) => `${said(text, 'MSA-1')} ${said(text, 'MSA-2')}`);
  }

  async leave(): Promise<void> {
    this.socket.destroy();
    await new Promise((closed) => setTimeout(closed, 50));
  }
}

const said = (text: string | undefined, path: string) => {
  const read = parseMessage(text ?? '');
  return isRefusal(read) ? undefined : get(read, path);
};
const adt = (id: string, header: string, more: Partial<Parameters<typeof message>[0]> = {}) =>
  message({ event: 'ADT^A31', id, header, rest: [`PID|1||${id}^^^HOSP^MR||Test^${id}||19700101|F`], ...more });
/** A visit of two people: it fails when it is applied. */
const failing = (id: string, header: string) =>
  message({ event: 'ADT^A43', id, header, rest: [`PID|1||${id}^^^HOSP^MR||No^Body`, `MRG|`] });
const states = (id: string) =>
  world.sql<{ state: string; code: string | null }>(
    `SELECT a.state, a.code FROM hl7v2.acknowledgement a JOIN hl7v2.message m ON m.id = a.message_id WHERE m.control_id = $1`,
    [id],
  );

let sender: Sender;
beforeEach(() => (sender = new Sender(server.port)));
afterEach(() => sender.leave());

describe('enhanced mode', () => {
  it('is answered at once with the commit, and again after the message was applied', async () => {
    await sender.send([adt('a1', '|||AL|AL'), adt('a2', '|||AL|AL')], 2);
    expect(sender.codes()).toEqual(['CA a1', 'CA a2']);
    expect(await states('a1')).toEqual([{ state: 'awaited', code: null }]);
    await world.stack.drain();
    expect(sender.codes()).toEqual(['CA a1', 'CA a2', 'AA a1', 'AA a2']);
    const [, , late = ''] = sender.heard;
    expect([said(late, 'MSH-9.1'), said(late, 'MSH-5'), said(late, 'MSH-15'), said(late, 'MSH-16')]).toEqual([
      ...['ACK', 'HIS', 'AL', 'NE'],
    ]);
    expect(await states('a1')).toEqual([{ state: 'sent', code: 'AA' }]);
    // What the sender says to an answer is no message of it.
    expect(await world.sql(`SELECT 1 FROM hl7v2.message WHERE type LIKE 'ACK%'`)).toEqual([]);
  });

  it('tells a message that waits in the error queue as AE, with the reason', async () => {
    await sender.send([failing('b1', '|||AL|AL')], 1);
    await world.stack.drain();
    expect(sender.codes()).toEqual(['CA b1', 'AE b1']);
    expect(said(sender.heard[1], 'ERR-8')).toBeTruthy();
  });

  it.each([
    ['AL', 'NE', ['CA'], []],
    ['AL', '', ['CA'], []],
    ['AL', 'ER', ['CA'], []],
    ['AL', 'SU', ['CA'], ['AA']],
    ['SU', 'AL', ['CA'], ['AA']],
    ['ER', 'AL', [], ['AA']],
    ['NE', 'SU', [], ['AA']],
    ['NE', 'ER', [], []],
    ['NE', 'AL', ['AA'], []],
    ['', 'AL', ['AA'], []],
    ['NE', 'NE', [], []],
  ])(
    'with MSH-15 %s and MSH-16 %s a message that is applied gets %j and later %j',
    async (accept, wish, now, later) => {
      const id = `w-${accept}-${wish}`;
      await sender.send([adt(id, `|||${accept}|${wish}`), adt(`${id}-end`, '')], now.length + 1);
      expect(sender.codes()).toEqual([...now.map((code) => `${code} ${id}`), `AA ${id}-end`]);
      await world.stack.drain();
      expect(sender.codes().slice(now.length + 1)).toEqual(later.map((code) => `${code} ${id}`));
    },
  );

  it.each([
    ['AL', 'AL', 'CE'],
    ['ER', 'NE', 'CE'],
    ['SU', 'AL', 'AE'],
    ['NE', 'ER', 'AE'],
    ['SU', 'SU', undefined],
  ])(
    'with MSH-15 %s and MSH-16 %s a message that is not taken gets %s and nothing later',
    async (accept, wish, code) => {
      const id = `r-${accept}-${wish}`;
      const header = `|||${accept}|${wish}`;
      await sender.send(
        [message({ event: 'ADT^A31', id, header, rest: [] }), adt(`${id}-end`, '')],
        code === undefined ? 1 : 2,
      );
      await world.stack.drain();
      expect(sender.codes()).toEqual([...(code === undefined ? [] : [`${code} ${id}`]), `AA ${id}-end`]);
    },
  );

  it('that is held is answered when it is taken up, and one set aside by a person as AE', async () => {
    const held = (id: string, number: string) =>
      message({
        ...{ event: 'ADT^A40', id, header: '|||AL|AL' },
        rest: [`PID|1||${number}^^^HOSP^MR||Late^Lou||19700101|F`, `MRG|${number}x^^^HOSP^MR`],
      });
    await sender.send([held('h1', 'LATE1'), held('h2', 'LATE2')], 2);
    await world.stack.drain();
    expect(sender.codes()).toEqual(['CA h1', 'CA h2']);
    await sender.send([adt('h3', '', { rest: ['PID|1||LATE1x^^^HOSP^MR||Late^Lou||19700101|F'] })], 1);
    await world.stack.drain();
    expect(sender.codes().slice(3)).toEqual(['AA h1']);
    const [{ id = '' } = {}] = await world.sql<{ id: string }>(`SELECT id FROM hl7v2.message WHERE control_id = 'h2'`);
    const aside = { reason: 'Nobody knows this person.' };
    const done = await world.callAs(world.person(['coordinator']), 'POST', `/hl7v2/messages/${id}/set-aside`, aside);
    expect(done.status).toBe(204);
    await world.stack.drain();
    expect(sender.codes().slice(4)).toEqual(['AE h2']);
    expect(sender.heard[4]).not.toContain('Nobody knows');
  });
});

describe('an answer', () => {
  it('waits while its sender has no connection, and goes out when it speaks again, in the order of its messages', async () => {
    await sender.send([adt('o1', '|||AL|AL'), adt('o2', '|||AL|AL')], 2);
    await sender.leave();
    await world.stack.drain();
    expect([...(await states('o1')), ...(await states('o2'))].map(({ state }) => state)).toEqual([
      'waiting',
      'waiting',
    ]);
    const coordinator = world.person(['coordinator']);
    const listed = await world.callAs<{ senders: { answersWaiting: number }[] }>(coordinator, 'GET', '/hl7v2/senders');
    expect(listed.body.senders.map(({ answersWaiting }) => answersWaiting)).toEqual([2]);
    sender = new Sender(server.port);
    await sender.send([adt('o3', '')], 1);
    await sender.hears(1);
    await new Promise((queued) => setTimeout(queued, 300));
    await world.stack.drain();
    expect(sender.codes()).toEqual(['AA o3', 'AA o1', 'AA o2']);
  });

  it('whose connection ends before it is confirmed is given again, with the same bytes', async () => {
    await sender.send([adt('p1', '|||AL|AL')], 1);
    sender.replies = ['silence'];
    const draining = world.stack.drain();
    await sender.hears(2);
    const first = sender.heard[1];
    await sender.leave();
    await draining;
    expect(await states('p1')).toEqual([{ state: 'waiting', code: 'AA' }]);
    sender = new Sender(server.port);
    await sender.send([adt('p2', '')], 1);
    await new Promise((queued) => setTimeout(queued, 300));
    await world.stack.drain();
    expect(sender.heard[1]).toBe(first);
    expect(await states('p1')).toEqual([{ state: 'sent', code: 'AA' }]);
  });

  it('that nobody takes waits for a person after the minutes set for it, until it went out', async () => {
    const coordinator = world.person(['coordinator']);
    const [{ id = '' } = {}] = await world.sql<{ id: string }>(`SELECT id FROM hl7v2.sender`);
    const set = (body: object) => world.callAs(coordinator, 'POST', `/hl7v2/senders/${id}/answers`, body);
    expect((await set({ alarmMinutes: 5 })).status).toBe(204);
    expect(
      await world.sql(
        `SELECT detail FROM audit.entry WHERE verb = 'hl7v2.set-answers' ORDER BY at DESC, id DESC LIMIT 1`,
      ),
    ).toEqual([{ detail: { alarmMinutes: 5 } }]);
    expect((await set({ alarmMinutes: 0 })).status).toBe(400);
    expect((await set({})).status).toBe(400);
    const items = () =>
      world.sql<{ outcome: string | null }>(
        `SELECT outcome FROM worklist.item WHERE kind = 'hl7v2.answers-wait' AND subject_id = $1`,
        [id],
      );
    const lateSince = async () =>
      (
        await world.callAs<{ senders: { id: string; answersLateSince: string | null }[] }>(
          coordinator,
          'GET',
          '/hl7v2/senders',
        )
      ).body.senders.find((each) => each.id === id)?.answersLateSince;
    await sender.send([adt('l1', '|||AL|AL')], 1);
    await sender.leave();
    await world.stack.drain();
    await passTime(world, 4 * 60_000);
    await world.system(watchAnswers);
    expect([await items(), await lateSince()]).toEqual([[], null]);
    await passTime(world, 2 * 60_000);
    await world.system(watchAnswers);
    await world.system(watchAnswers);
    expect(await items()).toEqual([{ outcome: null }]);
    expect(await lateSince()).toBeTruthy();
    sender = new Sender(server.port);
    await sender.send([adt('l2', '')], 1);
    await new Promise((queued) => setTimeout(queued, 300));
    await world.stack.drain();
    expect(await states('l1')).toEqual([{ state: 'sent', code: 'AA' }]);
    await world.system(watchAnswers);
    expect([await items(), await lateSince()]).toEqual([[{ outcome: 'went-out' }], null]);
  });

  it('is given again to a sender that asks again by the same message', async () => {
    const text = adt('q1', '|||AL|AL');
    await sender.send([text], 1);
    await world.stack.drain();
    await sender.send([text], 1);
    await world.stack.drain();
    expect(sender.codes()).toEqual(['CA q1', 'AA q1', 'CA q1', 'AA q1']);
    expect(sender.heard[3]).toBe(sender.heard[1]);
  });

  it('that is refused waits for a person, who sends it again or sets it aside; the next goes meanwhile', async () => {
    sender.replies = ['CR', 'CA', 'CR', 'CR'];
    await sender.send([adt('s1', '|||AL|AL'), adt('s2', '|||AL|AL')], 2);
    await world.stack.drain();
    expect(sender.codes().slice(2)).toEqual(['AA s1', 'AA s2']);
    const coordinator = world.person(['coordinator']);
    const failed = async () =>
      (await world.callAs<{ messages: { id: string; event: string }[] }>(coordinator, 'GET', '/hl7v2/outbound')).body
        .messages;
    const [one] = await failed();
    expect(one).toMatchObject({ event: 'ACK AA', destination: 'HIS HOSP', reason: 'Answered CR' });
    expect((await world.callAs(coordinator, 'POST', `/hl7v2/outbound/${one?.id ?? ''}/again`)).status).toBe(204);
    await world.stack.drain();
    expect(await states('s1')).toEqual([{ state: 'failed', code: 'AA' }]);
    const aside = await world.callAs(coordinator, 'POST', `/hl7v2/outbound/${one?.id ?? ''}/set-aside`, {
      reason: 'Known there.',
    });
    expect(aside.status).toBe(204);
    expect(await failed()).toEqual([]);
  });

  it('that meets an error is tried again after a pause, before those behind it', async () => {
    sender.replies = ['CE'];
    await sender.send([adt('e1', '|||AL|AL'), adt('e2', '|||AL|AL')], 2);
    await world.stack.drain();
    expect(sender.codes().slice(2)).toEqual(['AA e1']);
    await passTime(world, 60_000);
    await world.system(acknowledgeDue);
    await world.stack.drain();
    expect(sender.codes().slice(3)).toEqual(['AA e1', 'AA e2']);
  });

  it('goes to a port of its own where one is set', async () => {
    const heard: string[] = [];
    const listener = createServer((socket) => {
      const deframer = new Deframer(1_000_000, { held: 0, most: 1_000_000 });
      socket.on('error', () => {});
      socket.on('data', (chunk: Buffer) => {
        for (const frame of deframer.push(chunk)) {
          const read = parseMessage(textOf(frame.bytes));
          if (isRefusal(read)) continue;
          heard.push(`${get(read, 'MSA-1')} ${get(read, 'MSA-2')}`);
          socket.write(framed(acknowledge(read, { code: 'CA', controlId: `l${heard.length}`, at: '20261120' })));
        }
      });
    });
    await new Promise<void>((ready) => listener.listen(0, '127.0.0.1', ready));
    const coordinator = world.person(['coordinator']);
    const made = await world.callAs<{ id: string }>(coordinator, 'POST', '/hl7v2/destinations', {
      ...{
        name: 'Answers to HIS',
        host: '127.0.0.1',
        port: (listener.address() as AddressInfo).port,
        tls: false,
        ca: null,
      },
      ...{ application: 'HIS', facility: 'HOSP', tells: [], stopped: false, alarmMinutes: 30, downstreamIds: [] },
    });
    const [{ id = '' } = {}] = await world.sql<{ id: string }>(`SELECT id FROM hl7v2.sender`);
    const set = (destinationId: string | null) =>
      world.callAs(coordinator, 'POST', `/hl7v2/senders/${id}/answers`, { destinationId });
    expect((await set(made.body.id)).status).toBe(204);
    await sender.send([adt('t1', '|||AL|AL')], 1);
    await world.stack.drain();
    expect([sender.codes(), heard]).toEqual([['CA t1'], ['AA t1']]);
    expect((await set('0190a000-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await set(null)).status).toBe(204);
    await new Promise((closed) => listener.close(closed));
  });

  it('may be set by who keeps the interfaces, and by nobody else', async () => {
    const [{ id = '' } = {}] = await world.sql<{ id: string }>(`SELECT id FROM hl7v2.sender`);
    const clerk = await world.callAs(world.person(['clerk']), 'POST', `/hl7v2/senders/${id}/answers`, {
      destinationId: null,
    });
    expect(clerk.status).toBe(403);
  });
});

describe('a connection on which answers are not confirmed', () => {
  it('is waited for once, and handed the next ones', async () => {
    const written: string[] = [];
    const line = new OpenLine((text) => {
      written.push(text);
      return Promise.resolve();
    }, 20);
    expect(await line.exchange('one', '1')).toEqual({ code: undefined, words: undefined });
    expect(await line.exchange('two', '2')).toEqual({ code: undefined, words: undefined });
    expect(written).toEqual(['one', 'two']);
    // It does, only late: from then on it is waited for again.
    expect(line.hears('MSH|^~\\&|HIS|HOSP|||1||ACK|9|P|2.5\rMSA|CA|2\r')).toBe(true);
    expect(line.hears('MSH|^~\\&|HIS|HOSP|||1||ACK|9|P|2.5\rMSA|CA|other\r')).toBe(false);
    const third = line.exchange('three', '3');
    await Promise.resolve();
    expect(line.hears('MSH|^~\\&|HIS|HOSP|||1||ACK|9|P|2.5\rMSA|CE|3|Full\r')).toBe(true);
    expect(await third).toEqual({ code: 'CE', words: 'Full' });
  });
});
