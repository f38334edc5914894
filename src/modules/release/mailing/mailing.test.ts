import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { passTime } from '../../../../test/world/pass-time.ts';
import {
  arrangePaper,
  arrangePerson,
  openCase,
  queuesOf,
  type ReleaseDesk,
  releaseDesk,
  releaseUpToPacket,
} from '../../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import { type MailServer, startMailServer } from '../../correspondence/mail-server.fixture.ts';

const SLOW = { timeout: 120_000 };
let mail: MailServer;
let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  mail = await startMailServer();
  world = await openWorld({ env: { CHARTKEEPER_SMTP_URL: mail.url } });
  desk = releaseDesk(world);
});
afterAll(async () => {
  await world.close();
  await mail.down();
});
beforeEach(() => {
  mail.behaviour = 'take';
  mail.received.length = 0;
});

type Answer = { code?: string; id: string; sending: { state: string; kind: string; code: string | null } | null };
const post = (path: string, body: unknown = {}, actor = desk.specialist) =>
  world.callAs<Answer>(actor, 'POST', path, body);
const show = async (id: string) =>
  (await world.callAs<Answer>(desk.specialist, 'GET', `/release/requests/${id}/care`)).body.sending;
const minutes = async (count: number) => {
  await world.stack.drain();
  await passTime(world, count * 60_000 + 1_000);
};

/** An attorney of the register, with a mail address that is verified unless told otherwise. */
async function arrangeAttorney(name: string, verified = true): Promise<{ id: string; channelId: string }> {
  const { body } = await post('/release/requesters', {
    kind: 'person',
    class: 'attorney',
    name,
    channels: [{ kind: 'email', value: `${name.toLowerCase()}@law.example` }],
  });
  const shown = await world.callAs<{ channels: { id: string }[] }>(
    desk.specialist,
    'GET',
    `/release/requesters/${body.id}`,
  );
  const channelId = shown.body.channels[0]?.id ?? '';
  if (verified)
    await post(`/release/requesters/${body.id}/channels/${channelId}/verification`, { how: 'Bar register' });
  return { id: body.id, channelId };
}

async function ready(name: string, more: { encrypt?: boolean; verified?: boolean } = {}) {
  const attorney = await arrangeAttorney(name, more.verified);
  const patient = await arrangePerson(world, 'Versand', name);
  await arrangePaper(world, patient, ['A note']);
  const id = await releaseUpToPacket(world, desk, patient, {
    request: { requester: { class: 'attorney', name, directoryId: attorney.id, address: ['2 Court Square'] } },
    scope: { encrypt: more.encrypt ?? true },
  });
  return {
    ...attorney,
    id,
    send: (said: object = {}) => post(`/release/requests/${id}/mailings`, { channelId: attorney.channelId, ...said }),
  };
}

describe('the packet of any case by mail', SLOW, () => {
  it('leaves encrypted after a minute to the verified address, logged, and waits until it is said that they have it', async () => {
    const { id, send } = await ready('Abel');
    expect((await post(`/release/requests/${id}/mailings`, {}, world.person(['clinician']))).status).toBe(403);
    expect((await send()).status).toBe(201);
    expect((await send()).body.code).toBe('release/on-its-way');
    expect(await show(id)).toMatchObject({ kind: 'packet', state: 'preparing' });
    expect(await queuesOf(world, id)).toEqual([]);
    await world.stack.drain();
    expect(mail.received).toHaveLength(0);
    await minutes(1);
    expect(mail.received.map(({ to }) => to)).toEqual([['abel@law.example']]);
    expect(mail.received[0]?.raw).toMatch(/application\/pdf/);
    expect(mail.received[0]?.raw.slice(0, 2_000)).not.toMatch(/Versand/);
    const opened = await openCase(world, desk.specialist, id);
    expect(opened.disclosures).toMatchObject([{ channel: 'email', outcome: null }]);
    expect(await show(id)).toMatchObject({ state: 'with-gateway' });
    expect(await queuesOf(world, id)).toEqual(['release.confirm-delivery']);
    await minutes(10);
    expect(mail.received).toHaveLength(1);
  });

  it('that came back is said not to have arrived, and goes again', async () => {
    const { id, send } = await ready('Berta');
    await send();
    await minutes(1);
    const [disclosure] = (await openCase(world, desk.specialist, id)).disclosures;
    await post(`/release/disclosures/${disclosure?.id ?? ''}/confirmation`, {
      outcome: 'not-handed-over',
      how: 'The mail came back: mailbox full',
    });
    expect(await queuesOf(world, id)).toEqual(['release.to-deliver']);
    expect((await send()).status).toBe(201);
    await minutes(1);
    expect(mail.received).toHaveLength(2);
  });

  it('that the server refuses is logged as not handed over', async () => {
    const { id, send } = await ready('Carla');
    mail.behaviour = { status: 550, at: 'rcpt' };
    await send();
    await minutes(1);
    expect((await openCase(world, desk.specialist, id)).disclosures).toMatchObject([{ outcome: 'not-handed-over' }]);
    expect(await queuesOf(world, id)).toEqual(['release.to-deliver']);
  });

  it('is taken back within the minute, and the packet lies ready', async () => {
    const { id, send } = await ready('Dora');
    await send();
    expect((await post(`/release/requests/${id}/mailings/withdrawal`)).status).toBe(204);
    expect(await queuesOf(world, id)).toEqual(['release.to-deliver']);
    await minutes(3);
    expect(mail.received).toHaveLength(0);
    expect((await openCase(world, desk.specialist, id)).disclosures).toEqual([]);
  });

  it('is in Spanish where that was chosen, around the same packet', async () => {
    const { send } = await ready('Gloria');
    expect((await send({ language: 'fr' })).status).toBe(400);
    expect((await send({ language: 'es' })).status).toBe(201);
    await minutes(1);
    const raw = mail.received[0]?.raw ?? '';
    expect(raw).toMatch(/^Subject: .*Registros de salud/m);
    expect(raw).not.toMatch(/passcode/);
    expect(raw).toMatch(/application\/pdf/);
  });

  it('is taken back by the release desk only, and by nobody from a case about themselves', async () => {
    const { id, send } = await ready('Hanna');
    await send();
    const withdraw = (actor = desk.specialist) => post(`/release/requests/${id}/mailings/withdrawal`, {}, actor);
    for (const role of ['clinician', 'coder', 'scan-clerk', 'index-clerk'])
      expect([role, (await withdraw(world.person([role]))).status]).toEqual([role, 403]);
    const [row] = await world.sql<{ patient_id: string }>('SELECT patient_id FROM release.request WHERE id = $1', [id]);
    const own = world.person(['release-specialist'], { ownPatientIds: [row?.patient_id ?? ''] });
    expect((await withdraw(own)).body.code).toBe('release/own-record');
    expect(await show(id)).toMatchObject({ state: 'preparing' });
    expect((await withdraw()).status).toBe(204);
  });

  it('is refused in the clear, and to an address that nobody verified or that is another’s', async () => {
    const clear = await ready('Emil', { encrypt: false });
    expect((await clear.send()).body.code).toBe('release/mail-in-the-clear');
    const open = await ready('Frida', { verified: false });
    expect((await open.send()).body.code).toBe('release/mail-address-unverified');
    const others = await post(`/release/requests/${open.id}/mailings`, { channelId: clear.channelId });
    expect(others.body.code).toBe('release/mail-address-unverified');
    expect((await post(`/release/requests/${open.id}/mailings`)).body.code).toBe('release/mail-address-unverified');
  });
});
