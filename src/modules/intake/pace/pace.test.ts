import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../../test/world/world.ts';
import { samplePdf } from '../../release/packet/sample-pdf.fixture.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

interface Pace {
  reading: number | null;
  stalledAfter: number;
}
const pace = async () => (await world.callAs<Pace>(world.person(['scan-clerk']), 'GET', '/intake/pace')).body;

describe('the pace of intake', () => {
  it('is measured on what arrived, and sets from when on an item stalls', async () => {
    expect(await pace()).toMatchObject({ reading: null, stalledAfter: 180_000 });
    for (let n = 1; n <= 5; n++) {
      await world.callAs(
        world.person(['scan-clerk']),
        'POST',
        `/intake/items?name=${n}.pdf`,
        samplePdf([{ text: `Sheet ${n}` }]),
        {
          'content-type': 'application/octet-stream',
        },
      );
      world.clock.advance(60_000);
      await world.stack.drain();
    }
    expect(await pace()).toMatchObject({ reading: 60_000, stalledAfter: 300_000 });
  });

  it('is for those who may see the monitor', async () => {
    expect((await world.callAs(world.person(['coder']), 'GET', '/intake/pace')).status).toBe(403);
  });
});
