import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import hoodiecrow from 'hoodiecrow-imap';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../../test/world/world.ts';
import { startWatching } from '../watch-folder.ts';
import { startMailReceiver } from './receive-mail.ts';

let world: World;
let receiver: Awaited<ReturnType<typeof startMailReceiver>>;
let mailbox: ReturnType<typeof hoodiecrow>;
let mailboxPort = 0;
let inbox = '';

beforeAll(async () => {
  const port = await freePort();
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled', CHARTKEEPER_SMTP_PORT: String(port) } });
  receiver = await startMailReceiver(world.services);
  inbox = join(world.services.settings.data, 'inbox');
  await mkdir(inbox);
  mailbox = hoodiecrow({
    plugins: ['ID', 'UIDPLUS', 'MOVE', 'LITERALPLUS'],
    storage: { INBOX: { messages: [] }, '': { folders: { Done: {}, Failed: {} } } },
  });
  await new Promise<void>((resolve) => mailbox.listen(0, resolve));
  const address = mailbox.server.address();
  mailboxPort = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(async () => {
  await receiver.stop();
  await new Promise<void>((resolve) => mailbox.close(resolve));
  await world.close();
});

interface Test {
  state: string;
  seconds: number | null;
  hindrance: string | null;
  itemId: string | null;
}

async function connect(kind: string, key: string | null, more: object = {}): Promise<string> {
  const facts = { kind, key, name: `Source ${kind}`, settings: {}, typeCode: null, lane: 'routine', ...more };
  return (await world.call<{ id: string }>('POST', '/intake/sources', facts)).body.id;
}
const toMailbox = (secret = 'testpass') => ({
  settings: { host: '127.0.0.1', port: mailboxPort, tls: false, user: 'testuser' },
  secret,
});
const ask = (id: string) => world.call<{ code: string }>('POST', `/intake/sources/${id}/test`);
const see = async (id: string) =>
  (await world.call<{ test: Test | null }>('GET', `/intake/sources/${id}/test`)).body.test;

/** What a test leaves behind in every queue, chart and count. */
async function traces() {
  const { body } = await world.call<Record<string, number>>('GET', '/intake/counts');
  return {
    counts: body,
    documents: await world.sql('SELECT 1 FROM documents.document'),
    waiting: await world.sql('SELECT 1 FROM worklist.item WHERE closed_at IS NULL'),
    duplicates: await world.sql('SELECT 1 FROM intake.part_duplicate'),
  };
}

async function expectDone(id: string): Promise<void> {
  await world.stack.drain();
  const test = await see(id);
  expect(test).toMatchObject({ state: 'done', hindrance: null });
  expect(await world.sql('SELECT kind, reason FROM intake.outcome WHERE item_id = $1', [test?.itemId])).toEqual([
    { kind: 'discarded', reason: 'Test page of a source' },
  ]);
  expect(await traces()).toEqual({
    counts: { pagesIn: 0, filed: 0, attached: 0, forwarded: 0, returned: 0, discarded: 0, queued: 0 },
    ...{ documents: [], waiting: [], duplicates: [] },
  });
  const { body } = await world.call<{ sources: { id: string; today: number; state: string }[] }>(
    'GET',
    '/intake/sources',
  );
  expect(body.sources.find((each) => each.id === id)).toMatchObject({ today: 0, state: 'working' });
}

describe('A test page', () => {
  it('goes into the folder of a scanner, is known by its code, and is filed and counted nowhere', async () => {
    for (const [kind, key, settings] of [
      ['scanner', 'scan2', { indexFile: true }],
      ['fax', 'faxline', {}],
      ['folder', 'desk', {}],
    ] as const) {
      const id = await connect(kind, key, { settings });
      expect(await see(id)).toBeNull();
      expect((await ask(id)).status).toBe(204);
      await world.stack.drain();
      if (kind === 'scanner') expect(readdirSync(join(inbox, key)).sort()).toHaveLength(2);
      expect(await see(id)).toMatchObject({ state: 'on-its-way', itemId: null });
      const watching = startWatching(world.services, inbox);
      await until(() => existsSync(join(inbox, 'done', key)) && readdirSync(join(inbox, key)).length === 0);
      await watching.stop();
      expect(await see(id)).toMatchObject({ state: 'arrived' });
      await expectDone(id);
    }
  }, 60_000);

  it('is mailed to the receiver', async () => {
    const id = await connect('smtp', 'records');
    await ask(id);
    await expectDone(id);
  });

  it('is put into a mailbox and taken out of it', async () => {
    const id = await connect('mailbox', null, toMailbox());
    await ask(id);
    await expectDone(id);
    expect([mailbox.folderCache['INBOX']?.messages.length, mailbox.folderCache['Done']?.messages.length]).toEqual([
      0, 1,
    ]);
  });

  it('is given as a program gives a file', async () => {
    const id = await connect('rest', 'emr');
    await ask(id);
    await expectDone(id);
  });

  it('says what hinders it', async () => {
    const wrong = await connect('mailbox', null, { ...toMailbox('wrong'), name: 'Wrong password' });
    await ask(wrong);
    await world.stack.drain();
    expect(await see(wrong)).toMatchObject({
      state: 'hindered',
      hindrance: expect.stringContaining('password') as string,
    });

    await receiver.stop();
    const smtp = await connect('smtp', 'later');
    await ask(smtp);
    await world.stack.drain();
    expect(await see(smtp)).toMatchObject({
      state: 'hindered',
      hindrance: expect.stringMatching(/does not answer/) as string,
    });
    receiver = await startMailReceiver(world.services);

    const folder = await connect('folder', 'gone');
    await rm(inbox, { recursive: true });
    await writeFile(inbox, '');
    await ask(folder);
    await world.stack.drain();
    expect((await see(folder))?.state).toBe('hindered');
    await rm(inbox);
    await ask(folder);
    await world.stack.drain();
    expect((await see(folder))?.hindrance).toMatch(/not there/);
  });

  it('is not sent for a disabled source, nor by those who only read', async () => {
    const id = await connect('rest', 'old');
    const change = {
      version: 1,
      disabled: true,
      name: 'Old',
      key: 'old',
      settings: {},
      typeCode: null,
      lane: 'routine',
    };
    await world.call('PUT', `/intake/sources/${id}`, change);
    expect([(await ask(id)).status, (await ask(id)).body.code]).toEqual([422, 'intake/source-off']);
    const clerk = world.person(['index-clerk']);
    expect((await world.callAs(clerk, 'POST', `/intake/sources/${id}/test`)).status).toBe(403);
    expect((await world.callAs(clerk, 'GET', `/intake/sources/${id}/test`)).status).toBe(200);
    const verbs = await world.sql<{ verb: string }>(
      "SELECT DISTINCT verb FROM audit.entry WHERE verb IN ('intake.ask-test-page', 'intake.send-test-page')",
    );
    expect(verbs).toHaveLength(2);
  });
});

describe('The connection to a mailbox', () => {
  const test = (id: string, who = world.person(['coordinator'])) =>
    world.callAs<{ messages: number | null; trouble: string | null; code?: string }>(
      ...([who, 'POST', `/intake/sources/${id}/connection`] as const),
    );

  it('is tested by signing in and counting; nothing is taken', async () => {
    mailbox.appendMessage('INBOX', [], undefined, 'Message-ID: <x@y>\r\nSubject: hello\r\n\r\nText.\r\n');
    const id = await connect('mailbox', null, toMailbox());
    expect((await test(id)).body).toEqual({ folder: 'INBOX', messages: 1, encrypted: false, trouble: null });
    expect(mailbox.folderCache['INBOX']?.messages).toHaveLength(1);
  });

  it('says what is wrong with it', async () => {
    expect((await test(await connect('mailbox', null, toMailbox('wrong')))).body).toMatchObject({
      ...{ messages: null, trouble: expect.stringContaining('password') as string },
    });
    const elsewhere = { ...toMailbox(), settings: { ...toMailbox().settings, folder: 'Nowhere' } };
    expect((await test(await connect('mailbox', null, elsewhere))).body.trouble).toMatch(/no folder “Nowhere”/);
    const closed = { ...toMailbox(), settings: { ...toMailbox().settings, port: await freePort() } };
    expect((await test(await connect('mailbox', null, closed))).body.trouble).toMatch(/does not answer/);
    expect((await test(await connect('rest', 'none'))).body.code).toBe('intake/source-wrong');
  });

  it('is not tested by those who only read', async () => {
    const id = await connect('mailbox', null, toMailbox());
    expect((await test(id, world.person(['index-clerk']))).status).toBe(403);
  });
});

async function until(happened: () => boolean): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    if (happened()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not happen within 15 s');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
