import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePaper,
  arrangePerson,
  type ReleaseDesk,
  releaseDesk,
  releaseUpToPacket,
} from '../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../test/world/world.ts';

let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
});
afterAll(() => world.close());

async function ready(family: string) {
  const patient = await arrangePerson(world, family, 'Ada');
  await arrangePaper(world, patient, ['Stays']);
  const { documentId } = await arrangePaper(world, patient, ['Goes']);
  const id = await releaseUpToPacket(world, desk, patient);
  const strike = (cause: string) =>
    world.callAs(
      world.person(['coordinator']),
      'POST',
      `/patients/${patient}/documents/${documentId}/entered-in-error`,
      {
        cause,
        reason: 'Seen at the desk.',
      },
    );
  const deliver = (channel: string) =>
    world.callAs<{ code?: string; link?: { url: string; passcode: string } }>(
      desk.specialist,
      'POST',
      `/release/requests/${id}/deliveries`,
      { channel },
    );
  return { id, strike, deliver };
}

describe('a packet that is ready and holds a page withdrawn since', () => {
  it('is not handed over, whether the page is another patient’s or filed twice, at once and later', async () => {
    for (const cause of ['wrong-patient', 'duplicate']) {
      const { strike, deliver } = await ready(`Olsen ${cause}`);
      expect((await strike(cause)).status).toBe(204);
      expect((await deliver('print')).body.code).toBe('release/page-withdrawn');
      await world.stack.drain();
      expect((await deliver('print')).body.code).toBe('release/page-withdrawn');
    }
    expect(await world.sql(`SELECT 1 FROM release.disclosure`)).toEqual([]);
  });

  it('is handed over where nothing was withdrawn, and its open link dies with the page', async () => {
    const { strike, deliver } = await ready('Petrov');
    const made = await deliver('link');
    expect(made.status).toBe(201);
    const token = made.body.link?.url.split('/').at(-1) ?? '';
    const stranger = () =>
      world.callAs<{ code?: string }>(world.person([]), 'POST', `/release/links/${token}`, {
        passcode: made.body.link?.passcode ?? '',
      });
    expect((await stranger()).status).toBe(200);
    expect((await strike('wrong-patient')).status).toBe(204);
    await world.stack.drain();
    expect((await stranger()).body.code).toBe('release/link-dead');
  });
});
