import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePaper,
  arrangePerson,
  openCase,
  queuesOf,
  type ReleaseDesk,
  releaseDesk,
  releaseUpToPacket,
  step,
} from '../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import { newId } from '../../platform/ids.ts';
import { enterLink, fetchVolume, noteFetched } from './use-link.ts';

let world: World;
let desk: ReleaseDesk;
let patient: string;
let id: string;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
  patient = await arrangePerson(world, 'Link', 'Lina');
  await arrangePaper(world, patient, ['A page']);
  id = await releaseUpToPacket(world, desk, patient);
});
afterAll(() => world.close());

interface Delivered {
  disclosureId: string;
  link: { id: string; url: string; passcode: string; expiresAt: string };
}
async function deliver(body: Record<string, unknown> = {}) {
  const made = await step<Delivered>(world, {
    actor: desk.specialist,
    path: `/release/requests/${id}/deliveries`,
    body: { channel: 'link', ...body },
  });
  return { ...made, token: made.link.url.split('/').at(-1) ?? '' };
}
const undo = ({ disclosureId }: Delivered) =>
  step(world, {
    actor: desk.specialist,
    path: `/release/disclosures/${disclosureId}/confirmation`,
    body: { outcome: 'not-handed-over', how: 'Taken back' },
  });
/** Somebody at home with nothing but the address and the passcode. */
const stranger = (token: string, passcode: string) =>
  world.callAs<{ code?: string }>(world.person([]), 'POST', `/release/links/${token}`, { passcode });

describe('a release link', () => {
  it('tells whoever lacks the passcode nothing, and dies after five tries', async () => {
    const made = await deliver();
    for (let tries = 0; tries < 5; tries++) {
      const wrong = await stranger(made.token, `guess-${tries}`);
      expect([wrong.status, wrong.body.code]).toEqual([403, 'release/wrong-passcode']);
    }
    const right = await stranger(made.token, made.link.passcode);
    expect([right.status, right.body.code]).toEqual([410, 'release/link-dead']);
    expect((await openCase(world, desk.specialist, id)).links[0]).toMatchObject({ state: 'locked', downloads: 0 });
    await undo(made);
  });

  it('lets many guesses at once be no more than five', async () => {
    const made = await deliver();
    const answers = await Promise.allSettled(
      Array.from({ length: 12 }, (_, at) => enterLink(world.services, made.token, `guess-${at}`)),
    );
    const codes = answers.map((each) => (each.status === 'rejected' ? (each.reason as { code: string }).code : 'in'));
    expect(codes.filter((code) => code === 'release/wrong-passcode')).toHaveLength(5);
    expect(codes.filter((code) => code === 'release/link-dead')).toHaveLength(7);
    await undo(made);
  });

  it('is dead when it was taken back, has run out, or never was', async () => {
    const made = await deliver({ expiresInDays: 2, passcode: 'my own words 1' });
    expect(made.link.passcode).toBe('my own words 1');
    expect((await stranger('A'.repeat(43), made.link.passcode)).status).toBe(410);
    world.clock.advance(3 * 24 * 3_600_000);
    expect((await stranger(made.token, made.link.passcode)).status).toBe(410);
    world.clock.advance(-3 * 24 * 3_600_000);
    await step(world, {
      actor: desk.specialist,
      path: `/release/deliveries/links/${made.link.id}/revocation`,
      body: { reason: 'Wrong address' },
    });
    expect((await stranger(made.token, made.link.passcode)).status).toBe(410);
    expect((await openCase(world, desk.specialist, id)).links[0]).toMatchObject({ state: 'revoked' });
    await undo(made);
  });

  it('may live for thirty days and no longer', async () => {
    const answer = await world.callAs(desk.specialist, 'POST', `/release/requests/${id}/deliveries`, {
      channel: 'link',
      expiresInDays: 31,
    });
    expect(answer.status).toBe(400);
  });

  it('names a property that it does not know, and no more of it than a name needs', async () => {
    const send = (more: object) =>
      world.callAs<{ at?: string; detail?: string }>(desk.specialist, 'POST', `/release/requests/${id}/deliveries`, {
        ...{ channel: 'link' },
        ...more,
      });
    const top = await send({ expiresDays: 3 });
    expect([top.status, top.body]).toEqual([
      400,
      expect.objectContaining({
        at: 'body/expiresDays',
        detail: expect.stringContaining('body has a property "expiresDays" that is not known here. Nothing was saved'),
      }),
    ]);
    const within = await send({ recipient: { name: 'A', adress: ['B'] } });
    expect(within.body).toMatchObject({ at: 'body/recipient/adress' });
    const long = await send({ [`<b>${'x'.repeat(5_000)}`]: 1 });
    expect([long.status, (long.body.detail ?? '').length < 300]).toEqual([400, true]);
  });

  it('shows its secret once: a repeat of the same request finds the delivery without it', async () => {
    const call = () =>
      world.callAs<Delivered>(
        desk.specialist,
        'POST',
        `/release/requests/${id}/deliveries`,
        { channel: 'link' },
        { 'idempotency-key': 'deliver-once' },
      );
    const first = await call();
    const again = await call();
    expect(again.body).toEqual({ ...first.body, link: null });
    const [kept] = await world.sql<{ answer: string }>(
      `SELECT answer FROM platform.idempotency WHERE key = 'deliver-once'`,
    );
    expect(kept?.answer).not.toContain(first.body.link.passcode);
    expect(kept?.answer).not.toContain(first.body.link.url.split('/').at(-1));
    await undo(first.body);
  });

  it('is confirmed when every volume was fetched whole; a crash before that leaves it in the queue', async () => {
    await world.sql(
      `INSERT INTO release.packet_volume SELECT patient_id, $2, facility_id, labels, packet_id, 2, sha256, bytes, first_page, last_page, blob_address, recorded_at, recorded_by
       FROM release.packet_volume WHERE patient_id = $1 AND volume = 1`,
      [patient, newId()],
    );
    const made = await deliver();
    const place = await enterLink(world.services, made.token, made.link.passcode);
    await fetchVolume(world.services, place, 1);
    // The process dies while it sends: nothing is confirmed.
    expect(await queuesOf(world, id)).toEqual(['release.confirm-delivery']);
    await fetchVolume(world.services, place, 1);
    await noteFetched(world.services, place, 1);
    await noteFetched(world.services, place, 1);
    expect(await queuesOf(world, id)).toEqual(['release.confirm-delivery']);
    await noteFetched(world.services, place, 2);
    expect(await openCase(world, desk.specialist, id)).toMatchObject({
      status: 'delivered',
      links: [expect.objectContaining({ downloads: 2 }), ...Array.from({ length: 4 }, () => expect.anything())],
    });
    expect(await queuesOf(world, id)).toEqual([]);
  });

  it('leaves entries that name the patient and never the passcode or the address', async () => {
    const entries = await world.sql<{ verb: string; detail: object; patient_ids: string[] }>(
      `SELECT verb, detail, patient_ids FROM audit.entry WHERE actor_id = 'system:release.link'`,
    );
    expect(entries.filter(({ verb }) => verb === 'release.fetch-by-link').map((each) => each.patient_ids)).toEqual([
      [patient],
      [patient],
    ]);
    const secrets = await world.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit.entry WHERE detail::text ~ 'guess-|my own words'`,
    );
    expect(secrets[0]?.n).toBe(0);
  });

  it('gives each part as often as was said and no more, however many ask at once', async () => {
    const other = await arrangePerson(world, 'Limit', 'Lena');
    await arrangePaper(world, other, ['A page']);
    const requestId = await releaseUpToPacket(world, desk, other);
    await world.sql(
      `INSERT INTO release.packet_volume SELECT patient_id, $2, facility_id, labels, packet_id, 2, sha256, bytes, first_page, last_page, blob_address, recorded_at, recorded_by
       FROM release.packet_volume WHERE patient_id = $1 AND volume = 1`,
      [other, newId()],
    );
    const { link } = await step<Delivered>(world, {
      actor: desk.specialist,
      path: `/release/requests/${requestId}/deliveries`,
      body: { channel: 'link', downloads: 3 },
    });
    const token = link.url.split('/').at(-1) ?? '';
    const place = await enterLink(world.services, token, link.passcode);
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => fetchVolume(world.services, place, 1)));
    const refused = answers.flatMap((each) => (each.status === 'rejected' ? [each.reason as { code: string }] : []));
    expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => 'release/link-used-up'));

    const again = await stranger(token, link.passcode);
    expect([again.status, again.body]).toEqual([
      410,
      expect.objectContaining({
        code: 'release/link-used-up',
        detail: expect.stringMatching(/3 downloads of each part.*is safe.*Ask whoever sent/),
      }),
    ]);
    // The other part has its own count, and what was refused is none.
    await fetchVolume(world.services, place, 2);
    const shown = await world.callAs<{ volumes: { volume: number; left: number }[] }>(
      world.person([]),
      'POST',
      `/release/links/${token}/contents`,
      { passcode: link.passcode },
    );
    expect(shown.body.volumes.map(({ volume, left }) => [volume, left])).toEqual([
      [1, 0],
      [2, 2],
    ]);
    const linkOfCase = async () => (await openCase(world, desk.specialist, requestId)).links[0];
    expect(await linkOfCase()).toMatchObject({ state: 'open', downloads: 4, downloadsAtMost: 3 });
    // Of neither is a download left: the case says so.
    await fetchVolume(world.services, place, 2);
    await fetchVolume(world.services, place, 2);
    expect(await linkOfCase()).toMatchObject({ state: 'used-up', downloads: 6 });
  });

  it('may be fetched as often as wanted where no number was said, and a hundred times at most where one was', async () => {
    const made = await deliver();
    const place = await enterLink(world.services, made.token, made.link.passcode);
    for (let times = 0; times < 4; times++) await fetchVolume(world.services, place, 1);
    expect((await openCase(world, desk.specialist, id)).links[0]).toMatchObject({
      downloads: 4,
      downloadsAtMost: null,
    });
    await undo(made);
    for (const downloads of [0, 101, 2.5]) {
      const answer = await world.callAs(desk.specialist, 'POST', `/release/requests/${id}/deliveries`, {
        channel: 'link',
        downloads,
      });
      expect(answer.status).toBe(400);
    }
  });
});

describe('handing over', () => {
  it('needs the permission for it', async () => {
    const clerk = world.person(['index-clerk']);
    const answer = await world.callAs<{ code: string }>(clerk, 'POST', `/release/requests/${id}/deliveries`, {
      channel: 'print',
    });
    expect([answer.status, answer.body.code]).toEqual([403, 'access/not-permitted']);
  });

  it('cannot be confirmed otherwise afterwards', async () => {
    const made = await step<{ disclosureId: string }>(world, {
      actor: desk.specialist,
      path: `/release/requests/${id}/deliveries`,
      body: {
        channel: 'mail',
        recipient: { name: 'Court clerk', organisation: 'County court', address: ['1 Court Square'] },
        callBack: { spokeTo: 'The clerk', number: '614 555 0100', numberFrom: 'List of the courts' },
      },
    });
    const confirm = (outcome: string) =>
      world.callAs<{ code?: string }>(
        desk.specialist,
        'POST',
        `/release/disclosures/${made.disclosureId}/confirmation`,
        { outcome, how: 'Posted' },
      );
    expect((await confirm('handed-over')).status).toBe(204);
    expect((await confirm('not-handed-over')).body.code).toBe('release/already-confirmed');
    const { body } = await world.callAs<{ disclosures: { recipientName: string; description: string }[] }>(
      desk.officer,
      'GET',
      `/patients/${patient}/disclosures`,
    );
    expect(body.disclosures[0]).toMatchObject({
      recipientName: 'Court clerk',
      description: expect.stringMatching(/^Progress note of 2026-11-10; 1 document, 3 pages \(packet R-2026-\d+-1\)$/),
    });
  });
});
