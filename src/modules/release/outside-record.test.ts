import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePaper,
  arrangePerson,
  chooseScope,
  identifyAndVerify,
  openCase,
  queuesOf,
  receive,
  recordAuthority,
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

const MERCY = {
  outside: { organisation: 'Mercy Hospital (fictional)', receivedOn: '2026-11-21', howReceived: 'fax' },
  typeCode: 'outside-discharge',
} as const;

async function decide(patientId: string, documentId: string, decision: object) {
  const path = `/patients/${patientId}/documents/${documentId}/outside-review`;
  const who = world.person(['coordinator']);
  const { body } = await world.callAs<{ decisions: { id: string; supersededAt: string | null }[] }>(who, 'GET', path);
  const seenReviewId = body.decisions.find(({ supersededAt }) => supersededAt === null)?.id ?? null;
  const { status } = await world.callAs(who, 'POST', path, { reason: 'Seen.', seenReviewId, ...decision });
  expect(status).toBe(201);
}

async function scopeOf(patientId: string) {
  const id = await receive(world, desk);
  await identifyAndVerify(world, desk, id, patientId);
  await recordAuthority(world, desk, id);
  const chosen = await chooseScope(world, desk, id);
  const { scope } = await openCase(world, desk.specialist, id);
  return {
    chosen,
    documents: (scope?.documents ?? []) as (NonNullable<typeof scope>['documents'][number] & {
      madeBy: string | null;
    })[],
  };
}

describe('outside records in a release', () => {
  it('are a part of the scope that says who made them, unsigned by us and unmarked', async () => {
    const patientId = await arrangePerson(world, 'Olsen', 'Ada');
    const ours = await arrangePaper(world, patientId, ['Ours']);
    const theirs = await arrangePaper(world, patientId, ['Theirs'], { ...MERCY, unsigned: true });
    const { documents } = await scopeOf(patientId);
    expect(documents.map(({ documentId, madeBy, decision, mark }) => [documentId, madeBy, decision, mark])).toEqual([
      [ours.documentId, null, 'include', null],
      [theirs.documentId, MERCY.outside.organisation, 'include', null],
    ]);
  });

  it('stay out with the reason where they were not kept, and go with the kept pages alone', async () => {
    const patientId = await arrangePerson(world, 'Petrov', 'Ada');
    const none = await arrangePaper(world, patientId, ['Brochure'], MERCY);
    const part = await arrangePaper(world, patientId, ['Summary', 'Cards', 'Cards'], MERCY);
    await decide(patientId, none.documentId, { decision: 'do-not-keep' });
    await decide(patientId, part.documentId, { decision: 'keep-part', pages: [1] });
    const { chosen, documents } = await scopeOf(patientId);
    expect(chosen).toMatchObject({ included: 1, pages: 1, withheld: 1 });
    const withheld = documents.find(({ documentId }) => documentId === none.documentId);
    expect(withheld).toMatchObject({ decision: 'withhold', reasons: [{ ruleId: 'release/not-kept' }] });
    const chart = await world.callAs(desk.specialist, 'GET', `/patients/${patientId}/documents/${none.documentId}`);
    expect(chart.status).toBe(404);
  });

  it('make an open link dead once pages behind it are not kept, told on the case', async () => {
    for (const decision of [{ decision: 'do-not-keep' }, { decision: 'keep-part', pages: [1] }]) {
      const patientId = await arrangePerson(world, `Ulrich ${decision.decision}`, 'Ada');
      const { documentId } = await arrangePaper(world, patientId, ['Summary', 'Cards'], MERCY);
      const id = await releaseUpToPacket(world, desk, patientId);
      world.clock.advance(1_000);
      const path = `/release/requests/${id}/deliveries`;
      const made = await world.callAs<{ link: { url: string; passcode: string } }>(desk.specialist, 'POST', path, {
        channel: 'link',
      });
      const { url, passcode } = made.body.link;
      const stranger = () =>
        world.callAs<{ code?: string }>(world.person([]), 'POST', `/release/links/${url.split('/').at(-1)}`, {
          passcode,
        });
      expect((await stranger()).status).toBe(200);
      await decide(patientId, documentId, decision);
      // At once, before any reaction, and told afterwards.
      expect((await stranger()).body.code).toBe('release/link-dead');
      await world.stack.drain();
      expect((await openCase(world, desk.specialist, id)).links).toMatchObject([{ state: 'revoked' }]);
      expect(await queuesOf(world, id)).toContain('release.link-suspended');
    }
  });

  it('are not handed over in a packet that was made before pages of them were not kept', async () => {
    for (const decision of [{ decision: 'do-not-keep' }, { decision: 'keep-part', pages: [1] }, { decision: 'keep' }]) {
      const patientId = await arrangePerson(world, `Quill ${decision.decision}`, 'Ada');
      const { documentId } = await arrangePaper(world, patientId, ['Summary', 'Cards'], MERCY);
      const id = await releaseUpToPacket(world, desk, patientId);
      world.clock.advance(1_000);
      await decide(patientId, documentId, decision);
      const path = `/release/requests/${id}/deliveries`;
      const { status, body } = await world.callAs<{ code?: string }>(desk.specialist, 'POST', path, {
        channel: 'print',
      });
      if (decision.decision === 'keep') expect(status).toBe(201);
      else expect(body.code).toBe('release/page-withdrawn');
    }
  });
});
