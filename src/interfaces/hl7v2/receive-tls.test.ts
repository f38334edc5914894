import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, type ConnectionOptions, createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acknowledge, isRefusal, parseMessage, textOf } from '../../../packages/hl7/index.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import { codes, message } from './client.fixture.ts';
import { Deframer, framed } from './frames.ts';
import { openMllp } from './outbound/mllp-client.ts';
import { type MllpServer, startMllp } from './receive-messages.ts';

const folder = mkdtempSync(join(tmpdir(), 'ck-mllp-'));
const at = (name: string) => join(folder, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore', cwd: folder });
const WAIT_MS = 10_000;

let world: World;
let server: MllpServer;
beforeAll(async () => {
  // An authority, the server and a sender that it signed, and a stranger that signed itself.
  const signsItself = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
  openssl(...signsItself, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=House authority');
  openssl(...signsItself, '-keyout', 'stranger.key', '-out', 'stranger.pem', '-subj', '/CN=Stranger');
  for (const name of ['server', 'sender']) {
    const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, ...names);
    openssl(
      ...['x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2'],
      ...['-copy_extensions', 'copy', '-out', `${name}.pem`],
    );
  }
  world = await openWorld({
    env: {
      ...{ CHARTKEEPER_MLLP_CERTIFICATE: at('server.pem'), CHARTKEEPER_MLLP_KEY: at('server.key') },
      CHARTKEEPER_MLLP_CLIENT_AUTHORITY: at('ca.pem'),
    },
  });
  server = await startMllp(world.services, { port: 0 });
});
afterAll(async () => {
  await server.stop();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const adt = (id: string) =>
  message({ event: 'ADT^A28', id, app: 'TLS', rest: [`PID|1||${id}^^^HOSP^MR||Test^${id}||19700101|F`] });

const own = (name: string) => ({ cert: readFileSync(at(`${name}.pem`)), key: readFileSync(at(`${name}.key`)) });

/** The answers until the connection ends; none where it was not let in. */
function sendOver(options: ConnectionOptions & { readonly port?: number }, text: string): Promise<string[]> {
  return new Promise((resolve) => {
    const socket = connectTls({ host: '127.0.0.1', port: server.port, servername: 'localhost', ...options });
    let heard = '';
    const late = setTimeout(() => socket.destroy(), WAIT_MS);
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1');
      if (heard.includes('\x1c\r')) socket.end();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(late);
      resolve([...heard.matchAll(/\x0b([\s\S]*?)\x1c\r/g)].map((match) => match[1] ?? ''));
    });
    socket.write(framed(text));
  });
}
const keptIds = () =>
  world
    .sql<{ control_id: string }>(`SELECT control_id FROM hl7v2.message ORDER BY n`)
    .then((rows) => rows.map((row) => row.control_id));

describe('the port with TLS and certificates of senders', () => {
  it('takes messages of a sender that proves itself, and of nobody else', async () => {
    const ca = readFileSync(at('ca.pem'));
    expect(codes(await sendOver({ ca, ...own('sender') }, adt('good')))).toEqual(['AA']);
    expect(await sendOver({ ca }, adt('bare'))).toEqual([]);
    expect(await sendOver({ ca, ...own('stranger') }, adt('strange'))).toEqual([]);
    expect(await keptIds()).toEqual(['good']);
  });

  it('says nothing to one that speaks without TLS', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(server.port, '127.0.0.1');
      let heard = '';
      const late = setTimeout(() => socket.destroy(), WAIT_MS);
      socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        clearTimeout(late);
        resolve(heard);
      });
      socket.write(framed(adt('plain')));
    });
    expect(answer).not.toContain('MSA');
    expect(await keptIds()).not.toContain('plain');
  });
});

const outside = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

describe.skipIf(outside === undefined)(
  'the list of addresses (skipped where the machine has only the loopback)',
  () => {
    const host = outside ?? '';
    const from = async (mllpAllow: readonly string[], id: string) => {
      const settings = { ...world.services.settings, mllpHost: '0.0.0.0', mllpAllow };
      const guarded = await startMllp({ ...world.services, settings }, { port: 0 });
      const certificates = { ca: readFileSync(at('ca.pem')), ...own('sender') };
      const answers = await sendOver({ ...certificates, host, port: guarded.port }, adt(id));
      await guarded.stop();
      return answers;
    };

    it('lets nobody be heard who is not on it', async () => {
      expect(await from(['loopback'], 'unlisted')).toEqual([]);
      expect(await from(['198.51.100.0/24'], 'elsewhere')).toEqual([]);
      expect(await keptIds()).not.toContain('unlisted');
    });

    it('lets one that is on it speak, alone or in its network', async () => {
      expect(codes(await from([host], 'listed'))).toEqual(['AA']);
      expect(codes(await from([`${host}/24`], 'network'))).toEqual(['AA']);
    });
  },
);

describe('a destination that is spoken to over TLS', () => {
  const receiver = (): Promise<{ port: number; close: () => void }> =>
    new Promise((ready) => {
      const listening = createTlsServer(own('server'), (socket) => {
        const deframer = new Deframer(1_000_000, { held: 0, most: 1_000_000 });
        socket.on('error', () => socket.destroy());
        socket.on('data', (chunk: Buffer) => {
          for (const frame of deframer.push(chunk)) {
            const read = parseMessage(textOf(frame.bytes));
            if (!isRefusal(read))
              socket.write(framed(acknowledge(read, { code: 'AA', controlId: 'r', at: '20261120' })));
          }
        });
      });
      listening.listen(0, '127.0.0.1', () =>
        ready({ port: (listening.address() as AddressInfo).port, close: () => listening.close() }),
      );
    });

  it('takes a message where its authority is known, by name and by address', async () => {
    const { port, close } = await receiver();
    const ca = readFileSync(at('ca.pem'), 'utf8');
    for (const host of ['localhost', '127.0.0.1']) {
      const client = await openMllp({ host, port, tls: true, ca });
      expect(await client.exchange(adt('told'), 'told')).toMatchObject({ code: 'AA' });
      client.close();
    }
    close();
  });

  it('is told nothing where its authority is not known', async () => {
    const { port, close } = await receiver();
    await expect(openMllp({ host: '127.0.0.1', port, tls: true, ca: undefined })).rejects.toThrow(/certificate/i);
    close();
  });
});
