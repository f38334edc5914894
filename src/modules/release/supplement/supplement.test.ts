import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePaper,
  arrangePerson,
  type ReleaseDesk,
  releaseDesk,
  releaseUpToPacket,
  step,
} from '../../../../test/world/release-case.ts';
import { arrangeEncounter } from '../../../../test/world/chart.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';

let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
});
afterAll(() => world.close());

interface Supplement {
  id: string;
  documentId: string;
  why: string;
  decision: string | null;
  sentRequestId: string | null;
}
const listed = async (id: string) =>
  (await world.callAs<{ supplements: Supplement[] }>(desk.specialist, 'GET', `/release/requests/${id}/supplements`))
    .body.supplements;
const answer = (id: string, supplementId: string, body: unknown) =>
  world.callAs<{ requestId: string | null; code?: string }>(
    desk.specialist,
    'POST',
    `/release/requests/${id}/supplements/${supplementId}`,
    body,
  );
const queue = async (id: string) =>
  (
    await world.sql<{ kind: string }>(
      `SELECT kind FROM worklist.item WHERE subject_id = $1 AND kind = 'release.supplement' AND closed_at IS NULL`,
      [id],
    )
  ).length;

async function released(family: string) {
  const patient = await arrangePerson(world, family, 'María');
  await arrangePaper(world, patient, ['In time']);
  const id = await releaseUpToPacket(world, desk, patient);
  await step(world, { actor: desk.specialist, path: `/release/requests/${id}/deliveries`, body: { channel: 'print' } });
  await world.stack.drain();
  world.clock.advance(60_000);
  return { patient, id };
}

describe('a document that comes after a release', () => {
  it('asks for a supplement where the scope covered it, once, and nowhere else', async () => {
    const { patient, id } = await released('García');
    expect(await listed(id)).toEqual([]);
    const late = await arrangePaper(world, patient, ['Late']);
    await arrangePaper(world, patient, ['Of another year'], { date: '2019-05-05' });
    await world.stack.drain();
    await world.stack.drain();
    expect(await listed(id)).toMatchObject([{ documentId: late.documentId, why: 'late-document', decision: null }]);
    expect(await queue(id)).toBe(1);

    const [open] = await listed(id);
    expect(
      (await answer(id, open?.id ?? '', { decision: 'not-needed', reason: 'They asked for the visit only.' })).status,
    ).toBe(200);
    expect(await queue(id)).toBe(0);
    expect((await answer(id, open?.id ?? '', { decision: 'send', reason: 'After all.' })).body.code).toBe(
      'release/supplement-answered',
    );
  });

  it('is sent as a case of its own that begins with the same requester', async () => {
    const { patient, id } = await released('Nowak');
    await arrangePaper(world, patient, ['Late']);
    await world.stack.drain();
    const [open] = await listed(id);
    const sent = await answer(id, open?.id ?? '', { decision: 'send', reason: 'The recipient asked for all of it.' });
    expect(sent.status).toBe(200);
    const fresh = await world.callAs(desk.specialist, 'GET', `/release/requests/${sent.body.requestId ?? ''}`);
    expect(fresh.body).toMatchObject({
      status: 'received',
      askedFor: expect.stringMatching(/^Supplement to R-/) as string,
      requester: { name: 'Dana Whitfield' },
    });
    expect(await listed(id)).toMatchObject([{ decision: 'send', sentRequestId: sent.body.requestId }]);
  });

  it('asks of each release whose scope covered it, also where it came late to a coded encounter', async () => {
    const { patient, id: first } = await released('Quist');
    const second = await releaseUpToPacket(world, desk, patient);
    const path = `/release/requests/${second}/deliveries`;
    await step(world, { actor: desk.specialist, path, body: { channel: 'print' } });
    await world.stack.drain();
    world.clock.advance(60_000);
    const encounterId = await arrangeEncounter(world, patient);
    await step(world, {
      actor: world.person(['coder']),
      path: `/patients/${patient}/encounters/${encounterId}/coding`,
    });
    const late = await arrangePaper(world, patient, ['After coding'], { encounterId });
    await world.stack.drain();
    expect(await world.sql('SELECT why FROM documents.late WHERE document_id = $1', [late.documentId])).toEqual([
      { why: 'coded' },
    ]);
    for (const id of [first, second])
      expect(await listed(id)).toMatchObject([{ documentId: late.documentId, why: 'late-document' }]);
  });

  it('asks nothing of a release older than twelve months, and nobody decides without the permission', async () => {
    const { patient, id } = await released('Olsen');
    world.clock.advance(370 * 86_400_000);
    await arrangePaper(world, patient, ['Much later']);
    await world.stack.drain();
    expect(await listed(id)).toEqual([]);
    const coder = world.person(['coder']);
    expect((await world.callAs(coder, 'GET', `/release/requests/${id}/supplements`)).status).toBe(403);
  });
});
