import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePaper,
  arrangePerson,
  openCase,
  queuesOf,
  receive,
  type ReleaseDesk,
  releaseDesk,
  releaseUpToPacket,
  step,
} from '../../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import type { Actor } from '../../../platform/act.ts';
import { escalate } from './escalate.ts';

/** The clock of the world stands at the 23rd of November 2026. */
let world: World;
let desk: ReleaseDesk;
let lead: Actor;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
  lead = world.person(['coordinator']);
}, 60_000);
afterAll(() => world.close());

interface Report {
  from: string;
  to: string;
  turnaround: ({ class: string | null; median: number | null } & Record<
    'received' | 'answered' | 'cancelled' | 'open' | 'inTime' | 'late',
    number
  >)[];
  backlog: { class: string | null; ages: Record<string, number>; overdue: number; dueSoon: number }[];
  work: { actorId: string; logged: number; approved: number; handedOver: number; pages: number }[];
  pends: { waitingFor: string; pended: number; open: number }[];
  disclosures: { basis: string; channel: string; accountable: boolean; count: number; pages: number }[];
}
const patient = { requester: { class: 'individual', name: 'The patient' }, purpose: 'at-request-of-individual' };
const report = async (query = '', who = lead) =>
  (await world.callAs<Report>(who, 'GET', `/release/report${query}`)).body;
const escalateNow = () => world.system((act) => escalate(act));

describe('the report of the release desk', () => {
  it('counts what came, what was answered and how long it took, what each did, and what was disclosed', async () => {
    const person = await arrangePerson(world, 'Report', 'Rita');
    await arrangePaper(world, person, ['One', 'Two']);
    const id = await releaseUpToPacket(world, desk, person, { request: { receivedAt: '2026-11-20T12:00:00Z' } });
    const pending = await receive(world, desk, { receivedAt: '2026-11-10T12:00:00Z' });
    await step(world, {
      actor: desk.specialist,
      path: `/release/requests/${pending}/pends`,
      body: { waitingFor: 'payment', reason: 'The estimate was sent' },
    });
    const before = await report();
    expect(before.turnaround).toMatchObject([{ class: 'attorney', received: 2, answered: 0, open: 2, median: null }]);

    const { disclosureId } = await step<{ disclosureId: string }>(world, {
      actor: desk.specialist,
      path: `/release/requests/${id}/deliveries`,
      body: { channel: 'print' },
    });
    const after = await report();
    const days = (world.clock.now().getTime() - Date.parse('2026-11-20T12:00:00Z')) / 86_400_000;
    expect(after.turnaround).toMatchObject([
      { class: 'attorney', received: 2, answered: 1, open: 1, median: Math.round(days * 10) / 10 },
    ]);
    const pages = (await openCase(world, desk.specialist, id)).packet?.pages;
    expect(after.disclosures).toMatchObject([{ basis: 'authorization', channel: 'print', count: 1, pages }]);
    expect(after.work).toMatchObject([
      { actorId: desk.specialist.id, logged: 2, approved: 0, handedOver: 1, pages },
      { actorId: desk.approver.id, logged: 0, approved: 1, handedOver: 0 },
    ]);
    expect(after.pends).toEqual([{ waitingFor: 'payment', pended: 1, open: 1, median: null }]);
    expect(after.backlog).toHaveLength(1);

    // What never left the house is no disclosure and no answer.
    await step(world, {
      actor: desk.specialist,
      path: `/release/disclosures/${disclosureId}/confirmation`,
      body: { outcome: 'not-handed-over', how: 'The courier brought it back' },
    });
    const taken = await report();
    expect(taken.disclosures).toEqual([]);
    expect(taken.turnaround[0]).toMatchObject({ answered: 0, open: 2 });
  });

  it('is of whole days at the facility, of a year at most, and of nobody who may not see it', async () => {
    const none = await report('?from=2026-01-01&to=2026-01-31');
    expect(none).toMatchObject({ from: '2026-01-01', to: '2026-01-31', turnaround: [], work: [], disclosures: [] });
    const asked = async (query: string, who = lead) =>
      await world.callAs<{ code?: string }>(who, 'GET', `/release/report${query}`);
    expect((await asked('?from=2026-02-01&to=2026-01-31')).body.code).toBe('release/days-unclear');
    expect((await asked('?from=2026-02-01')).body.code).toBe('release/days-unclear');
    expect((await asked('?from=2020-02-01&to=2026-01-31')).body.code).toBe('release/days-unclear');
    expect((await asked('', desk.specialist)).status).toBe(403);
  });

  it('is saved as a table in which no cell is a formula', async () => {
    const { status, body, headers } = await world.callAs<unknown>(lead, 'GET', '/release/report/table?days=30');
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    const text = Buffer.isBuffer(body) ? body.toString('utf8') : String(body);
    expect(text).toContain('turnaround of requests received\r\nclass,class in words,received,answered');
    expect(text).toMatch(/\r\nattorney,Attorney,2,0,0,2,/);
    expect(text).not.toMatch(/(^|,|\n)[=+@]/);
    expect(text).toMatch(/^\u{FEFF}release of information,/u);
  });
});

describe('a request whose clock is about to break', () => {
  it('comes before whoever leads the desk five days ahead, once, and goes when it is answered', async () => {
    const far = await receive(world, desk, { ...patient, receivedAt: '2026-11-20T15:00:00Z' });
    // Thirty days end on the 26th.
    const near = await receive(world, desk, { ...patient, receivedAt: '2026-10-27T15:00:00Z' });
    await escalateNow();
    await escalateNow();
    expect(await queuesOf(world, near)).toEqual(['release.about-to-break', 'release.to-work']);
    expect(await queuesOf(world, far)).toEqual(['release.to-work']);
    const rows = (await report()).backlog.find((row) => row.class === 'individual');
    expect(rows).toMatchObject({ overdue: 0, dueSoon: 1, ages: { '0-7': 1, '24-30': 1 } });
    await step(world, {
      actor: lead,
      path: `/release/requests/${near}/cancellation`,
      body: { reasonCode: 'withdrawn', reason: 'Called and withdrew it' },
    });
    expect(await queuesOf(world, near)).toEqual([]);
  });

  it('comes as early as the facility says, with the reason kept', async () => {
    const id = await receive(world, desk, { ...patient, receivedAt: '2026-11-05T15:00:00Z' });
    await escalateNow();
    expect(await queuesOf(world, id)).toEqual(['release.to-work']);
    const set = (who: Actor) =>
      world.callAs(who, 'PUT', '/release/escalation', { daysBefore: 20, reason: 'Two people are on leave' });
    expect((await set(desk.specialist)).status).toBe(403);
    expect((await set(lead)).status).toBe(204);
    expect((await world.callAs(lead, 'GET', '/release/escalation')).body).toMatchObject({
      ...{ daysBefore: 20, reason: 'Two people are on leave', setBy: lead.id },
    });
    await escalateNow();
    expect(await queuesOf(world, id)).toEqual(['release.about-to-break', 'release.to-work']);
    const [entry] = await world.sql<{ detail: unknown }>(
      "SELECT detail FROM audit.entry WHERE verb = 'release.set-escalation' AND outcome = 'done'",
    );
    expect(entry?.detail).toMatchObject({ daysBefore: 20 });
  });
});

describe('what the report makes of answers that are no records', () => {
  it('takes a letter that tells the answer for one on the day it left, and what was withdrawn for none', async () => {
    const other = {
      requester: { class: 'personal-representative', name: 'A mother' },
      receivedAt: '2026-11-22T12:00:00Z',
    };
    const told = async (body: object) => {
      const id = await receive(world, desk, { ...other, purpose: 'at-request-of-individual' });
      const { letterId } = await step<{ letterId: string | null }>(world, {
        ...{ actor: desk.specialist, path: `/release/requests/${id}/outcomes`, body },
      });
      return { id, letterId };
    };
    const searched = {
      ...{ asWritten: 'A. Garcia', names: ['Anna Garcia'], dates: '2001 to 2010', systems: ['Archive'] },
      searchedOn: '2026-11-23',
    };
    const none = await told({ kind: 'no-records', reason: 'Nothing from those years', searched });
    await told({ kind: 'withdrawn', reason: 'She called', withoutLetter: 'She said it herself' });
    const rows = async () => (await report()).turnaround.find((row) => row.class === 'personal-representative');
    expect(await rows()).toMatchObject({ received: 2, answered: 0, cancelled: 1, open: 1, inTime: 0, late: 0 });
    const { deliveryId } = await step<{ deliveryId: string }>(world, {
      ...{ actor: desk.specialist, path: `/letters/${none.letterId ?? ''}/send`, body: { way: { channel: 'print' } } },
    });
    world.clock.advance(61_000);
    await step(world, { actor: desk.specialist, path: `/outbox/${deliveryId}/printed` });
    await world.stack.drain();
    const answered = { received: 2, answered: 1, cancelled: 1, open: 0, inTime: 1, late: 0 };
    expect(await rows()).toMatchObject(answered);
    // Closed long after the clock would have broken: it was answered before.
    world.clock.advance(60 * 86_400_000);
    await step(world, { actor: desk.specialist, path: `/release/requests/${none.id}/closure` });
    expect(await rows()).toMatchObject(answered);
  });

  it('counts what the product did by itself in one line, under its name', async () => {
    await world.sql(
      `UPDATE release.request SET recorded_by = 'system:' || left(number, 1) WHERE requester_class = 'personal-representative'`,
    );
    const { work } = await report();
    expect(work.filter(({ actorId }) => actorId.startsWith('system:'))).toMatchObject([
      { actorId: 'system:chartkeeper', logged: 2 },
    ]);
    const { body } = await world.callAs<unknown>(lead, 'GET', '/release/report/table');
    expect(String(body)).toMatch(/\r\n"Chartkeeper, by itself",2,/);
  });
});
