import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passTime } from '../../../../test/world/pass-time.ts';
import { scan, stack } from '../../../../test/world/scan.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { recordEncounter } from '../../encounters/index.ts';
import { registerPatient } from '../../patients/index.ts';

let world: World;
let clerk: ReturnType<World['person']>;

beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  clerk = world.person(['index-clerk']);
  await world.system(async (act) => {
    const { id } = await registerPatient(act, {
      facts: {
        ...{
          birthDate: '1950-02-01',
          sex: 'female',
          names: [{ use: 'legal', family: 'Marsh', given: ['Ida'] }],
          contacts: [],
        },
        identifiers: [{ system: 'urn:chartkeeper:mrn:default', value: '00900100', kind: 'mrn' }],
      },
      facilityId: FACILITY,
      origin: 'desk',
    });
    await recordEncounter(act, {
      ...{ patientId: id, facilityId: FACILITY, origin: 'desk' },
      facts: { class: 'SS', startedAt: new Date(act.now.getTime() + 3_600_000) },
    });
  });
});
afterAll(() => world.close());

async function takeIn(lines: string[]): Promise<string> {
  const { body } = await world.callAs<{ items: { id: string }[] }>(
    ...[clerk, 'POST' as const, '/intake/items?name=a.tiff'],
    ...[await stack([await scan(lines)]), { 'content-type': 'application/octet-stream' }],
  );
  await world.stack.drain();
  return body.items[0]?.id ?? '';
}
const laneOf = async (partId: string) =>
  (
    await world.sql<{ lane: string; lane_reason: string | null }>(
      'SELECT lane, lane_reason FROM intake.part WHERE id = $1',
      [partId],
    )
  )[0];
const post = <T = unknown>(path: string, body: unknown, who = clerk) => world.callAs<T>(who, 'POST', path, body);
const overdue = async () =>
  (
    await world.callAs<{ queues: { kind: string; overdue: number }[] }>(clerk, 'GET', '/worklist/queues')
  ).body.queues.find(({ kind }) => kind === 'intake.to-index')?.overdue;
const next = async () =>
  (await post<{ item: { subjectId: string } | null }>('/worklist/next', { kind: 'intake.to-index' })).body.item
    ?.subjectId;

describe('documents that cannot wait', () => {
  let routine = '';
  let directive = '';

  it('are handed out first, however long others have waited', async () => {
    routine = await takeIn(['PROGRESS NOTE', '', 'Nothing urgent.']);
    world.clock.advance(60 * 60_000);
    directive = await takeIn(['LIVING WILL', '', 'I do not wish.']);
    expect(await laneOf(routine)).toEqual({ lane: 'routine', lane_reason: null });
    expect(await laneOf(directive)).toEqual({ lane: 'stat', lane_reason: 'advance-directive' });
    expect(await next()).toBe(directive);
  });

  it('are overdue on Home 15 minutes after their arrival, and not before', async () => {
    await passTime(world, 14 * 60_000);
    expect(await overdue()).toBe(0);
    await passTime(world, 2 * 60_000);
    expect(await overdue()).toBe(1);
  });

  it('are also papers of whom is operated on today', async () => {
    const consent = await takeIn(['PROGRESS NOTE', '', 'MRN: 00900100', 'Patient: Marsh, Ida', 'DOB: 02/01/1950']);
    expect(await laneOf(consent)).toEqual({ lane: 'stat', lane_reason: 'surgery-today' });
  });

  it('are raised and lowered by a person with a reason, which no rule changes', async () => {
    expect((await post(`/intake/parts/${routine}/lane`, { lane: 'stat', reason: 'Ward called' })).status).toBe(204);
    expect(await overdue()).toBe(2);
    expect((await post(`/intake/parts/${directive}/lane`, { lane: 'routine', reason: 'Old copy' })).status).toBe(204);
    expect(await laneOf(directive)).toEqual({ lane: 'routine', lane_reason: 'Old copy' });
    expect(await overdue()).toBe(1);
    expect((await post(`/intake/parts/${routine}/lane`, { lane: 'stat', reason: '' })).status).toBe(400);
    expect((await post(`/intake/parts/${FACILITY}/lane`, { lane: 'stat', reason: 'Ward called' })).status).toBe(404);
  });

  it('are what the site says: a rule of its own comes before that of the product', async () => {
    const rule = {
      what: 'type',
      code: 'living-will',
      lane: 'routine',
      laneReason: 'advance-directive',
      reason: 'Copies only',
    };
    expect((await post('/intake/lane-rules', rule)).status).toBe(403);
    const coordinator = world.person(['coordinator']);
    expect((await post('/intake/lane-rules', rule, coordinator)).status).toBe(204);
    expect((await post('/intake/lane-rules', { ...rule, code: 'no-such' }, coordinator)).status).toBe(400);
    expect(await laneOf(await takeIn(['LIVING WILL', '', 'I do not wish it.']))).toMatchObject({ lane: 'routine' });
  });
});
