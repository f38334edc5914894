import { createServer } from 'node:net';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { scan } from '../../../../test/world/scan.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import { startMailReceiver } from './receive-mail.ts';

let world: World;
let receiver: Awaited<ReturnType<typeof startMailReceiver>>;
let page: Buffer;
const ids: Record<string, string> = {};

beforeAll(async () => {
  const port = await freePort();
  world = await openWorld({ env: { CHARTKEEPER_SMTP_PORT: String(port), CHARTKEEPER_SMTP_MEGABYTES: '2' } });
  receiver = await startMailReceiver(world.services);
  page = await scan(['LABORATORY REPORT', 'Sodium 140']);
  for (const [kind, key] of [
    ['smtp', 'intake'],
    ['fax', 'fax'],
  ] as const) {
    const { body } = await world.call<{ id: string }>('POST', '/intake/sources', {
      ...{ kind, key, name: `Mail to ${key}`, settings: {}, typeCode: null, lane: 'routine' },
    });
    ids[key] = body.id;
  }
});
afterAll(async () => {
  await receiver.stop();
  await world.close();
});

const send = (mail: SendMailOptions) => {
  const transport = createTransport({ host: '127.0.0.1', port: receiver.port, secure: false, ignoreTLS: true });
  return transport.sendMail({ from: 'ward@clinic.example', ...mail }).finally(() => transport.close());
};
const itemsOf = (source: string) =>
  world.sql<{ file_name: string; source: string; source_detail: string }>(
    'SELECT file_name, source, source_detail FROM intake.item WHERE source_id = $1 ORDER BY received_at, id',
    [ids[source]],
  );
const log = async (source: string) =>
  (
    await world.call<{ arrivals: { outcome: string; reason: string | null; items: object[] }[] }>(
      'GET',
      `/intake/sources/${ids[source]}/arrivals`,
    )
  ).body.arrivals;

describe('mail to the address of a source', () => {
  const letter = (): SendMailOptions => ({
    to: 'Intake@hospital.example',
    messageId: '<one@clinic.example>',
    date: new Date('2026-11-20T10:00:00Z'),
    subject: 'Lab results',
    text: 'Please file the attached result.',
    attachments: [{ filename: 'lab.png', content: page }],
  });

  it('becomes an item for each attachment and one for what it says', async () => {
    const { response } = await send(letter());
    expect(response).toMatch(/^250/);
    expect(await itemsOf('intake')).toMatchObject([
      { file_name: 'lab.png', source: 'mail', source_detail: 'ward@clinic.example' },
      { file_name: 'Message.txt' },
    ]);
  });

  it('is taken once, however often it is sent', async () => {
    await send(letter());
    expect(await itemsOf('intake')).toHaveLength(2);
    expect((await log('intake')).map(({ outcome, items }) => [outcome, items.length])).toEqual([
      ['repeated', 2],
      ['taken', 2],
    ]);
  });

  it('is another message when its content differs under the same number', async () => {
    await send({ ...letter(), text: 'A correction.' });
    expect(await itemsOf('intake')).toHaveLength(4);
  });

  it('of a fax server keeps the number it came from and leaves out what the server wrote beside it', async () => {
    await send({
      to: 'fax@hospital.example',
      subject: 'Fax received from +1 (555) 010-2233',
      text: 'You have received a fax of 1 page.',
      attachments: [{ filename: 'fax.png', content: page }],
    });
    expect(await itemsOf('fax')).toEqual([{ file_name: 'fax.png', source: 'fax', source_detail: '+1 555 010 2233' }]);
  });
});

describe('mail that is not taken', () => {
  it('is refused for good when nobody has the address, it is empty, or it is too large', async () => {
    await expect(send({ to: 'nobody@hospital.example', text: 'x' })).rejects.toMatchObject({ responseCode: 550 });
    await expect(send({ to: 'intake@hospital.example', subject: 'nothing' })).rejects.toMatchObject({
      responseCode: 554,
    });
    const heavy = { filename: 'big.bin', content: Buffer.alloc(3 * 1024 * 1024) };
    await expect(send({ to: 'intake@hospital.example', attachments: [heavy] })).rejects.toMatchObject({
      responseCode: 552,
    });
    expect((await log('intake'))[0]).toMatchObject({ outcome: 'refused', reason: expect.any(String) as string });
  });

  it('stays with its sender while the store is full, and is taken when there is room again', async () => {
    const before = (await itemsOf('intake')).length;
    const mail = { to: 'intake@hospital.example', messageId: '<full@clinic.example>', text: 'Keep this.' };
    const put = vi
      .spyOn(world.services.blobs, 'put')
      .mockRejectedValueOnce(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
    await expect(send(mail)).rejects.toMatchObject({ responseCode: 451 });
    put.mockRestore();
    expect(await itemsOf('intake')).toHaveLength(before);
    await send(mail);
    expect(await itemsOf('intake')).toHaveLength(before + 1);
  });

  it('is not taken for a source that was disabled', async () => {
    const change = {
      ...{ version: 1, disabled: true, name: 'Mail to fax', key: 'fax', settings: {}, typeCode: null, lane: 'routine' },
    };
    expect((await world.call('PUT', `/intake/sources/${ids['fax']}`, change)).status).toBe(200);
    await expect(send({ to: 'fax@hospital.example', text: 'x' })).rejects.toMatchObject({ responseCode: 550 });
    expect((await world.call('PUT', `/intake/sources/${ids['fax']}`, change)).status).toBe(409);
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
