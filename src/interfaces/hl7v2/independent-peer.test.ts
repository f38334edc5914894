import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { Client, Message } from 'node-hl7-client';
import { Server } from 'node-hl7-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { splitBatch, textOf } from '../../../packages/hl7/index.ts';
import { FACILITY, openWorld, type World } from '../../../test/world/world.ts';
import { registerPatient } from '../../modules/patients/index.ts';
import { CORPUS, CORPUS_FILES, message } from './client.fixture.ts';
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

/** Each is sent when the one before was answered, as that library does by itself. @returns MSA-1 and MSA-2 of the answers */
async function sendBy(texts: readonly string[]): Promise<[string, string][]> {
  const answers: [string, string][] = [];
  let heard = () => {};
  const client = new Client({ host: '127.0.0.1' });
  const connection = client.createConnection({ port: server.port, waitAck: true }, (answer) => {
    const read = answer.getMessage();
    answers.push([read.get('MSA.1').toString(), read.get('MSA.2').toString()]);
    heard();
  });
  await once(connection, 'connect');
  for (const text of texts) {
    const answered = new Promise<void>((resolve) => (heard = resolve));
    await connection.sendMessage(new Message({ text }));
    await answered;
  }
  await connection.close();
  return answers;
}

describe('a client of somebody else', () => {
  it('sends a story, reads our answers, and the record has it', async () => {
    const person = 'PID|1||IND1^^^HOSP^MR||Independent^Ida||19520802|F';
    const story = ['ADT^A01', 'ADT^A08', 'ADT^A03'].map((event, n) =>
      message({ event, id: `ind-${n}`, rest: [person, 'PV1|1|I|4W^12^A||||||||||||||||VIND1'] }),
    );
    expect(await sendBy(story)).toEqual(story.map((_, n) => ['AA', `ind-${n}`]));
    await world.stack.drain();
    expect(
      await world.sql(
        `SELECT e.class, e.ended_at IS NOT NULL AS ended FROM encounters.encounter e WHERE e.visit_number = 'VIND1'`,
      ),
    ).toEqual([{ class: 'IMP', ended: true }]);
  });

  it('gets an answer to each message that other projects test with', async (context) => {
    if (CORPUS_FILES.length === 0) return context.skip('../shared/data is not here');
    const texts = CORPUS_FILES.flatMap((file) => splitBatch(textOf(readFileSync(join(CORPUS, file)))).parts.slice(0, 1))
      .map(({ text }) => text.replace(/[\x0b\x1c]/g, '').trimEnd())
      .filter((text) => isReadable(text) && !/^(?:NE|ER)$/.test(text.split(/[\r\n]/)[0]?.split('|')[14] ?? ''));
    expect(texts.length).toBeGreaterThan(20);
    const answers = await sendBy(texts);
    expect(answers.map(([code]) => code).filter((code) => !/^[AC][AER]$/.test(code))).toEqual([]);
    expect(answers.map(([, id]) => id)).toEqual(texts.map((text) => text.split(/[\r\n]/)[0]?.split('|')[9] ?? ''));
  });
});

/** That library reads plain delimiters and complete headers only. */
function isReadable(text: string): boolean {
  try {
    return text.startsWith('MSH|^~\\&|') && new Message({ text }).get('MSH.10').toString() !== '';
  } catch {
    return false;
  }
}

describe('a server of somebody else', () => {
  it('takes what we tell it, and what it refuses waits for a person', async () => {
    const heard: string[] = [];
    const port = await freePort();
    const answers = ['AA', 'AR'] as const;
    const inbound = new Server({ bindAddress: '127.0.0.1' }).createInbound({ port }, (request, response) => {
      const read = request.getMessage();
      heard.push(`${read.get('MSH.9.2').toString()} ${read.get('PID.5.1').toString()}`);
      void response.sendResponse(answers[heard.length - 1] ?? 'AA');
    });
    await once(inbound, 'listen');
    const made = await world.callAs(world.person(['coordinator']), 'POST', '/hl7v2/destinations', {
      ...{ name: 'Independent', host: '127.0.0.1', port, tls: false, ca: null, alarmMinutes: 30, stopped: false },
      ...{ application: 'OTHER', facility: 'NORTH', tells: ['identity'], downstreamIds: [] },
    });
    expect(made.status).toBe(201);
    for (const family of ['Taken', 'Refused']) {
      await world.system((act) =>
        registerPatient(act, {
          facts: {
            ...{ birthDate: '1961-03-05', sex: 'female', identifiers: [], contacts: [] },
            names: [{ use: 'legal', family, given: ['Ana'] }],
          },
          ...{ facilityId: FACILITY, origin: 'desk' },
        }),
      );
      // One message a connection: that library goes on reading the former one with the next.
      await world.stack.drain();
    }
    await inbound.close();
    expect(heard).toEqual(['A28 Taken', 'A28 Refused']);
    expect(await world.sql(`SELECT state FROM hl7v2.outbound ORDER BY n`)).toEqual([
      { state: 'sent' },
      { state: 'failed' },
    ]);
  });
});

describe('a listener for answers of somebody else', () => {
  it('hears what became of a message in enhanced mode, and confirms it', async () => {
    const heard: string[] = [];
    const port = await freePort();
    const inbound = new Server({ bindAddress: '127.0.0.1' }).createInbound({ port }, (request, response) => {
      const read = request.getMessage();
      heard.push(`${read.get('MSA.1').toString()} ${read.get('MSA.2').toString()}`);
      void response.sendResponse('AA');
    });
    await once(inbound, 'listen');
    const coordinator = world.person(['coordinator']);
    const made = await world.callAs<{ id: string }>(coordinator, 'POST', '/hl7v2/destinations', {
      ...{ name: 'Answers', host: '127.0.0.1', port, tls: false, ca: null, alarmMinutes: 30, stopped: false },
      ...{ application: 'ASKS', facility: 'HOSP', tells: [], downstreamIds: [] },
    });
    const declared = await world.callAs<{ id: string }>(coordinator, 'POST', '/hl7v2/senders', {
      ...{ application: 'ASKS', facility: 'HOSP' },
    });
    await world.callAs(coordinator, 'POST', `/hl7v2/senders/${declared.body.id}/answers`, {
      destinationId: made.body.id,
    });
    const rest = ['PID|1||ASK1^^^HOSP^MR||Asking^Ada||19520802|F'];
    expect(await sendBy([message({ event: 'ADT^A31', id: 'ask-1', app: 'ASKS', header: '|||AL|AL', rest })])).toEqual([
      ['CA', 'ask-1'],
    ]);
    await world.stack.drain();
    await inbound.close();
    expect(heard).toEqual(['AA ask-1']);
    expect(
      await world.sql(
        `SELECT a.state FROM hl7v2.acknowledgement a JOIN hl7v2.message m ON m.id = a.message_id WHERE m.control_id = 'ask-1'`,
      ),
    ).toEqual([{ state: 'sent' }]);
  });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
