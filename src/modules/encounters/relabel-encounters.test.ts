import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FACILITY, openWorld, type World } from '../../../test/world/world.ts';
import { arrangePatient } from '../../../test/world/chart.ts';
import { maskOf } from '../access/index.ts';
import { raiseFlag } from '../patients/index.ts';
import { recordEncounter, replaceEncounter } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('a person who becomes one of public interest', () => {
  it('takes the encounters and what happened to them out of sight', async () => {
    const patientId = await arrangePatient(world);
    const startedAt = new Date('2026-11-01T10:00:00Z');
    const { id } = await world.system((act) =>
      recordEncounter(act, { patientId, facilityId: FACILITY, facts: { class: 'IMP', startedAt }, origin: 'desk' }),
    );
    await world.system((act) =>
      replaceEncounter(act, {
        patientId,
        id,
        facts: { class: 'IMP', startedAt, endedAt: new Date('2026-11-04T10:00:00Z') },
      }),
    );
    await world.system((act) => raiseFlag(act, { patientId, kind: 'vip', reason: 'Holds public office' }));
    await world.stack.drain();

    const vip = maskOf(['vip']).toString();
    expect(await world.sql('SELECT labels FROM encounters.encounter WHERE patient_id = $1', [patientId])).toEqual([
      { labels: vip },
    ]);
    expect(await world.sql('SELECT labels FROM encounters.change WHERE patient_id = $1', [patientId])).toEqual([
      { labels: vip },
    ]);
  });
});
