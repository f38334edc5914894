import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import hoodiecrow from 'hoodiecrow-imap';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../../test/world/world.ts';
import { pollMailboxes } from './poll-mailbox.ts';
import { startMailReceiver } from './receive-mail.ts';

const MESSAGE = 'Message-ID: <tls@clinic.example>\r\nFrom: ward@clinic.example\r\nSubject: lab\r\n\r\nSodium 140.\r\n';

let world: World;
let receiver: Awaited<ReturnType<typeof startMailReceiver>>;
let folder = '';
let certificate = '';
const mailboxes: ReturnType<typeof hoodiecrow>[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ck-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  // A certificate that the house signed itself, for the address at which the servers of the test listen.
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
    ],
    { stdio: 'ignore' },
  );
  certificate = readFileSync(cert, 'utf8');
  world = await openWorld({
    env: {
      ...{ CHARTKEEPER_SMTP_PORT: String(await freePort()) },
      ...{ CHARTKEEPER_TLS_CERTIFICATE: cert, CHARTKEEPER_TLS_KEY: key },
    },
  });
  receiver = await startMailReceiver(world.services);
});
afterAll(async () => {
  await receiver.stop();
  for (const mailbox of mailboxes) await new Promise<void>((resolve) => mailbox.close(resolve));
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

describe('Mail to the receiver over an encrypted line', () => {
  const send = (tls: object) => {
    const transport = createTransport({
      ...{ host: '127.0.0.1', port: receiver.port, secure: false, requireTLS: true, tls },
    });
    return transport
      .sendMail({ from: 'ward@clinic.example', to: 'secure@hospital.example', text: 'Sodium 140.' })
      .finally(() => transport.close());
  };

  it('is taken after STARTTLS by a sender that knows the certificate, and by no other', async () => {
    await world.call('POST', '/intake/sources', {
      ...{ kind: 'smtp', key: 'secure', name: 'Secure', settings: {}, typeCode: null, lane: 'routine' },
    });
    expect((await send({ ca: certificate })).response).toMatch(/^250/);
    await expect(send({})).rejects.toMatchObject({ message: expect.stringMatching(/self.signed/i) as string });
    expect(await world.sql("SELECT 1 FROM intake.item WHERE source = 'mail'")).toHaveLength(1);
  });
});

describe('A mailbox over an encrypted line', () => {
  const connect = async (settings: object) => {
    const { body, status } = await world.call<{ id: string; at?: string }>('POST', '/intake/sources', {
      ...{ kind: 'mailbox', key: null, name: `Mailbox ${JSON.stringify(settings).length}`, typeCode: null },
      ...{ lane: 'routine', secret: 'testpass', settings: { host: '127.0.0.1', user: 'testuser', ...settings } },
    });
    return { ...body, status };
  };
  const test = async (id: string) =>
    (
      await world.call<{ messages: number | null; encrypted: boolean; trouble: string | null }>(
        'POST',
        `/intake/sources/${id}/connection`,
      )
    ).body;
  const start = async (options: { secure: boolean; starttls?: boolean }) => {
    const said: string[] = [];
    const mailbox = hoodiecrow({
      plugins: ['ID', 'UIDPLUS', 'MOVE', 'LITERALPLUS', ...(options.starttls === true ? ['STARTTLS'] : [])],
      ...{ secureConnection: options.secure },
      credentials: { key: readFileSync(join(folder, 'key.pem')), cert: certificate },
      storage: { INBOX: { messages: [{ raw: MESSAGE }] }, '': { folders: { Done: {}, Failed: {} } } },
    });
    mailbox.server.on('connection', (socket) =>
      socket.on('data', (data: Buffer) => said.push(data.toString('latin1'))),
    );
    await new Promise<void>((resolve) => mailbox.listen(0, resolve));
    mailboxes.push(mailbox);
    const address = mailbox.server.address();
    return { mailbox, said, port: typeof address === 'object' && address !== null ? address.port : 0 };
  };

  it('is not signed in to while its certificate is not trusted, and no password is sent', async () => {
    const { port, said, mailbox } = await start({ secure: true });
    const { id } = await connect({ port, tls: true });
    expect(await test(id)).toMatchObject({
      ...{ messages: null, trouble: expect.stringMatching(/certificate .* not trusted/) as string },
    });
    expect(said.join('')).not.toContain('testpass');
    expect(mailbox.folderCache['INBOX']?.messages).toHaveLength(1);
    await pollMailboxes(world.services);
    const { body } = await world.call<{ sources: { id: string; trouble: string | null }[] }>('GET', '/intake/sources');
    expect(body.sources.find((source) => source.id === id)?.trouble).toMatch(/certificate/);
  });

  it('is emptied when the source names the authority that signed it', async () => {
    const { port, mailbox } = await start({ secure: true });
    const { id } = await connect({ port, tls: true, ca: certificate });
    expect(await test(id)).toEqual({ folder: 'INBOX', messages: 1, encrypted: true, trouble: null });
    await pollMailboxes(world.services);
    expect([mailbox.folderCache['INBOX']?.messages.length, mailbox.folderCache['Done']?.messages.length]).toEqual([
      0, 1,
    ]);
  });

  it('is encrypted by STARTTLS before the password is sent, and the certificate counts there too', async () => {
    const { port, said } = await start({ secure: false, starttls: true });
    const trusted = await connect({ port, tls: false, ca: certificate });
    expect(await test(trusted.id)).toMatchObject({ messages: 1, encrypted: true, trouble: null });
    const strange = await connect({ port, tls: false });
    expect((await test(strange.id)).trouble).toMatch(/certificate/);
    expect(said.join('')).not.toContain('testpass');
  });

  it('on another machine gets no password without encryption', async () => {
    const { port, said } = await start({ secure: false });
    // Another name of this machine than those that are known to be it.
    const { id } = await connect({ host: '127.0.0.2', port, tls: false });
    expect((await test(id)).trouble).toMatch(/no encrypted line/);
    expect(said.join('')).not.toContain('testpass');
  });

  it('is not connected with a certificate that is none', async () => {
    expect(await connect({ port: 993, ca: 'no certificate' })).toMatchObject({ status: 400, at: 'ca' });
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
