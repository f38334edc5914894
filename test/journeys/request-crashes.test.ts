import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MailServer, startMailServer } from '../../src/modules/correspondence/mail-server.fixture.ts';
import { giveUpStalled } from '../../src/modules/release/give-up-stalled.ts';
import type { Actor } from '../../src/platform/act.ts';
import { REQUESTER_SEEN } from '../world/authority.ts';
import { Crash, dieAt } from '../world/crash.ts';
import { passTime } from '../world/pass-time.ts';
import {
  arrangePaper,
  arrangePerson,
  keepFindings,
  openCase,
  queuesOf,
  type ReleaseDesk,
  releaseDesk,
  releaseUpToPacket,
  step,
} from '../world/release-case.ts';
import { openWorld, type World } from '../world/world.ts';

/**
 * A request on its way to a released packet, where the process dies between any two steps of the product and the person
 * does again what got no answer. Always true: nothing leaves without its row in the log, and nothing leaves twice unless a
 * person said that the first never left.
 */
const SLOW = { timeout: 240_000 };
const MOST_POINTS = 60;
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
  mail.received.length = 0;
});

interface Said {
  readonly code?: string;
  readonly id?: string;
  readonly link?: { readonly url: string; readonly passcode: string } | null;
}

/** The same step, again and again with a death at each of its points, until it comes through. @returns how often it died */
async function untilItComesThrough(run: () => Promise<boolean>, check: () => Promise<void>): Promise<number> {
  for (let n = 1; n <= MOST_POINTS; n++) {
    const { died, result } = await dieAt(world.services, n, run);
    await check();
    if (died) continue;
    expect(result, 'what did not die comes through').toBe(true);
    return n - 1;
  }
  throw new Error(`The step did not come through within ${MOST_POINTS} points.`);
}

/** Jobs and reactions of that time; the queue and the delivery of news may be what dies. */
async function workOn(millis: number): Promise<void> {
  await passTime(world, millis).catch((error: unknown) => {
    if (!(error instanceof Crash)) throw error;
  });
}

/** As the database is, past every layer. */
async function nothingLeftUnseen(requestId: string, fetched = 0): Promise<void> {
  const rows = await world.sql<{ outcome: string | null }>(
    `SELECT c.outcome FROM release.disclosure d LEFT JOIN release.confirmation c ON c.disclosure_id = d.id
     WHERE d.request_id = $1`,
    [requestId],
  );
  const standing = rows.filter(({ outcome }) => outcome !== 'not-handed-over');
  expect(standing.length, 'one hand-over at most stands').toBeLessThanOrEqual(1);
  if (fetched > 0 || mail.received.length > 0) expect(standing.length, 'what left is in the log').toBe(1);
  expect(mail.received.length, 'no mail twice').toBeLessThanOrEqual(1);
  const waits = await queuesOf(world, requestId);
  if (standing.some(({ outcome }) => outcome === null) && mail.received.length === 0)
    expect(waits, 'what is not confirmed is asked of a person').toContain('release.confirm-delivery');
}

describe('a request whose process dies between any two steps', SLOW, () => {
  it('comes to one case, one packet, one hand-over and one confirmation', async () => {
    const patientId = await arrangePerson(world, 'Sweep', 'Sara');
    await arrangePaper(world, patientId, ['First', 'and its back']);
    let id = '';
    const post = async (actor: Actor, path: string, body: unknown, key?: string) =>
      await world.callAs<Said>(actor, 'POST', path, body, key === undefined ? {} : { 'idempotency-key': key });
    const check = () => (id === '' ? Promise.resolve() : nothingLeftUnseen(id));
    /** What got no answer is done again; a repeat changes nothing. */
    const does = (actor: Actor, path: string, body: unknown, key?: string) =>
      untilItComesThrough(async () => {
        const answer = await post(actor, id === '' ? path : path.replace(':id', id), body, key);
        if (answer.status === 201 && path === '/release/requests') id = answer.body.id ?? '';
        return answer.status < 300;
      }, check);
    const worked = (path: string, body: unknown) => does(desk.specialist, `/release/requests/:id/${path}`, body);

    const asked = {
      ...{ receivedAt: '2026-11-20T15:00:00Z', receivedVia: 'mail', purpose: 'at-request-of-individual' },
      ...{ purposeWords: 'For myself', requester: { class: 'individual', name: 'Sara Sweep' } },
    };
    expect(await does(desk.specialist, '/release/requests', asked, 'sweep-receive')).toBeGreaterThan(0);
    await worked('patient', { patientId, matchedOn: ['name', 'birth-date', 'mrn'] });
    await worked('verification', { how: 'Identity document', seen: REQUESTER_SEEN });
    await worked('authority', { basis: 'to-individual', seen: {} });
    await worked('scope', { from: '2026-01-01', to: '2026-12-31' });
    await keepFindings(world, desk, id);
    const scopeId = (await openCase(world, desk.specialist, id)).scope?.id;
    await does(desk.approver, '/release/requests/:id/approval', { scopeId });

    // The job is tried again by the queue when its time has come; killed in its last try, it is given back to the desk.
    const packet = async () => (await openCase(world, desk.specialist, id)).packet;
    let assembled = 0;
    let madeAgain = 0;
    for (let n = 1; n <= MOST_POINTS && (await packet())?.state !== 'ready'; n++) {
      if ((await dieAt(world.services, n, () => workOn(60_000))).died) assembled++;
      await world.system((act) => giveUpStalled(act));
      await check();
      const { state, failedCode } = (await packet()) ?? {};
      if (state !== 'failed') continue;
      expect(failedCode).toBe('release/packet-interrupted');
      expect(await queuesOf(world, id)).toEqual(['release.to-work']);
      await step(world, { actor: desk.specialist, path: `/release/requests/${id}/packet` });
      madeAgain++;
    }
    expect(assembled).toBeGreaterThanOrEqual(8);
    expect(madeAgain).toBeGreaterThanOrEqual(1);
    expect(await packet()).toMatchObject({ state: 'ready' });

    let link: Said['link'] = null;
    const begun = await untilItComesThrough(
      async () => {
        const answer = await post(desk.specialist, `/release/requests/${id}/deliveries`, { channel: 'link' });
        if (answer.status < 300) link = answer.body.link;
        return answer.status < 300;
      },
      async () => {
        await check();
        // The link of an answer that was lost is known to nobody: a person says that it never left.
        const lost = (await openCase(world, desk.specialist, id)).disclosures.find(({ outcome }) => outcome === null);
        if (lost === undefined || link !== null) return;
        await step(world, {
          ...{ actor: desk.specialist, path: `/release/disclosures/${lost.id}/confirmation` },
          body: { outcome: 'not-handed-over', how: 'The link was never shown' },
        });
      },
    );
    expect(begun).toBeGreaterThanOrEqual(2);

    const { url, passcode } = link ?? { url: '', passcode: '' };
    let fetched = 0;
    const tries = await untilItComesThrough(
      async () => {
        const answer = await world.call('POST', `/release/links/${url.split('/').at(-1) ?? ''}`, { passcode });
        if (answer.status === 200) fetched++;
        // The confirmation follows the last byte.
        await new Promise((resolve) => setTimeout(resolve, 100));
        return answer.status === 200;
      },
      () => nothingLeftUnseen(id, fetched),
    );
    expect(tries).toBeGreaterThanOrEqual(6);
    await expect.poll(async () => (await openCase(world, desk.specialist, id)).status).toBe('delivered');
    await untilItComesThrough(async () => {
      const answer = await post(desk.specialist, `/release/requests/${id}/closure`, {});
      // Closed once, and its answer lost: whoever closes again is told that it ended.
      return answer.status < 300 || answer.body.code === 'release/ended';
    }, check);
    expect((await openCase(world, desk.specialist, id)).status).toBe('closed');

    const [made] = await world.sql<{ cases: number; packets: number; standing: number; confirmed: number }>(
      `SELECT (SELECT count(*)::int FROM release.request) AS cases,
        (SELECT count(*)::int FROM release.packet WHERE request_id = $1 AND assembled_at IS NOT NULL) AS packets,
        (SELECT count(*)::int FROM release.disclosure WHERE request_id = $1) -
          (SELECT count(*)::int FROM release.confirmation c JOIN release.disclosure d ON d.id = c.disclosure_id
            WHERE d.request_id = $1 AND c.outcome = 'not-handed-over') AS standing,
        (SELECT count(*)::int FROM release.confirmation c JOIN release.disclosure d ON d.id = c.disclosure_id
            WHERE d.request_id = $1 AND c.outcome = 'handed-over') AS confirmed`,
      [id],
    );
    expect(made).toEqual({ cases: 1, packets: 1, standing: 1, confirmed: 1 });
  });

  it('leaves by mail once at most, at whatever point the process dies, and what nobody knows is asked', async () => {
    const patientId = await arrangePerson(world, 'Sweep', 'Mia');
    await arrangePaper(world, patientId, ['A note']);
    const post = (path: string, body: unknown = {}) =>
      step<{ id: string }>(world, { actor: desk.specialist, path, body });
    const office = await post('/release/requesters', {
      ...{ kind: 'person', class: 'attorney', name: 'Mail' },
      channels: [{ kind: 'email', value: 'mail@law.example' }],
    });
    const shown = await world.callAs<{ channels: { id: string }[] }>(
      desk.specialist,
      'GET',
      `/release/requesters/${office.id}`,
    );
    const channelId = shown.body.channels[0]?.id ?? '';
    await post(`/release/requesters/${office.id}/channels/${channelId}/verification`, { how: 'Bar register' });
    let came = false;
    let deaths = 0;
    for (let n = 1; !came && n <= MOST_POINTS; n++) {
      mail.received.length = 0;
      const id = await releaseUpToPacket(world, desk, patientId, {
        request: {
          requester: { class: 'attorney', name: 'Mail', directoryId: office.id, address: ['2 Court Square'] },
          receivedAt: `2026-11-20T15:00:${String(n).padStart(2, '0')}Z`,
        },
        scope: { encrypt: true },
      });
      await post(`/release/requests/${id}/mailings`, { channelId });
      const { died } = await dieAt(world.services, n, () => workOn(61_000));
      await nothingLeftUnseen(id);
      // Started again: the job is tried again, later the look after it comes; hours go by.
      for (const minutes of [1, 6, 30, 240]) await passTime(world, minutes * 60_000);
      await nothingLeftUnseen(id);
      expect((await openCase(world, desk.specialist, id)).disclosures).toHaveLength(1);
      expect(await queuesOf(world, id)).toEqual(['release.confirm-delivery']);
      if (died) deaths++;
      else came = true;
    }
    expect(came).toBe(true);
    expect(deaths).toBeGreaterThanOrEqual(4);
  });
});
