import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../platform/ids.ts';
import { arrangeEncounter } from '../../../../test/world/chart.ts';
import {
  arrangePaper,
  arrangePerson,
  chooseScope,
  identifyAndVerify,
  openCase,
  receive,
  recordAuthority,
  type ReleaseDesk,
  releaseDesk,
} from '../../../../test/world/release-case.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';

let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
});
afterAll(() => world.close());

interface Basis {
  place: string | null;
  classes: { contentClass: string; answer: string; reasons: { ruleId: string }[] }[];
  usual: { id: string; limit: string } | null;
  width: { wider: string[]; reason: string } | null;
  stated: { facts: Record<string, unknown>; reason: string } | null;
  people: Record<string, string>;
}
const see = async (id: string, actor = desk.specialist) =>
  (await world.callAs<Basis>(actor, 'GET', `/release/requests/${id}/basis`)).body;
const answerOn = (basis: Basis, contentClass: string) =>
  basis.classes.find((each) => each.contentClass === contentClass)?.answer;
const state = (id: string, facts: Record<string, unknown>, actor = desk.specialist) =>
  world.callAs<{ code?: string }>(actor, 'POST', `/release/requests/${id}/stated-facts`, {
    facts,
    reason: 'Read in the papers',
  });

async function upToAuthority(
  family: string,
  authority: Record<string, unknown>,
  request: Record<string, unknown> = {},
) {
  const patient = await arrangePerson(world, family, 'Bea');
  const id = await receive(world, desk, request);
  await identifyAndVerify(world, desk, id, patient);
  await recordAuthority(world, desk, id, authority);
  return { patient, id };
}
const PAYMENT = [
  { basis: 'payment', seen: undefined, form: undefined },
  { requester: { class: 'insurer', name: 'Pat Lee', address: ['1 Plan Way'] }, purpose: 'payment' },
] as const;
const chooseAs = (id: string, body: Record<string, unknown>) =>
  world.callAs<{ code?: string; included?: number; citations?: string[] }>(
    desk.specialist,
    'POST',
    `/release/requests/${id}/scope`,
    { from: null, to: null, ...body },
  );

describe('what may leave under an authority', () => {
  it('is told class by class with the rules, before anything is chosen', async () => {
    const { id } = await upToAuthority('Klasse', { classesNamed: ['hiv'] });
    const basis = await see(id);
    expect(answerOn(basis, 'ordinary')).toBe('allowed');
    expect(answerOn(basis, 'substance-use-part2')).toBe('needs-consent');
    expect(answerOn(basis, 'psychotherapy-notes')).toBe('needs-consent');
    expect(answerOn(basis, 'genetic')).toBe('needs-consent');
    expect(basis.classes.every(({ reasons }) => reasons.length > 0)).toBe(true);
    expect(basis.usual).toBeNull();
  });

  it('says nothing while nothing is recorded, and is for those who may read the case', async () => {
    const id = await receive(world, desk);
    expect(await see(id)).toMatchObject({ place: null, classes: [] });
    const stranger = world.person(['verifier']);
    expect((await world.callAs(stranger, 'GET', `/release/requests/${id}/basis`)).status).toBe(403);
  });

  it('follows what a person states, and an approval under another statement does not count', async () => {
    const { patient, id } = await upToAuthority(
      'Aussage',
      { basis: 'treatment', seen: undefined, form: undefined },
      {
        requester: { class: 'provider', name: 'Dr. Ruiz', address: ['9 Night St'] },
        purpose: 'treatment',
      },
    );
    await arrangePaper(world, patient, ['Note']);
    expect(answerOn(await see(id), 'psychotherapy-notes')).toBe('needs-consent');
    expect((await state(id, { notes_exception: 'originator-treatment' })).status).toBe(200);
    const basis = await see(id);
    expect(answerOn(basis, 'psychotherapy-notes')).toBe('allowed');
    expect(basis.stated).toMatchObject({ facts: { notes_exception: 'originator-treatment' } });
    expect((await state(id, { notes_exception: 'because' })).status).toBe(400);
    expect((await state(id, { anything: true })).status).toBe(400);
    expect((await state(id, {}, world.person(['verifier']))).status).toBe(403);
  });
});

describe('the minimum necessary', () => {
  it('for payment is the billed encounter; who wants more says why, and that stays with the scope', async () => {
    const { patient, id } = await upToAuthority('Rechnung', ...PAYMENT);
    const encounterId = await arrangeEncounter(world, patient);
    await arrangePaper(world, patient, ['Visit'], { encounterId });
    expect((await see(id)).usual).toMatchObject({ id: 'billed-encounter', limit: 'encounter' });
    const wide = await chooseAs(id, {});
    expect(wide.body).toMatchObject({ code: 'release/wider-than-usual' });
    expect(wide.body.citations).toContain('45 CFR 164.502(b)(1)');
    expect((await chooseAs(id, { encounterId: newId() })).body.code).toBe('release/encounter-unknown');
    expect((await chooseAs(id, { whyWider: 'Audit of all visits of the year' })).status).toBe(200);
    expect((await see(id)).width).toEqual({
      wider: ['no-encounter', 'no-first-day', 'no-last-day'],
      reason: 'Audit of all visits of the year',
    });
    const rows = await world.sql<{ usual: string; wider: string[]; reason: string }>(
      `SELECT w.usual, w.wider, w.reason FROM release.scope_width w JOIN release.scope s ON s.id = w.scope_id WHERE s.request_id = $1`,
      [id],
    );
    expect(rows).toEqual([
      {
        usual: 'billed-encounter',
        wider: ['no-encounter', 'no-first-day', 'no-last-day'],
        reason: 'Audit of all visits of the year',
      },
    ]);
  });

  it('is not asked of an authorization', async () => {
    const { patient, id } = await upToAuthority('Vollmacht', {});
    await arrangePaper(world, patient, ['Note']);
    expect((await chooseAs(id, {})).status).toBe(200);
  });
});

describe('refusing the individual what was asked for by right of access', () => {
  it('needs a ground of the law, and some of them a professional', async () => {
    const { patient, id } = await upToAuthority(
      'Zugang',
      { basis: 'to-individual', seen: undefined, form: undefined },
      {
        requester: { class: 'individual', name: 'Bea Zugang', address: ['3 Home St'] },
        purpose: 'at-request-of-individual',
      },
    );
    const note = await arrangePaper(world, patient, ['Note']);
    await chooseScope(world, desk, id);
    const withhold = (body: Record<string, unknown>) =>
      world.callAs<{ code?: string; at?: string }>(
        desk.specialist,
        'POST',
        `/release/requests/${id}/scope/documents/${note.documentId}`,
        { decision: 'withhold', reason: 'The bill is unpaid', ...body },
      );
    expect((await withhold({})).body).toMatchObject({ code: 'release/ground-missing', at: 'ground' });
    expect((await withhold({ ground: 'unpaid-bill' })).status).toBe(400);
    expect((await withhold({ ground: 'endangers-life-or-safety' })).body).toMatchObject({ at: 'professional' });
    const judged = await withhold({ ground: 'endangers-life-or-safety', professional: 'Dr. Ana Müller' });
    expect(judged.status).toBe(204);
    const rows = await world.sql<{ denial_ground: string }>(
      `SELECT denial_ground FROM release.settlement WHERE document_id = $1`,
      [note.documentId],
    );
    expect(rows).toEqual([{ denial_ground: 'endangers-life-or-safety' }]);
  });
});

describe('the scope', () => {
  it('takes an addendum along with the document it is linked to, and not alone', async () => {
    const { patient, id } = await upToAuthority('Nachtrag', {});
    const parent = await arrangePaper(world, patient, ['Report'], { date: '2026-05-05' });
    const addendum = await arrangePaper(world, patient, ['Addendum'], { date: '2026-09-09' });
    await world.sql(
      `INSERT INTO documents.link (patient_id, id, facility_id, document_id, kind, other_patient_id, other_document_id, recorded_at, recorded_by)
       VALUES ($1, $2, $3, $4, 'appends', $1, $5, '2026-09-09', 'test')`,
      [patient, newId(), FACILITY, addendum.documentId, parent.documentId],
    );
    expect(await chooseScope(world, desk, id, { from: '2026-05-01', to: '2026-05-31' })).toMatchObject({ included: 2 });
    expect(await chooseScope(world, desk, id, { from: '2026-09-01', to: '2026-09-30' })).toMatchObject({ included: 0 });
  });

  it('shows the reason beside each class that stays unticked, with the section of the place', async () => {
    const { patient, id } = await upToAuthority('Klassen', {});
    await arrangePaper(world, patient, ['HIV result'], { labels: [{ name: 'hiv', basis: 'person', reason: 'test' }] });
    await chooseScope(world, desk, id);
    const { scope } = await openCase(world, desk.officer, id);
    expect(scope?.documents[0]?.decision).toBe('needs-consent');
    expect(scope?.documents[0]?.reasons.map(({ ruleId }) => ruleId)).toContain('release/sensitive-class-not-named');
  });
});
