import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { flagSeals } from './flag-seals.ts';

const DAY_MS = 86_400_000;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const renew = () =>
  world.callAs(world.person(['privacy-officer']), 'POST', `/release/seals/${FACILITY}/renewal`, { reason: 'New one' });
/** The seal in use runs out in so many days. */
const endsIn = (days: number) =>
  world.sql('UPDATE release.seal_certificate SET not_after = $1 WHERE facility_id = $2 AND withdrawn_at IS NULL', [
    new Date(world.clock.now().getTime() + days * DAY_MS).toISOString(),
    FACILITY,
  ]);
const items = () =>
  world.sql<{ priority: number; outcome: string | null }>(
    `SELECT priority, outcome FROM worklist.item WHERE kind = 'release.seal-ends' ORDER BY opened_at`,
  );

describe('the seal of a facility that runs out', () => {
  it('waits for a new one two months before, presses two weeks before, and is settled by the new one', async () => {
    expect((await renew()).status).toBeLessThan(300);
    await world.system(flagSeals);
    expect(await items()).toEqual([]);
    await endsIn(59);
    await world.system(flagSeals);
    expect(await items()).toEqual([{ priority: 5, outcome: null }]);
    await endsIn(13);
    await world.system(flagSeals);
    expect(await items()).toEqual([{ priority: 1, outcome: null }]);
    expect((await renew()).status).toBeLessThan(300);
    expect(await items()).toEqual([{ priority: 1, outcome: 'replaced' }]);
    await world.system(flagSeals);
    expect(await items()).toHaveLength(1);
  });
});
