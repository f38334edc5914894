import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePort } from '../../src/platform/postgres/place.ts';
import { asSuperuser, compileProduct, type Product } from '../world/product.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let product: Product;
let port = 0;
const folder = mkdtempSync(join(tmpdir(), 'ck-hl7-'));

beforeAll(async () => {
  port = await freePort();
  product = await compileProduct({ CHARTKEEPER_MLLP_PORT: String(port) });
});
afterAll(async () => {
  await product.remove();
  rmSync(folder, { recursive: true, force: true });
});

const adt = (id: string, wishes = '') =>
  `MSH|^~\\&|KILL|HOSP|CK|HOSP|20261120||ADT^A28|${id}|P|2.5.1${wishes}\rEVN|A28|20261120\rPID|1||${id}^^^HOSP^MR||Feed^${id}||19700101|F\r`;

/** Sends down one connection until it breaks; the numbers of the messages that were acknowledged. */
function pour(from: string, many: number, onFirst = () => {}): Promise<string[]> {
  return new Promise((resolve) => {
    const acknowledged: string[] = [];
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      for (let end = text.indexOf('\x1c\r'); end !== -1; end = text.indexOf('\x1c\r')) {
        const id = /MSA\|AA\|([^|\r]+)/.exec(text.slice(0, end))?.[1];
        if (id !== undefined && acknowledged.push(id) === 1) onFirst();
        text = text.slice(end + 2);
      }
      if (acknowledged.length === many) socket.end();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(acknowledged));
    for (let n = 0; n < many; n++) socket.write(`\x0b${adt(`${from}-${n}`)}\x1c\r`);
  });
}

describe('a feed while the server is killed', () => {
  it('finds every message that was acknowledged, once, and applies them all after the next start', async () => {
    const acknowledged: string[] = [];
    for (const [round, wait] of [300, 900].entries()) {
      const running = await product.start();
      // From the first answer on: until it comes a busy machine may take its time.
      let begun = () => {};
      const first = new Promise<void>((resolve) => (begun = resolve));
      const pouring = Promise.all([0, 1, 2, 3].map((n) => pour(`k${round}${n}`, 1_500, begun)));
      await first;
      await new Promise((wake) => setTimeout(wake, wait));
      await running.kill();
      acknowledged.push(...(await pouring).flat());
    }
    expect(acknowledged.length).toBeGreaterThan(100);
    const running = await product.start();
    // What was sent and not acknowledged is sent again, and so is everything else.
    const again = await Promise.all([0, 1].flatMap((round) => [0, 1, 2, 3].map((n) => pour(`k${round}${n}`, 200))));
    expect(again.flat().length).toBe(8 * 200);
    const { database } = await product.json<{ database: { adminUrl: string } }>('status');
    await asSuperuser(database.adminUrl, async (client) => {
      const wanted = [...new Set([...acknowledged, ...again.flat()])];
      const { rows } = await client.query<{ control_id: string; n: string }>(
        `SELECT control_id, count(*) AS n FROM hl7v2.message WHERE taken AND control_id = ANY ($1) GROUP BY 1`,
        [wanted],
      );
      expect(rows.length).toBe(wanted.length);
      expect(rows.filter((row) => row.n !== '1')).toEqual([]);
      const deadline = Date.now() + 180_000;
      const waiting = async () =>
        Number(
          (await client.query<{ n: string }>(`SELECT count(*) AS n FROM hl7v2.work WHERE state = 'waiting'`)).rows[0]
            ?.n,
        );
      while ((await waiting()) > 0 && Date.now() < deadline) await new Promise((wake) => setTimeout(wake, 500));
      const doubled = await client.query(
        `SELECT value FROM patients.identifier WHERE value LIKE 'k%' GROUP BY 1 HAVING count(*) > 1`,
      );
      expect(doubled.rows).toEqual([]);
      const states = await client.query(`SELECT state, count(*) > 0 AS some FROM hl7v2.work GROUP BY 1`);
      expect(states.rows).toEqual([{ state: 'applied', some: true }]);
    });
    expect(await running.stop()).toBe(0);
  });
});

describe('a sender in enhanced mode while the server is killed', () => {
  it('hears of every message that was committed what became of it, once or again with the same number', async () => {
    const committed = new Set<string>();
    const told = new Map<string, Set<string>>();
    const many = 400;
    const speak = (from: string, until: () => boolean) =>
      new Promise<void>((resolve) => {
        const socket = connect(port, '127.0.0.1');
        let text = '';
        socket.on('data', (chunk: Buffer) => {
          text += chunk.toString('latin1');
          for (let end = text.indexOf('\x1c\r'); end !== -1; end = text.indexOf('\x1c\r')) {
            const frame = text.slice(0, end);
            text = text.slice(end + 2);
            const [, code = '', id = ''] = /MSA\|(\w\w)\|([^|\r]+)/.exec(frame) ?? [];
            if (code === 'CA') committed.add(id);
            if (code !== 'AA') continue;
            const number = frame.split('|')[9] ?? '';
            told.set(id, (told.get(id) ?? new Set()).add(number));
            socket.write(`\x0bMSH|^~\\&|KILL|HOSP|CK|HOSP|20261120||ACK|c${number}|P|2.5.1\rMSA|CA|${number}\r\x1c\r`);
          }
          if (until()) socket.end();
        });
        socket.on('error', () => {});
        socket.on('close', () => resolve());
        for (let n = 0; n < many; n++) socket.write(`\x0b${adt(`${from}-${n}`, '|||AL|AL')}\x1c\r`);
      });
    for (const [round, wait] of [400, 1_300].entries()) {
      const running = await product.start();
      const speaking = speak(`e${round}`, () => false);
      await new Promise((wake) => setTimeout(wake, wait));
      await running.kill();
      await speaking;
    }
    const running = await product.start();
    const wanted = [...committed];
    expect(wanted.length).toBeGreaterThan(0);
    await speak('e2', () => [...committed].every((id) => told.has(id)) && committed.has(`e2-${many - 1}`));
    expect([...committed].filter((id) => !told.has(id))).toEqual([]);
    expect([...told].filter(([, numbers]) => numbers.size > 1)).toEqual([]);
    expect(await running.stop()).toBe(0);
  });
});

describe('a file of messages at the command line', () => {
  it('is taken message by message, and a second time changes nothing', async () => {
    writeFileSync(join(folder, 'late.hl7'), adt('f1').replaceAll('KILL', 'FILE'));
    writeFileSync(
      join(folder, 'batch.hl7'),
      `FHS|^~\\&\rBHS|^~\\&\r${adt('f2').replaceAll('KILL', 'FILE')}PID|broken\rMSH|^~\\&|FILE\rBTS|2\rFTS|1\r`,
    );
    const first = await product.command('import', 'hl7', '--json', folder);
    expect(JSON.parse(first.stdout)).toMatchObject({
      read: { 'ADT^A28': 2, unreadable: 1 },
      stored: { 'ADT^A28': 2 },
      unchanged: {},
      refused: [{ file: join(folder, 'batch.hl7'), at: 'line 7', reason: expect.stringContaining('MSH-9') as string }],
    });
    expect(first.code).toBe(1);
    const again = JSON.parse((await product.command('import', 'hl7', '--json', folder)).stdout) as object;
    expect(again).toMatchObject({ stored: {}, unchanged: { 'ADT^A28': 2 } });
  });
});

describe('what other systems are told, at the command line', () => {
  it('shows who does not take it, sends a message again and sets another aside', async () => {
    let code = 'AR';
    let heard = 0;
    const receiver = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (chunk: Buffer) => {
        const number = chunk.toString('latin1').split('|')[9] ?? '';
        heard++;
        socket.write(
          `\x0bMSH|^~\\&|EHR|X|CK|Y|20261120||ACK|r${heard}|P|2.5.1\rMSA|${code}|${number}|No such unit\r\x1c\r`,
        );
      });
    });
    await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready));
    const running = await product.start();
    try {
      await product.call('POST', '/hl7v2/destinations', {
        ...{ name: 'EHR', host: '127.0.0.1', port: (receiver.address() as AddressInfo).port, tls: false, ca: null },
        ...{ application: 'EPIC', facility: 'NORTH', tells: ['identity'], stopped: false, alarmMinutes: 20 },
        downstreamIds: [],
      });
      for (const family of ['Okafor', 'Lindqvist'])
        await product.call('POST', '/patients', {
          ...{ birthDate: '1961-03-05', sex: 'female', identifiers: [], contacts: [] },
          names: [{ use: 'legal', family, given: ['Ana'] }],
        });
      const notTaken = async () =>
        (await product.json<{ messages: { id: string; event: string; reason: string }[] }>('hl7', 'outbound')).messages;
      await vi.waitUntil(async () => (await notTaken()).length === 2, { timeout: 60_000, interval: 500 });
      const [first, second] = await notTaken();
      expect(first).toMatchObject({ event: 'A28', reason: 'Answered AR: No such unit' });
      const destinations = await product.command('hl7', 'destinations');
      expect(destinations.code).toBe(1);
      expect(destinations.stdout).toMatch(/running {2}EHR .* not taken 2 /);

      code = 'AA';
      expect((await product.command('hl7', 'send-again', second?.id ?? '')).code).toBe(0);
      expect((await notTaken()).map(({ id }) => id)).toEqual([first?.id]);
      const aside = await product.command('hl7', 'set-aside', first?.id ?? '', '--reason', 'Their unit is closed');
      expect([aside.code, aside.stdout]).toEqual([0, 'It is not sent.\n']);
      expect(await notTaken()).toEqual([]);
      expect((await product.command('hl7', 'destinations')).code).toBe(0);
      expect(heard).toBe(3);

      const unknown = await product.command('hl7', 'send-again', first?.id ?? '');
      expect(unknown.code).not.toBe(0);
      expect(unknown.stderr).toContain('Nothing was changed.');
      const elsewhere = await product.command('hl7', 'answers', 'nobody', '--to', 'own');
      expect(elsewhere.code).not.toBe(0);
    } finally {
      receiver.close();
      await running.stop();
    }
  });
});

describe('the register counted at the command line', () => {
  it('tells its rates and what cannot be right by rule, and writes the findings', async () => {
    const running = await product.start();
    try {
      writeFileSync(join(folder, 'odd.hl7'), adt('q1').replace('19700101', '18500101'));
      await product.command('import', 'hl7', join(folder, 'odd.hl7'));
      const out = join(folder, 'findings.csv');
      const told = await product.json<{ findings: { open: number; byRule: Record<string, number> } }>(
        ...['identity', 'quality', '--look', '--out', out],
      );
      expect(told.findings.open).toBeGreaterThan(0);
      expect(Object.values(told.findings.byRule).reduce((sum, each) => sum + each, 0)).toBe(told.findings.open);
      expect(readFileSync(out, 'utf8').trim().split('\n').length).toBe(told.findings.open + 1);
      const { code, stdout } = await product.command('identity', 'quality');
      expect(code).toBe(0);
      expect(stdout).toContain(`${told.findings.open} findings are open`);
    } finally {
      await running.stop();
    }
  });
});
