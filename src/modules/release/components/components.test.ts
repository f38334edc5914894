import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePaper,
  arrangePerson,
  chooseScope,
  openCase,
  queuesOf,
  type ReleaseDesk,
  receive,
  releaseDesk,
  releaseUpToPacket,
  step,
} from '../../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import { loadRequest, mustHavePatient } from '../load-request.ts';
import { flagLateComponents } from './flag-late.ts';
import { readSupplementTo } from './supplement-packet.ts';

let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
});
afterAll(() => world.close());

const DAY = 86_400_000;
const IMAGES = {
  ...{ kind: 'images', what: 'CT of March', custodian: 'Radiology', heldBy: 'department', state: 'asked' },
};

interface Component {
  id: string;
  kind: string;
  state: string;
  owed: boolean;
  late: boolean;
  dueOn: string | null;
  rule: { ruleId: string; on: string; acts: boolean; warnings: string[] } | null;
  steps: { state: string; reason: string | null; sentWith: string | null; by: string }[];
}
interface Shown {
  components: Component[];
  owed: number;
  handOvers: { id: string; name: string }[];
}
const shown = async (id: string) =>
  (await world.callAs<Shown>(desk.specialist, 'GET', `/release/requests/${id}/components`)).body;
const add = (id: string, body: unknown, actor = desk.specialist) =>
  world.callAs<{ componentId: string; dueOn: string | null; code?: string }>(
    actor,
    'POST',
    `/release/requests/${id}/components`,
    body,
  );
const say = (id: string, body: Record<string, unknown>, actor = desk.specialist) =>
  world.callAs<{ owed: number; code?: string; detail?: string }>(
    actor,
    'POST',
    `/release/requests/${id}/components/steps`,
    body,
  );
const close = (id: string) =>
  world.callAs<{ code?: string; detail?: string }>(desk.specialist, 'POST', `/release/requests/${id}/closure`, {});

/** Records handed over and confirmed. */
async function handOver(id: string, outcome = 'handed-over'): Promise<string> {
  const { disclosureId } = await step<{ disclosureId: string }>(world, {
    actor: desk.specialist,
    path: `/release/requests/${id}/deliveries`,
    body: { channel: 'print' },
  });
  await step(world, {
    actor: desk.specialist,
    path: `/release/disclosures/${disclosureId}/confirmation`,
    body: { outcome, how: 'At the counter' },
  });
  world.clock.advance(1_000);
  return disclosureId;
}

const OWN = {
  request: { requester: { class: 'individual', name: 'Ana García' }, purpose: 'at-request-of-individual' },
  authority: { basis: 'to-individual', form: undefined, seen: undefined },
};

describe('the parts of a request', () => {
  it('have a custodian, a day, and a history of who said what', async () => {
    const id = await receive(world, desk);
    const added = await add(id, { ...IMAGES, wantedOn: '2026-12-04' });
    expect(added.status).toBe(201);
    expect(added.body.dueOn).toBe('2026-12-04');
    await say(id, { componentIds: [added.body.componentId], state: 'waiting', reason: 'Burnt on Friday' });
    const { components, owed } = await shown(id);
    expect(owed).toBe(1);
    expect(components).toMatchObject([
      {
        ...{ kind: 'images', state: 'waiting', owed: true, late: false, rule: null },
        steps: [
          { state: 'asked', reason: null },
          { state: 'waiting', reason: 'Burnt on Friday' },
        ],
      },
    ]);
    const entries = await world.sql<{ verb: string }>(
      `SELECT DISTINCT verb FROM audit.entry WHERE outcome = 'done' AND verb LIKE 'release.%-component' ORDER BY verb`,
    );
    expect(entries.map(({ verb }) => verb)).toEqual(['release.add-component', 'release.step-component']);
  });

  it('run on the clock of their own custodian; a rule nobody verified only warns', async () => {
    const id = await receive(world, desk, OWN.request);
    const added = await add(id, {
      ...{ kind: 'other-facility', custodian: 'Lakeview Home Health', heldBy: 'organisation', state: 'asked' },
      custodianKind: 'home-health-agency',
    });
    expect(added.body.dueOn).toBe('2026-12-20');
    const [component] = (await shown(id)).components;
    expect(component?.rule).toMatchObject({ ruleId: 'us/hipaa/access-response-time', acts: true });
    expect(component?.rule?.warnings.join(' ')).toContain('us/cms/home-health-copy-time');
    await say(id, {
      ...{ componentIds: [component?.id], state: 'declined', reason: 'They answer the patient themselves' },
    });
    expect(
      await world.sql(`SELECT outcome FROM regulations.deadline_state WHERE subject_id = $1`, [component?.id]),
    ).toEqual([{ outcome: 'cancelled' }]);
  });

  it('are refused without what nobody could answer later', async () => {
    const id = await receive(world, desk);
    expect((await add(id, { ...IMAGES, kind: 'other', what: undefined })).body.code).toBe('release/component-unnamed');
    expect((await add(id, { ...IMAGES, wantedOn: '2020-01-01' })).body.code).toBe('release/day-passed');
    expect((await add(id, { ...IMAGES, custodian: '   ' })).status).toBe(400);
    const { componentId } = (await add(id, IMAGES)).body;
    const of = { componentIds: [componentId] };
    expect((await say(id, { ...of, state: 'not-held' })).body.code).toBe('release/component-unexplained');
    expect((await say(id, { ...of, state: 'sent' })).body.code).toBe('release/component-not-logged');
    expect((await say(id, { ...of, state: 'asked' })).body.code).toBe('release/component-unchanged');
    const other = await receive(world, desk);
    expect((await say(other, { ...of, state: 'received' })).body.code).toBe('release/component-unknown');
    expect((await say(id, { ...of, state: 'received' }, world.person(['coder']))).status).toBe(403);
    expect((await add(id, IMAGES, world.person(['coder']))).status).toBe(403);
  });

  it('that are late wait in a queue of their own with the day, until they come or are explained', async () => {
    const id = await receive(world, desk);
    const { componentId } = (await add(id, { ...IMAGES, wantedOn: '2026-11-25' })).body;
    const flag = () => world.system(flagLateComponents);
    await flag();
    expect(await queuesOf(world, id)).not.toContain('release.component-late');
    world.clock.advance(4 * DAY);
    await flag();
    await flag();
    expect(await queuesOf(world, id)).toContain('release.component-late');
    expect(
      await world.sql(`SELECT due_at::date::text AS day FROM worklist.item WHERE subject_id = $1 AND kind = $2`, [
        ...[id, 'release.component-late'],
      ]),
    ).toHaveLength(1);
    expect((await shown(id)).components[0]?.late).toBe(true);
    await say(id, { componentIds: [componentId], state: 'not-held', reason: 'Destroyed by law in 2019' });
    expect(await queuesOf(world, id)).not.toContain('release.component-late');
    world.clock.advance(-4 * DAY);
  });
});

describe('the parts of a cancelled request', () => {
  it('are owed by nobody: no queue, no clock of their own', async () => {
    const id = await receive(world, desk, OWN.request);
    const { componentId } = (await add(id, { ...IMAGES, wantedOn: '2026-11-25', custodianKind: 'physician' })).body;
    world.clock.advance(4 * DAY);
    await world.system(flagLateComponents);
    expect(await queuesOf(world, id)).toContain('release.component-late');
    await step(world, {
      actor: desk.officer,
      path: `/release/requests/${id}/cancellation`,
      body: { reasonCode: 'entered-in-error', reason: 'Logged twice' },
    });
    expect(await queuesOf(world, id)).toEqual([]);
    await world.system(flagLateComponents);
    expect(await queuesOf(world, id)).toEqual([]);
    expect(
      await world.sql(`SELECT outcome FROM regulations.deadline_state WHERE subject_id = $1`, [componentId]),
    ).toEqual([{ outcome: 'cancelled' }]);
    world.clock.advance(-4 * DAY);
  });
});

describe('a release in part', () => {
  it('keeps the case and its clock open, says what is owed, and ends with a supplement', async () => {
    const patient = await arrangePerson(world, 'García', 'Ana');
    await arrangePaper(world, patient, ['In time']);
    const id = await releaseUpToPacket(world, desk, patient, OWN);
    const chart = (await add(id, { kind: 'full-chart', custodian: 'Records desk', heldBy: 'desk', state: 'received' }))
      .body.componentId;
    const outside = (
      await add(id, { kind: 'outside-records', custodian: 'Hill Clinic', heldBy: 'organisation', state: 'asked' })
    ).body.componentId;
    const first = await handOver(id);
    await say(id, { componentIds: [chart], state: 'sent', disclosureId: first });

    const part = await openCase(world, desk.specialist, id);
    expect(part).toMatchObject({ status: 'partly-delivered', next: 'settle-components' });
    expect(part.deadlines.map(({ settled }) => settled)).toEqual([null]);
    expect(await queuesOf(world, id)).toContain('release.to-work');
    const refused = await close(id);
    expect(refused.body.code).toBe('release/component-open');
    expect(refused.body.detail).toContain('Records that came from elsewhere');
    const cancelled = await world.callAs<{ code: string }>(
      desk.officer,
      'POST',
      `/release/requests/${id}/cancellation`,
      { reasonCode: 'other', reason: 'Enough.' },
    );
    expect(cancelled.body.code).toBe('release/too-late');

    const late = await arrangePaper(world, patient, ['From the clinic'], { date: '2026-11-12' });
    await say(id, { componentIds: [outside], state: 'received' });
    const { scopeId, included, withheld } = await chooseScope(world, desk, id);
    expect({ included, withheld }).toEqual({ included: 1, withheld: 1 });
    await step(world, { actor: desk.approver, path: `/release/requests/${id}/approval`, body: { scopeId } });
    await world.stack.drain();
    const ready = await openCase(world, desk.specialist, id);
    expect(ready.packet).toMatchObject({ state: 'ready' });
    expect(ready.packet?.number).toMatch(/-2$/);
    expect(
      ready.scope?.documents.filter(({ settlement }) => settlement === null).map(({ documentId }) => documentId),
    ).toEqual([late.documentId]);
    expect(
      await world.system(async (act) => readSupplementTo(act, mustHavePatient(await loadRequest(act, id, 'read')))),
    ).toMatchObject({ packetNumber: expect.stringMatching(/-1$/) as string });
    const second = await handOver(id);
    await say(id, { componentIds: [outside], state: 'sent', disclosureId: second });
    const whole = await openCase(world, desk.specialist, id);
    expect(whole).toMatchObject({ status: 'delivered', next: 'close' });
    expect(whole.deadlines).toMatchObject([{ settled: { outcome: 'met', late: false } }]);
    expect((await close(id)).status).toBe(204);
  });

  it('owes a part again when the hand-over it went with never left', async () => {
    const patient = await arrangePerson(world, 'Nowak', 'Ewa');
    await arrangePaper(world, patient, ['In time']);
    const id = await releaseUpToPacket(world, desk, patient);
    const { componentId } = (await add(id, { ...IMAGES, state: 'received' })).body;
    const { disclosureId } = await step<{ disclosureId: string }>(world, {
      actor: desk.specialist,
      path: `/release/requests/${id}/deliveries`,
      body: { channel: 'in-person' },
    });
    await say(id, { componentIds: [componentId], state: 'sent', disclosureId });
    await step(world, {
      actor: desk.specialist,
      path: `/release/disclosures/${disclosureId}/confirmation`,
      body: { outcome: 'not-handed-over', how: 'The courier lost it' },
    });
    const { components } = await shown(id);
    expect(components).toMatchObject([{ state: 'received', owed: true }]);
    expect(components[0]?.steps.at(-1)?.reason).toBe('The courier lost it');
    expect((await say(id, { componentIds: [componentId], state: 'sent', disclosureId })).body.code).toBe(
      'release/component-not-logged',
    );
  });

  it('closes when every part is sent or explained, and no later', async () => {
    const patient = await arrangePerson(world, 'Olsen', 'Kari');
    await arrangePaper(world, patient, ['In time']);
    const id = await releaseUpToPacket(world, desk, patient, OWN);
    const { componentId } = (await add(id, IMAGES)).body;
    const disclosureId = await handOver(id);
    expect((await close(id)).body.code).toBe('release/component-open');
    const mine = await say(id, { componentIds: [componentId], state: 'sent', disclosureId });
    expect(mine.body.owed).toBe(0);
    expect((await say(id, { componentIds: [componentId], state: 'received' })).body.code).toBe(
      'release/component-sent',
    );
    expect((await close(id)).status).toBe(204);
    expect((await add(id, IMAGES)).body.code).toBe('release/ended');
  });
});
