import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passTime } from '../../../test/world/pass-time.ts';
import { openWorld, type World } from '../../../test/world/world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('without a mail server', () => {
  it('lets mail wait where everybody sees it, until it goes on paper instead', async () => {
    const drafted = await world.call<{ letterId: string }>('POST', '/letters', {
      template: 'acknowledgement',
      facts: { requestNumber: 'R-2026-000007', receivedOn: '2026-11-20' },
      recipient: { name: 'Doe & Roe LLP' },
    });
    const send = (way: object) =>
      world.call<{ deliveryId: string }>('POST', `/letters/${drafted.body.letterId}/send`, { way });
    const { deliveryId } = (await send({ channel: 'mail', address: 'doe@example.org' })).body;
    await passTime(world, 60_000);
    await passTime(world, 3_600_000);
    const outbox = await world.call<{ mailIsSetUp: boolean; entries: { delivery: { id: string } }[] }>(
      'GET',
      '/outbox',
    );
    expect(outbox.body).toMatchObject({
      mailIsSetUp: false,
      entries: [{ delivery: { id: deliveryId, state: 'waiting', attempts: 0 } }],
    });
    const waiting = () =>
      world.sql('SELECT 1 FROM worklist.item WHERE subject_id = $1 AND kind = $2 AND closed_at IS NULL', [
        deliveryId,
        'correspondence.mail-waits',
      ]);
    expect(await waiting()).toHaveLength(1);
    const cancelled = await world.call('POST', `/outbox/${deliveryId}/cancel`, { reason: 'printed instead' });
    expect(cancelled.status).toBe(204);
    expect(await waiting()).toHaveLength(0);
    expect((await send({ channel: 'print' })).status).toBe(202);
  });
});
