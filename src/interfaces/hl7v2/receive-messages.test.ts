import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../test/world/world.ts';
import { get, isRefusal, parseMessage, splitBatch, textOf } from '../../../packages/hl7/index.ts';
import { openSealed } from './apply-message.ts';
import { codes, CORPUS, CORPUS_FILES, exchange, message, numbers, send } from './client.fixture.ts';
import { framed } from './frames.ts';
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

const adt = (id: string, more: Partial<Parameters<typeof message>[0]> = {}) =>
  message({ event: 'ADT^A31', id, rest: [`PID|1||${id}^^^HOSP^MR||Test^${id}||19700101|F`], ...more });
const count = async (where: string) =>
  Number((await world.sql<{ n: string }>(`SELECT count(*) AS n FROM hl7v2.message WHERE ${where}`))[0]?.n);

describe('a message', () => {
  it('is answered after it was kept, byte for byte, and applied afterwards', async () => {
    const text = adt('m1');
    expect(codes(await send(server.port, [text]))).toEqual(['AA']);
    const [row] = await world.sql<{ id: string; sealed: Buffer; key_slot: string }>(
      `SELECT m.id, m.sealed, v.key_slot FROM hl7v2.message m JOIN hl7v2.volume v ON v.id = m.volume_id WHERE m.control_id = 'm1'`,
    );
    expect(row?.sealed.includes('Test')).toBe(false);
    expect(
      openSealed(world.services, {
        id: row?.id ?? '',
        sealed: row?.sealed ?? Buffer.alloc(0),
        keySlot: row?.key_slot ?? '',
      }),
    ).toBe(text);
    await world.stack.drain();
    expect(await world.sql(`SELECT state FROM hl7v2.work WHERE message_id = $1`, [row?.id])).toEqual([
      { state: 'applied' },
    ]);
  });

  it('that comes again gets the same answer and is kept once', async () => {
    const first = await send(server.port, [adt('m2'), adt('m2')]);
    world.clock.advance(60_000);
    const later = await send(server.port, [adt('m2')]);
    expect(new Set([...first, ...later]).size).toBe(1);
    expect(await count(`control_id = 'm2'`)).toBe(1);
  });

  it('with the number of another one is refused, kept, and said', async () => {
    await send(server.port, [adt('m3')]);
    const [answer = ''] = await send(server.port, [adt('m3', { rest: ['PID|1||other^^^HOSP^MR||Other'] })]);
    expect(codes([answer])).toEqual(['AR']);
    expect(answer).toContain('205^Duplicate key identifier');
    expect(await world.sql(`SELECT taken FROM hl7v2.message WHERE control_id = 'm3' ORDER BY n`)).toEqual([
      { taken: true },
      { taken: false },
    ]);
  });

  it.each([
    ['without a patient', message({ event: 'ADT^A01', id: 'e1', rest: [] }), 'AE', 'PID^1^3'],
    ['without a number of its own', adt(''), 'AE', 'MSH^1^10'],
    ['that is no message', 'PID|1', 'AR', '100'],
    ['of training', adt('e2').replace('|P|2.5.1', '|T|2.5.1'), 'AR', '202'],
    ['of version 3', adt('e3').replace('|2.5.1', '|3.0'), 'AR', '203'],
    ['in enhanced mode', adt('e4', { header: '|||AL|NE' }), 'CA', 'MSA|CA|e4'],
    [
      'in enhanced mode without a patient',
      message({ event: 'ADT^A01', id: 'e5', rest: [], header: '|||ER|NE' }),
      'CE',
      'PID^1^3',
    ],
  ])('%s is answered as HL7 says', async (_what, text, code, words) => {
    const [answer = ''] = await send(server.port, [text]);
    expect(codes([answer])).toEqual([code]);
    expect(answer).toContain(words);
    expect(await count(`code = '${code}'`)).toBeGreaterThan(0);
  });

  it('whose sender wants no answer gets none, and is kept', async () => {
    const answers = await send(server.port, [adt('n1', { header: '|||NE|NE' }), adt('n2')], 5_000);
    expect(numbers(answers)).toEqual(['n2']);
    expect(await count(`control_id = 'n1' AND taken`)).toBe(1);
  });
});

describe('a connection', () => {
  it('has its answers in the order of its messages, however they are cut', async () => {
    const ids = Array.from({ length: 300 }, (_, n) => `p${n}`);
    expect(
      numbers(
        await send(
          server.port,
          ids.map((id) => adt(id)),
        ),
      ),
    ).toEqual(ids);
    const bytes = Buffer.concat([
      Buffer.from('garbage'),
      framed(adt('s1')),
      Buffer.from('\r\nnoise'),
      framed(adt('s2')),
    ]);
    const answers = await new Promise<string>((resolve) => {
      const socket = connect(server.port, '127.0.0.1');
      let text = '';
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1');
        if (text.split('\x1c\r').length > 2) socket.end();
      });
      socket.on('close', () => resolve(text));
      void (async () => {
        for (const byte of bytes) {
          socket.write(Buffer.of(byte));
          await new Promise((wake) => setImmediate(wake));
        }
      })();
    });
    expect([...answers.matchAll(/MSA\|AA\|(s\d)/g)].map((match) => match[1])).toEqual(['s1', 's2']);
  });

  it('is answered for what it sent before it ended', async () => {
    const answers = await new Promise<string>((resolve) => {
      const socket = connect(server.port, '127.0.0.1');
      let text = '';
      socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
      socket.on('close', () => resolve(text));
      socket.end(framed(adt('h1')));
    });
    expect(answers).toContain('MSA|AA|h1');
  });

  it('that sends 100 MB is refused without holding them, and goes on', async () => {
    const before = process.memoryUsage().rss;
    const long = Buffer.concat([
      Buffer.from('\x0bMSH|^~\\&|HIS|HOSP|||1||ADT^A31|big|P|2.5\rOBX|1|TX|||'),
      Buffer.alloc(100 * 1024 * 1024, 65),
      Buffer.from('\x1c\r'),
    ]);
    const answers = await exchange(server.port, Buffer.concat([long, framed(adt('after-big'))]), 2, 50_000);
    expect(codes(answers)).toEqual(['AR', 'AA']);
    expect(numbers(answers)).toEqual(['big', 'after-big']);
    expect(process.memoryUsage().rss - before).toBeLessThan(600 * 1024 * 1024);
    expect(await world.sql(`SELECT bytes < 5000 AS short FROM hl7v2.message WHERE control_id = 'big'`)).toEqual([
      { short: true },
    ]);
  });

  it('loses no good message of a stream in which one of ten is damaged', async () => {
    let seed = 20261128;
    const random = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    const damaged = new Set<number>();
    const frames = Array.from({ length: 400 }, (_, n) => {
      const frame = framed(adt(`c${n}`));
      if (n % 10 === 7) {
        damaged.add(n);
        for (let flip = 0; flip < 3; flip++) frame[random(frame.length)] = random(256);
        // Some of them lose their end, or their beginning.
        if (n % 40 === 7) frame[frame.length - 2] = 65;
        if (n % 40 === 17) frame[0] = 65;
      }
      return frame;
    });
    const good = frames.map((_, n) => `c${n}`).filter((_, n) => !damaged.has(n));
    const answers = await exchange(server.port, Buffer.concat(frames), 400, 6_000);
    const taken = new Set(numbers(answers.filter((answer) => answer.includes('MSA|AA'))));
    expect(good.filter((id) => !taken.has(id))).toEqual([]);
    expect(await count(`taken AND control_id = ANY ('{${good.join(',')}}')`)).toBe(good.length);
  }, 60_000);
});

describe('a sender that nobody knows', () => {
  it('on this machine is allowed at once, and one of elsewhere is refused until a person allows it', async () => {
    expect(codes(await send(server.port, [adt('x0')]))).toEqual(['AA']);
    expect(
      await world.sql(`SELECT state, decided_by FROM hl7v2.sender WHERE application = 'HIS' AND facility = 'HOSP'`),
    ).toEqual([{ state: 'allowed', decided_by: 'system:hl7v2' }]);
    const { openArchive } = await import('./archive.ts');
    const { systemActor } = await import('../../platform/system-actor.ts');
    const archive = openArchive(world.services, { actor: systemActor('hl7v2') }, 'system');
    const from = { via: 'mllp', address: '10.1.2.3', trusted: false } as const;
    const stranger = await archive.take({ text: adt('x1', { app: 'STRANGER' }), ...from });
    expect(stranger.answer).toContain('MSA|AR|x1');
    expect(await world.sql(`SELECT state, first_address FROM hl7v2.sender WHERE application = 'STRANGER'`)).toEqual([
      { state: 'waiting', first_address: '10.1.2.3' },
    ]);
    expect(await count(`control_id = 'x1' AND NOT taken`)).toBe(1);
  });
});

describe('messages that other projects test with', () => {
  it('are all answered and kept', async (context) => {
    if (CORPUS_FILES.length === 0) return context.skip('../shared/data is not here');
    const all = CORPUS_FILES.flatMap((file) =>
      splitBatch(textOf(readFileSync(join(CORPUS, file)))).parts.map((part) => part.text),
    );
    const before = await count('true');
    // A frame within a message would end it: CORPUS_FILES of frames were taken apart before.
    const plain = all.map((text) => text.replace(/[\x0b\x1c]/g, ''));
    const fields = (text: string) => (/^[^\r\n]*/.exec(text)?.[0] ?? '').split('|');
    const silent = plain.filter((text) => fields(text)[14] === 'NE' && fields(text)[15] === 'NE');
    const answers = await send(server.port, plain, 8_000);
    expect(answers.length).toBeGreaterThanOrEqual(plain.length - silent.length);
    // Each in the delimiters of what it answers.
    const said = answers.map((answer) => {
      const read = parseMessage(answer);
      return isRefusal(read) ? undefined : get(read, 'MSA-1');
    });
    expect(said.filter((code) => !/^[AC][AER]$/.test(code ?? ''))).toEqual([]);
    const repeated = plain.length - ((await count('true')) - before);
    expect(repeated).toBeLessThan(10);
    await world.stack.drain();
    expect(await world.sql(`SELECT 1 FROM hl7v2.work WHERE state = 'waiting'`)).toEqual([]);
    const failed = await world.sql<{ reason: string; n: string }>(
      `SELECT reason, count(*) AS n FROM hl7v2.work WHERE state = 'failed' GROUP BY 1`,
    );
    expect(failed.filter(({ reason }) => reason.startsWith('It does not fit'))).toEqual([]);
  }, 120_000);
});
