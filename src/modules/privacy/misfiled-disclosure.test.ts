import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePaper,
  arrangePerson,
  type ReleaseDesk,
  releaseDesk,
  releaseUpToPacket,
  step,
} from '../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import { recordMisfiling } from './record-misfiling.ts';

let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
});
afterAll(() => world.close());

interface Disclosure {
  id: string;
  basis: string;
  recipientName: string;
  recipientOrganisation: string | null;
  description: string;
  purpose: string;
  disclosedAt: string;
  pages: number | null;
  accountable: boolean;
  outcome: string | null;
  misfiled: { side: string; reason: string; pages: number; incidentNumber: string | null }[];
}
const read = async (patient: string, what: 'disclosures' | 'accounting') =>
  (await world.callAs<{ disclosures: Disclosure[] }>(desk.officer, 'GET', `/patients/${patient}/${what}`)).body
    .disclosures;
const correct = (patient: string, documentId: string, more: { path: string; body: unknown }) =>
  world.callAs<{ documentId: string }>(
    world.person(['coordinator']),
    'POST',
    `/patients/${patient}/documents/${documentId}/${more.path}`,
    more.body,
  );

/** The paper of one patient in the chart of another, and out of the house with it. */
async function leftTheHouse(family: string, confirmed = true) {
  const a = await arrangePerson(world, family, 'Ada');
  const b = await arrangePerson(world, family, 'Bea');
  await arrangePaper(world, a, ['Of Ada']);
  const { documentId } = await arrangePaper(world, a, ['Of Bea', 'Of Bea, second page']);
  const id = await releaseUpToPacket(world, desk, a);
  const handed = await step<{ disclosureId: string }>(world, {
    ...{ actor: desk.specialist, path: `/release/requests/${id}/deliveries`, body: { channel: 'print' } },
  });
  const confirm = (outcome: string) =>
    step(world, {
      actor: desk.specialist,
      path: `/release/disclosures/${handed.disclosureId}/confirmation`,
      body: { outcome, how: 'Signed for at the counter' },
    });
  if (confirmed) await confirm('handed-over');
  await world.stack.drain();
  return { a, b, documentId, confirm };
}
const move = (a: string, documentId: string, b: string) =>
  correct(a, documentId, { path: 'move', body: { toPatientId: b, reason: 'Namesakes' } });

describe('a page that left the house in the records of another patient', () => {
  it('stands in the accounting of whose it was, with recipient, day, reason and incident, once', async () => {
    const { a, b, documentId } = await leftTheHouse('García');
    expect(await read(b, 'accounting')).toEqual([]);
    expect((await move(a, documentId, b)).status).toBe(201);
    await world.stack.drain();
    const [handed] = await read(a, 'disclosures');
    const accounted = await read(b, 'accounting');
    expect(accounted).toMatchObject([
      {
        ...{ basis: 'impermissible', accountable: true, pages: 2, outcome: 'handed-over' },
        ...{ recipientName: handed?.recipientName, recipientOrganisation: handed?.recipientOrganisation },
        disclosedAt: handed?.disclosedAt,
        description: 'Progress note of 2026-11-10',
        purpose: 'Filed in another chart by mistake and handed over with it.',
        misfiled: [{ side: 'right-patient', pages: 2, incidentNumber: expect.stringMatching(/^P-2026-/) as string }],
      },
    ]);
    expect(handed?.misfiled).toMatchObject([{ side: 'wrong-patient', pages: 2 }]);
    expect(JSON.stringify(accounted)).not.toContain('Ada');

    await world.system((act) => recordMisfiling(act, { patientId: a, documentId }));
    expect(await read(b, 'accounting')).toHaveLength(1);
    expect((await read(a, 'disclosures'))[0]?.misfiled).toHaveLength(1);
    expect(await world.sql('SELECT 1 FROM privacy.incident')).toHaveLength(1);
  });

  it('is told to the first chart at once and to the second when its patient is known', async () => {
    const { a, b, documentId } = await leftTheHouse('Nowak');
    await correct(a, documentId, { path: 'entered-in-error', body: { cause: 'wrong-patient', reason: 'Not of Ada' } });
    await world.stack.drain();
    expect((await read(a, 'disclosures'))[0]?.misfiled).toMatchObject([{ side: 'wrong-patient' }]);
    expect(await read(b, 'accounting')).toEqual([]);
    await move(a, documentId, b);
    await world.stack.drain();
    expect(await read(b, 'accounting')).toHaveLength(1);
  });

  it('is accounted for only where it left: neither a view in the house nor a hand-over that never was', async () => {
    const { a, b, documentId, confirm } = await leftTheHouse('Olsen', false);
    await move(a, documentId, b);
    await world.stack.drain();
    expect(await read(b, 'accounting')).toHaveLength(1);
    await confirm('not-handed-over');
    await world.stack.drain();
    expect(await read(b, 'accounting')).toEqual([]);

    const c = await arrangePerson(world, 'Petrov', 'Ada');
    const d = await arrangePerson(world, 'Petrov', 'Bea');
    const { documentId: seen } = await arrangePaper(world, c, ['Of Bea']);
    await world.callAs(desk.specialist, 'GET', `/patients/${c}/documents/${seen}`);
    await move(c, seen, d);
    await world.stack.drain();
    expect(await read(d, 'disclosures')).toEqual([]);
  });
});

describe('how long a chart carries the mark', () => {
  const rule = async (body?: unknown, actor = desk.officer) =>
    world.callAs<{ days: number; history: { days: number }[] }>(
      actor,
      body === undefined ? 'GET' : 'PUT',
      '/privacy/mark-rule',
      body,
    );
  it('is ninety days until the privacy office says otherwise', async () => {
    expect((await rule()).body).toEqual({ days: 90, history: [] });
    const shown = async (family: string) => {
      const a = await arrangePerson(world, family, 'Ada');
      const { documentId } = await arrangePaper(world, a, ['Of another']);
      await correct(a, documentId, { path: 'entered-in-error', body: { cause: 'wrong-patient', reason: 'Not hers' } });
      await world.stack.drain();
      const [row] = await world.sql<{ days: number }>(
        `SELECT round(extract(epoch FROM shown_until - recorded_at) / 86400)::int AS days FROM privacy.chart_mark WHERE document_id = $1`,
        [documentId],
      );
      return row?.days;
    };
    expect(await shown('Quist')).toBe(90);
    expect((await rule({ days: 30, reason: 'The state asks for thirty.' }, desk.specialist)).status).toBe(403);
    expect((await rule({ days: 0, reason: 'Never' })).status).toBe(400);
    expect((await rule({ days: 30, reason: 'The state asks for thirty.' })).status).toBe(204);
    expect((await rule()).body).toMatchObject({ days: 30, history: [{ days: 30 }] });
    expect(await shown('Rossi')).toBe(30);
  });
});
