import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Bench } from './lib/bench.ts';
import { round } from './lib/figure.ts';
import { watchMachine } from './lib/machine.ts';
import { withAdmin, withProduct } from './lib/product.ts';
import { committedInserts } from './lib/raw-database.ts';

const CONNECTIONS = 8;
/** Messages on the way at once on each connection. */
const WINDOW = 50;
const WARM_SECONDS = 1;
/** What is acknowledged in this time has to be applied too, which takes several times as long. */
const MOST_SECONDS = 4;
const BACKLOG_LIMIT_MS = 10 * 60_000;
const LOOK_MS = 100;
const ANSWER_LIMIT_MS = 30_000;

interface Poured {
  readonly sent: number;
  readonly acknowledged: number;
  /** Answered twice, with another code than AA, or for a message that was never sent. */
  readonly wrong: number;
  readonly seconds: number;
}

export const mllp: Bench = {
  name: 'mllp',
  measures: `HL7 v2 over MLLP, ${CONNECTIONS} connections pipelined: durable acknowledgements and applied ADT A08 a second`,
  async run({ program, seconds }, print) {
    const port = await freePort();
    await withProduct({ program, environment: { CHARTKEEPER_MLLP_PORT: String(port) } }, async (product) => {
      const span = Math.min(seconds, MOST_SECONDS);
      await pour(port, 'W', WARM_SECONDS);
      await untilApplied();
      const echo = await bareEcho(span);
      const commits = await committedInserts(product.adminUrl, CONNECTIONS, span);
      const end = watchMachine(product.pids);
      const begin = performance.now();
      const poured = await pour(port, 'B', span);
      const acknowledging = end();
      await untilApplied();
      const applied = performance.now() - begin;
      const noise = end();
      const [kept] = await rows<{ messages: string; done: string }>(
        `SELECT count(*) AS messages, count(*) FILTER (WHERE w.state = 'applied') AS done
         FROM hl7v2.message m JOIN hl7v2.work w ON w.message_id = m.id WHERE m.control_id LIKE 'B-%'`,
      );
      const lost = poured.acknowledged - Number(kept?.messages ?? 0);
      const micros = (of: typeof noise, name: string) => round(((of.cpu[name] ?? 0) * 1e6) / poured.acknowledged);
      print({
        what: 'durable acknowledgements',
        measured: poured.acknowledged / poured.seconds,
        unit: '/s',
        reference: { what: 'bare socket echo', value: echo },
        target: { atLeast: 3_000, goal: 5_000 },
        more: `bare commits ${round(commits)}/s; server ${micros(acknowledging, 'server')}, database ${micros(acknowledging, 'database')} us a message, applying included; unanswered ${poured.sent - poured.acknowledged}, wrong ${poured.wrong}, lost or doubled ${lost}`,
        noise: acknowledging,
      });
      print({
        what: 'applied, from the first byte to no backlog',
        measured: (Number(kept?.done ?? 0) * 1000) / applied,
        unit: '/s',
        reference: { what: 'bare commits', value: commits },
        target: { atLeast: 400, goal: 800 },
        more: `${kept?.done} of ${kept?.messages} applied; server ${micros(noise, 'server')}, database ${micros(noise, 'database')} us a message`,
        noise,
      });

      async function untilApplied(): Promise<void> {
        for (const limit = performance.now() + BACKLOG_LIMIT_MS; performance.now() < limit;) {
          const [row] = await rows<{ n: string }>(`SELECT count(*) AS n FROM hl7v2.work WHERE state = 'waiting'`);
          if (row?.n === '0') return;
          await new Promise((wake) => setTimeout(wake, LOOK_MS));
        }
        throw new Error('The backlog did not come to an end.');
      }

      function rows<T extends object>(text: string): Promise<T[]> {
        return withAdmin(product, async (client) => (await client.query(text)).rows as T[]); // as the statement says
      }
    });
  },
};

/** Each connection is a sender of its own, with patients of its own. */
async function pour(port: number, name: string, seconds: number): Promise<Poured> {
  const begin = performance.now();
  const all = await Promise.all(
    Array.from({ length: CONNECTIONS }, (_, at) => pourOne(port, `${name}-${at}`, begin + seconds * 1000)),
  );
  const sum = (of: (one: Omit<Poured, 'seconds'>) => number) => all.reduce((total, one) => total + of(one), 0);
  return {
    ...{ sent: sum((one) => one.sent), acknowledged: sum((one) => one.acknowledged), wrong: sum((one) => one.wrong) },
    seconds: (performance.now() - begin) / 1000,
  };
}

async function pourOne(port: number, name: string, until: number): Promise<Omit<Poured, 'seconds'>> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.setNoDelay(true);
  const open = new Set<string>();
  let [sent, acknowledged, wrong, rest] = [0, 0, 0, ''];
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(late);
      socket.destroy();
      resolve({ sent, acknowledged, wrong });
    };
    const late = setTimeout(finish, until - performance.now() + ANSWER_LIMIT_MS);
    const send = () => {
      const id = `${name}-${sent++}`;
      open.add(id);
      socket.write(`\x0b${message(name, id, sent)}\x1c\r`);
    };
    socket.on('error', finish);
    socket.on('data', (chunk: Buffer) => {
      rest += chunk.toString('latin1');
      for (let end = rest.indexOf('\x1c\r'); end !== -1; end = rest.indexOf('\x1c\r')) {
        const [, code, id = ''] = /\rMSA\|(\w\w)\|([^|\r]*)/.exec(rest.slice(0, end)) ?? [];
        rest = rest.slice(end + 2);
        if (code === 'AA' && open.delete(id)) acknowledged++;
        else wrong++;
        if (performance.now() < until) send();
      }
      if (open.size === 0 && performance.now() >= until) finish();
    });
    for (let n = 0; n < WINDOW; n++) send();
  });
}

function message(name: string, id: string, n: number): string {
  const number = `${name}-${n % 2_000}`;
  return [
    `MSH|^~\\&|${name}|GENERAL|HIM|HIM|20260115120000||ADT^A08^ADT_A01|${id}|P|2.5.1`,
    'EVN|A08|20260115120000',
    `PID|1||${number}^^^GENERAL^MR||Okafor^Adaeze^N||19620314|F|||12 Oak Street^^Springfield^MA^01103^US||555-0134`,
    'NK1|1|Okafor^Tobias|SPO',
    `PV1|1|I|3W^302^1^GENERAL||||1234^Petrov^Ivan^^^^MD|||MED||||1|||1234^Petrov^Ivan^^^^MD|IN|V${number}|||||||||||||||||||||||||20260114`,
    'AL1|1|DA|^Penicillin|SV|Hives',
    'DG1|1||I10^Essential hypertension^I10',
    '',
  ].join('\r');
}

/** The same load against a server that only answers: what the sockets and the client cost. */
async function bareEcho(seconds: number): Promise<number> {
  const server = createServer((socket) => {
    let rest = '';
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      rest += chunk.toString('latin1');
      for (let end = rest.indexOf('\x1c\r'); end !== -1; end = rest.indexOf('\x1c\r')) {
        const id = rest.slice(0, rest.indexOf('\r')).split('|')[9] ?? '';
        rest = rest.slice(end + 2);
        socket.write(`\x0bMSH|^~\\&|HIM|HIM|||20260115||ACK|${id}|P|2.5.1\rMSA|AA|${id}\r\x1c\r`);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const done = await pour((server.address() as AddressInfo).port, 'E', seconds);
  server.close();
  return done.acknowledged / done.seconds;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
