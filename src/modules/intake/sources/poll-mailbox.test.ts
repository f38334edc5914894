import hoodiecrow from 'hoodiecrow-imap';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { scan } from '../../../../test/world/scan.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import { pollMailboxes } from './poll-mailbox.ts';

let world: World;
let mailbox: ReturnType<typeof hoodiecrow>;
let raw: string[] = [];
let id = '';
let port = 0;

beforeAll(async () => {
  world = await openWorld();
  const page = await scan(['LABORATORY REPORT', 'Sodium 140']);
  const attachments = [{ filename: 'lab.png', content: page }];
  raw = [
    await compose({ messageId: '<a@clinic.example>', subject: 'Lab', text: 'See the result.', attachments }),
    'Message-ID: <empty@clinic.example>\r\nFrom: x@clinic.example\r\nSubject: nothing\r\n\r\n',
    await compose({ messageId: '<b@clinic.example>', subject: 'Second', text: 'Another one.' }),
  ];
  mailbox = hoodiecrow({
    plugins: ['ID', 'UIDPLUS', 'MOVE', 'LITERALPLUS'],
    storage: {
      // A colleague has read the first: it is taken all the same.
      INBOX: { messages: raw.map((each, at) => ({ raw: each, flags: at === 0 ? ['\\Seen'] : [] })) },
      '': { folders: { Done: {}, Failed: {} } },
    },
  });
  await new Promise<void>((resolve) => mailbox.listen(0, resolve));
  const address = mailbox.server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
  id = (
    await world.call<{ id: string }>('POST', '/intake/sources', { kind: 'mailbox', key: null, ...facts('testpass') })
  ).body.id;
});
afterAll(async () => {
  await new Promise<void>((resolve) => mailbox.close(resolve));
  await world.close();
});

const facts = (secret: string) => ({
  ...{ name: 'Records mailbox', typeCode: null, lane: 'routine', secret },
  settings: { host: '127.0.0.1', port, tls: false, user: 'testuser' },
});
const inFolder = (name: string) => mailbox.folderCache[name]?.messages.length;
const items = async () =>
  (await world.sql<{ file_name: string }>('SELECT file_name FROM intake.item ORDER BY received_at, id')).map(
    (row) => row.file_name,
  );
const log = async () =>
  (
    await world.call<{ arrivals: { externalId: string; outcome: string }[] }>('GET', `/intake/sources/${id}/arrivals`)
  ).body.arrivals.map(({ externalId, outcome }) => `${outcome} ${externalId}`);

describe('a mailbox', () => {
  it('keeps its messages while the store is away', async () => {
    const put = vi.spyOn(world.services.blobs, 'put').mockRejectedValue(new Error('no space left'));
    await pollMailboxes(world.services);
    put.mockRestore();
    expect([inFolder('INBOX'), await items()]).toEqual([3, []]);
    const { body } = await world.call<{ sources: { id: string; state: string }[] }>('GET', '/intake/sources');
    expect(body.sources.find((source) => source.id === id)?.state).toBe('failing');
  });

  it('is emptied: what was taken is in one folder, what cannot be read in another, and stops nobody', async () => {
    await pollMailboxes(world.services);
    expect(await items()).toEqual(['lab.png', 'Message.txt', 'Message.txt']);
    expect([inFolder('INBOX'), inFolder('Done'), inFolder('Failed')]).toEqual([0, 2, 1]);
    expect((await log()).sort()).toEqual([
      'refused <empty@clinic.example>',
      'taken <a@clinic.example>',
      'taken <b@clinic.example>',
    ]);
    const { body } = await world.call<{ sources: { id: string; state: string }[] }>('GET', '/intake/sources');
    expect(body.sources.find((source) => source.id === id)?.state).toBe('working');
  });

  it('whose message was taken and not moved before a crash takes it once', async () => {
    mailbox.appendMessage('INBOX', [], undefined, raw[0] ?? '');
    await pollMailboxes(world.services);
    expect(await items()).toHaveLength(3);
    expect([inFolder('INBOX'), inFolder('Done')]).toEqual([0, 3]);
    expect((await log())[0]).toMatch(/^repeated/);
  });

  it('keeps its password sealed, and says when it is wrong', async () => {
    const [row] = await world.sql<{ sealed: Buffer; settings: object }>(
      'SELECT sealed_secret AS sealed, settings FROM intake.source WHERE id = $1',
      [id],
    );
    expect(row?.sealed.includes('testpass')).toBe(false);
    expect(JSON.stringify(row?.settings)).not.toContain('testpass');
    await world.call('PUT', `/intake/sources/${id}`, { version: 1, disabled: false, key: null, ...facts('wrong') });
    await pollMailboxes(world.services);
    const { body } = await world.call<{ sources: { id: string; trouble: string | null }[] }>('GET', '/intake/sources');
    expect(body.sources.find((source) => source.id === id)?.trouble).toMatch(/password/);
    expect(JSON.stringify(body)).not.toContain('testpass');
  });
});

/** The message as a mail program would write it. */
async function compose(mail: object): Promise<string> {
  const { message } = await createTransport({ streamTransport: true, buffer: true, newline: 'windows' }).sendMail({
    ...{ from: 'ward@clinic.example', to: 'records@hospital.example', date: new Date('2026-11-20T10:00:00Z') },
    ...mail,
  });
  return message.toString();
}
