import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../platform/act.ts';
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
  step,
} from '../../../../test/world/release-case.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { flagCourt } from './flag-court.ts';

let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
});
afterAll(() => world.close());

const SUBPOENA = {
  ...{ court: 'Court of Common Pleas, Cuyahoga County', caption: 'Doe v. Roe', caseNumber: 'CV-26-001234' },
  issuer: { name: 'Dana Whitfield', class: 'attorney' },
  ...{ kind: 'subpoena-duces-tecum', servedOn: '2026-11-20', servedHow: 'in-person', returnOn: '2026-12-10' },
  ...{ appearance: false, assurance: 'protective-order', assuranceProof: 'Stipulated order of 12 November' },
};
const ORDER = {
  ...SUBPOENA,
  ...{ kind: 'court-order', issuer: { name: 'Judge Ellen Park', class: 'court' } },
  ...{ assurance: 'none', assuranceProof: undefined },
};
const PAPER = { words: 'Binder of the court desk, tab 7' };
const SEEN = {
  subpoena: { 'us/hipaa/disclosure-subpoena': { '*': 'found' } },
  'court-order': { 'us/hipaa/disclosure-court-order': { '*': 'found' } },
};

interface Court {
  process: { kind: string; court: string; caption: string; returnOn: string | null; feeCents: number | null } | null;
  due: { dueOn: string; from: string; daysLeft: number; near: boolean } | null;
  stateClock: { ruleId: string; dueOn: string; cite: string } | null;
  needs: string[];
  against: { ruleId: string; cite?: string }[];
  objections: { id: string; decision: string | null; decidedBy: string | null }[];
  appearances: { person: string; appearsOn: string }[];
  earlierRows: { returnOn: string | null }[];
  earlier: { number: string; court: string }[];
}
type Answer = { code?: string; detail?: string; citations?: string[]; [key: string]: unknown };

const post = (id: string, what: string, body: unknown, actor: Actor = desk.specialist) =>
  world.callAs<Answer>(actor, 'POST', `/release/requests/${id}/${what}`, body);
const serve = (id: string, body: unknown = SUBPOENA) => post(id, 'court', body);
const courtOf = async (id: string) =>
  (await world.callAs<Court>(desk.specialist, 'GET', `/release/requests/${id}/court`)).body;
const object = async (id: string, more: object = {}) =>
  post(id, 'court/objections', {
    ...{ kind: 'motion-to-quash', madeBy: 'Counsel of the patient', madeOn: '2026-11-22', paper: PAPER },
    ...more,
  });
const decide = (id: string, objectionId: string, decision: string, actor: Actor = desk.approver) =>
  post(
    id,
    `court/objections/${objectionId}/decision`,
    { decision, decidedBy: 'Judge Ellen Park', decidedOn: '2026-11-23', paper: PAPER },
    actor,
  );
const approve = (id: string, scopeId: string) => post(id, 'approval', { scopeId }, desk.approver);

/** A case of somebody with three papers: two notes of November, a laboratory report of May. */
async function arrange(family: string, basis: 'subpoena' | 'court-order' | 'none' = 'none') {
  const patient = await arrangePerson(world, family, 'Ana');
  const note = await arrangePaper(world, patient, ['First note']);
  const other = await arrangePaper(world, patient, ['Second note']);
  const report = await arrangePaper(world, patient, ['Report'], { typeCode: 'laboratory-report', date: '2026-05-04' });
  const id = await receive(world, desk, {
    purpose: 'judicial',
    said: { process: basis === 'none' ? 'subpoena' : basis },
  });
  await identifyAndVerify(world, desk, id, patient);
  if (basis !== 'none') await recordAuthority(world, desk, id, { basis, seen: SEEN[basis], form: undefined });
  const decisionOf = async (documentId: string) => {
    const { scope } = await openCase(world, desk.specialist, id);
    const found = scope?.documents.find((each) => each.documentId === documentId);
    return [found?.decision, ...(found?.reasons ?? []).map(({ ruleId }) => ruleId)];
  };
  return { id, patient, note, other, report, decisionOf };
}

describe('the time of the facility to object', () => {
  it('is shown for a subpoena of a federal court with its rule, and the holidays until the return date are named', async () => {
    const { id } = await arrange('Federal');
    type Times = { objectBy: { before: string; cite: string } | null; due: { daysOff: { text: string }[] } };
    const times = async () => (await world.callAs<Times>(desk.specialist, 'GET', `/release/requests/${id}/court`)).body;
    await serve(id);
    expect((await times()).objectBy).toBeNull();
    await serve(id, { ...SUBPOENA, courtSystem: 'federal' });
    const { objectBy, due } = await times();
    expect(objectBy).toMatchObject({ before: '2026-12-04', cite: 'Fed. R. Civ. P. 45(d)(2)(B)' });
    expect(due.daysOff.map(({ text }) => text)).toEqual(['Thanksgiving Day']);
  });
});

describe('what was served', () => {
  it('is kept with its corrections, the newest counts, and the log says who', async () => {
    const { id } = await arrange('Served');
    expect((await courtOf(id)).needs).toEqual(['process']);
    expect((await serve(id)).status).toBe(201);
    const again = { ...SUBPOENA, returnOn: '2026-12-15', feeCents: 4500, appearance: true };
    expect((await serve(id, again)).status).toBe(201);
    expect(await courtOf(id)).toMatchObject({
      process: { returnOn: '2026-12-15', feeCents: 4500 },
      due: { dueOn: '2026-12-15', from: 'return-date', near: false },
      stateClock: null,
      needs: [],
      against: [],
      earlierRows: [{ returnOn: '2026-12-10' }],
    });
    const entries = await world.sql(
      `SELECT outcome FROM audit.entry WHERE verb = 'release.record-process' AND $1 = ANY (subject_ids)`,
      [id],
    );
    expect(entries).toEqual([{ outcome: 'done' }, { outcome: 'done' }]);
  });

  it.each([
    ['served tomorrow', { servedOn: '2026-11-24' }, 'release/served-in-future', 'servedOn'],
    ['returned before it was served', { returnOn: '2026-11-19' }, 'release/return-before-service', 'returnOn'],
    [
      'objected to before it was served',
      { objectionUntil: '2026-11-01' },
      'release/return-before-service',
      'objectionUntil',
    ],
    ['an order that an attorney signed', { kind: 'court-order' }, 'release/issuer-unfit', 'kind'],
    [
      'an assurance without a word of proof',
      { assuranceProof: undefined },
      'release/assurance-unproved',
      'assuranceProof',
    ],
    [
      'days that are reversed',
      { order: { from: '2026-05-02', to: '2026-05-01' } },
      'release/dates-reversed',
      'order.to',
    ],
    [
      'a kind of document that nobody knows',
      { order: { typeCodes: ['=cmd()'] } },
      'release/order-names-unknown',
      'order.typeCodes',
    ],
    [
      'a document that is not in the record',
      { order: { documentIds: ['0191f3a0-0000-7000-8000-000000000001'] } },
      'release/order-names-unknown',
      'order.documentIds',
    ],
    [
      'a paper of another case',
      { paper: { itemId: '0191f3a0-0000-7000-8000-000000000001' } },
      'release/paper-unknown',
      'paper',
    ],
    ['a day that no calendar has', { returnOn: '2026-02-31' }, undefined, undefined],
    ['a day that cannot be read', { servedOn: 'last Friday' }, undefined, undefined],
    ['Bates numbers with markup', { batesPrefix: '<b>' }, undefined, undefined],
  ])('is not kept: %s', async (_what, more, code, at) => {
    const id = await receive(world, desk, { purpose: 'judicial', said: { process: 'subpoena' } });
    await identifyAndVerify(world, desk, id, await arrangePerson(world, 'Refused', 'Ana'));
    const { status, body } = await serve(id, { ...SUBPOENA, ...more });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    if (code !== undefined) expect(body).toMatchObject({ code, at });
    expect((await courtOf(id)).process).toBeNull();
  });

  it('keeps names that are formulas or markup as they are written, and no cell of the table is a formula', async () => {
    const { id } = await arrange('Formula');
    const evil = { ...SUBPOENA, caption: '=HYPERLINK("http://x") v. <script>', court: '@SUM(1)', caseNumber: '+1' };
    expect((await serve(id, evil)).status).toBe(201);
    expect((await courtOf(id)).process).toMatchObject({ caption: evil.caption, court: '@SUM(1)' });
    const { status, headers, bytes } = await exportDesk();
    expect([status, headers]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(bytes).toContain(`"'=HYPERLINK(""http://x"") v. <script>"`);
    expect(bytes).toContain(`'@SUM(1)`);
  });

  it('shows the earlier case of the same matter, however its number is written', async () => {
    const first = await arrange('Matter');
    const second = await arrange('Again');
    await serve(first.id, { ...SUBPOENA, caseNumber: 'XY-77/26' });
    await serve(second.id, { ...SUBPOENA, caseNumber: 'xy 77 26' });
    const { number } = (await openCase(world, desk.specialist, first.id)) as unknown as { number: string };
    expect((await courtOf(second.id)).earlier).toMatchObject([{ number, court: SUBPOENA.court }]);
    const own = world.person(['release-specialist'], { ownPatientIds: [first.patient] });
    const seen = await world.callAs<Court>(own, 'GET', `/release/requests/${second.id}/court`);
    expect(seen.body.earlier).toEqual([]);
  });

  it('is not for a clinician to see or record', async () => {
    const { id } = await arrange('Denied');
    const clinician = world.person(['clinician']);
    expect((await world.callAs(clinician, 'GET', '/release/court')).status).toBe(403);
    expect((await post(id, 'court', SUBPOENA, clinician)).status).toBe(403);
    expect((await object(id)).body.code).toBe('release/process-missing');
  });
});

describe('the day of a process', () => {
  it('is the return date alone where no rule of the state sets a time; it orders list and case', async () => {
    const { id } = await arrange('Near');
    await serve(id, { ...SUBPOENA, returnOn: '2026-11-24' });
    expect(await courtOf(id)).toMatchObject({ due: { daysLeft: 1, near: true }, stateClock: null });
    expect(await queuesOf(world, id)).toContain('release.court-process');
    const { cases } = await deskList();
    expect(cases.find(({ requestId }) => requestId === id)).toMatchObject({ due: { near: true }, needs: [] });
    const { body } = await world.callAs<{ requests: { id: string; dueAt: string | null }[] }>(
      desk.specialist,
      'GET',
      '/release/requests?show=open',
    );
    expect(body.requests.find((each) => each.id === id)?.dueAt).toContain('2026-11-24T23:59');
    await post(id, 'cancellation', { reasonCode: 'withdrawn', reason: 'The parties settled' }, desk.officer);
    expect(await queuesOf(world, id)).toEqual([]);
    expect((await deskList()).cases.map(({ requestId }) => requestId)).not.toContain(id);
  });

  it('is the clock of Pennsylvania where that is earlier, and it is met by saying so', async () => {
    await world.sql(`UPDATE directory.facility SET state = 'PA' WHERE id = $1`, [FACILITY]);
    const { id } = await arrange('Quaker');
    const { body } = await serve(id);
    expect(body).toMatchObject({ clock: { ruleId: 'us/pa/subpoena-election-time', dueOn: '2026-11-23' } });
    expect(await courtOf(id)).toMatchObject({
      due: { dueOn: '2026-11-23', from: 'state-clock', daysLeft: 0, near: true },
      stateClock: { cite: '42 Pa.C.S. 6152' },
    });
    // The day of service was read wrong: the clock starts anew.
    await serve(id, { ...SUBPOENA, servedOn: '2026-11-21' });
    expect((await courtOf(id)).stateClock).toMatchObject({ dueOn: '2026-11-24' });
    const met = await post(id, 'court/clock', { doneOn: '2026-11-23', how: 'Letter to the attorney' });
    expect(met.body).toEqual({ late: false });
    expect((await post(id, 'court/clock', { doneOn: '2026-11-23', how: 'Again' })).body.code).toBe(
      'release/no-court-clock',
    );
    expect(await courtOf(id)).toMatchObject({
      due: { dueOn: '2026-12-10', from: 'return-date' },
      stateClock: null,
      hadStateClock: true,
    });
    await world.sql(`UPDATE directory.facility SET state = 'OH' WHERE id = $1`, [FACILITY]);
  });

  it('waits for somebody while it lacks its assurance, and when its time to object is about to end', async () => {
    const lacking = await arrange('Lacking');
    await serve(lacking.id, { ...SUBPOENA, assurance: 'none', assuranceProof: undefined });
    expect(await queuesOf(world, lacking.id)).toContain('release.court-process');
    await serve(lacking.id);
    expect(await queuesOf(world, lacking.id)).not.toContain('release.court-process');

    const ending = await arrange('Ending');
    await serve(ending.id, {
      ...{ ...SUBPOENA, returnOn: '2026-12-30', assurance: 'notice', objectionUntil: '2026-12-04' },
      assuranceProof: 'Certificate of mailing',
    });
    expect(await queuesOf(world, ending.id)).not.toContain('release.court-process');
    await world.sql(`UPDATE release.court_process SET objection_until = '2026-11-24' WHERE request_id = $1`, [
      ending.id,
    ]);
    await world.system((act) => flagCourt(act));
    await world.system((act) => flagCourt(act));
    expect(await queuesOf(world, ending.id)).toContain('release.court-process');
    expect(
      await world.sql(
        `SELECT count(*)::int AS n FROM worklist.item WHERE kind = 'release.court-process' AND subject_id = $1`,
        [ending.id],
      ),
    ).toEqual([{ n: 1 }]);
  });
});

describe('an order', () => {
  it('lets out what it names, and nobody settles the rest in, unless the authority is another', async () => {
    const { id, note, other, report, decisionOf } = await arrange('Order', 'court-order');
    await serve(id, { ...ORDER, order: { words: 'The first note only', documentIds: [note.documentId] } });
    expect(await chooseScope(world, desk, id)).toMatchObject({ included: 1 });
    expect(await decisionOf(other.documentId)).toEqual(['withhold', 'release/outside-order']);
    const refused = await post(id, `scope/documents/${other.documentId}`, {
      ...{ decision: 'include', reason: 'The judge will not mind' },
    });
    expect(refused.body.code).toBe('release/law-withholds');

    await serve(id, { ...ORDER, order: { from: '2026-05-01', to: '2026-05-31' } });
    await chooseScope(world, desk, id);
    expect(await decisionOf(note.documentId)).toEqual(['withhold', 'release/outside-order']);
    expect((await decisionOf(report.documentId))[0]).toBe('include');

    await serve(id, { ...ORDER, order: { typeCodes: ['progress-note'] } });
    await chooseScope(world, desk, id);
    expect(await decisionOf(report.documentId)).toEqual(['withhold', 'release/outside-order']);
    expect((await decisionOf(note.documentId))[0]).toBe('include');

    await recordAuthority(world, desk, id);
    await chooseScope(world, desk, id);
    expect((await decisionOf(report.documentId))[0]).toBe('include');
  });

  it('that is recorded anew sends the choice of records back', async () => {
    const { id, note } = await arrange('Anew', 'court-order');
    await serve(id, { ...ORDER, order: { documentIds: [note.documentId] } });
    const { scopeId } = await chooseScope(world, desk, id);
    await serve(id, { ...ORDER, order: { typeCodes: ['laboratory-report'] } });
    expect((await approve(id, scopeId)).body.code).toBe('release/scope-outdated');
  });

  it('is not what an attorney served, whatever the release is said to rest on', async () => {
    const { id } = await arrange('NoOrder', 'court-order');
    await serve(id);
    const { scopeId } = await chooseScope(world, desk, id);
    expect((await approve(id, scopeId)).body).toMatchObject({
      code: 'release/court-stands-against',
      citations: ['45 CFR 164.512(e)(1)(i)'],
    });
  });
});

describe('a subpoena', () => {
  it('without an order and without assurance is not approved', async () => {
    const { id } = await arrange('Assure', 'subpoena');
    await serve(id, { ...SUBPOENA, assurance: 'none', assuranceProof: undefined });
    const { scopeId } = await chooseScope(world, desk, id);
    expect((await approve(id, scopeId)).body).toMatchObject({
      code: 'release/court-stands-against',
      citations: ['45 CFR 164.512(e)(1)(ii)'],
    });
    expect((await openCase(world, desk.approver, id)).againstApproval).toMatchObject([
      { ruleId: 'release/no-assurance' },
    ]);
    await serve(id);
    expect((await approve(id, scopeId)).status).toBe(200);
  });

  it('on notice waits until the time to object has run out', async () => {
    const { id } = await arrange('Notice', 'subpoena');
    const noticed = { ...SUBPOENA, assurance: 'notice', assuranceProof: 'Certificate of mailing' };
    await serve(id, { ...noticed, objectionUntil: '2026-11-23' });
    const { scopeId } = await chooseScope(world, desk, id);
    expect((await approve(id, scopeId)).body.code).toBe('release/court-stands-against');
    await serve(id, { ...noticed, objectionUntil: '2026-11-22' });
    expect((await approve(id, scopeId)).status).toBe(200);
  });
});

describe('an objection', () => {
  it('stops approval, hand-over and an open link until the court has decided', async () => {
    const { id } = await arrange('Freeze', 'subpoena');
    await serve(id);
    const { scopeId } = await chooseScope(world, desk, id);
    const first = await object(id);
    expect(first.status).toBe(201);
    expect((await approve(id, scopeId)).body).toMatchObject({ code: 'release/court-stands-against' });
    expect(await openCase(world, desk.approver, id)).toMatchObject({ status: 'scoped', next: 'wait' });
    expect(await queuesOf(world, id)).not.toContain('release.to-approve');
    const objectionId = String(first.body['objectionId']);
    expect((await decide(id, objectionId, 'overruled', desk.specialist)).status).toBe(403);
    expect((await decide(id, objectionId, 'overruled')).status).toBe(204);
    expect((await decide(id, objectionId, 'sustained')).body.code).toBe('release/objection-unknown');
    expect(await queuesOf(world, id)).toContain('release.to-approve');
    expect((await approve(id, scopeId)).status).toBe(200);
    await world.stack.drain();

    const second = String((await object(id, { kind: 'objection' })).body['objectionId']);
    const handOver = () => post(id, 'deliveries', { channel: 'link', expiresInDays: 7 });
    expect((await handOver()).body.code).toBe('release/court-stands-against');
    expect(await world.sql('SELECT id FROM release.disclosure WHERE request_id = $1', [id])).toEqual([]);
    await decide(id, second, 'dismissed');
    const made = await step<{ link: { url: string; passcode: string } }>(world, {
      ...{ actor: desk.specialist, path: `/release/requests/${id}/deliveries` },
      body: { channel: 'link', expiresInDays: 7 },
    });
    const enter = () =>
      world.callAs<Answer>(world.person([]), 'POST', `/release/links/${made.link.url.split('/').at(-1) ?? ''}`, {
        passcode: made.link.passcode,
      });
    const opened = await enter();
    await object(id);
    const frozen = await enter();
    expect([opened.status < 300, frozen.status]).toEqual([true, 410]);
  });

  it('that the court sustained never lets go; one that limited it does once that is recorded', async () => {
    const quashed = await arrange('Quashed', 'subpoena');
    await serve(quashed.id);
    const { scopeId } = await chooseScope(world, desk, quashed.id);
    await decide(quashed.id, String((await object(quashed.id)).body['objectionId']), 'sustained');
    expect((await approve(quashed.id, scopeId)).body.detail).toContain('sustained');

    const limited = await arrange('Limited', 'subpoena');
    await serve(limited.id);
    await chooseScope(world, desk, limited.id);
    await decide(limited.id, String((await object(limited.id)).body['objectionId']), 'limited');
    expect((await courtOf(limited.id)).against).toMatchObject([{ ruleId: 'release/court-limits-unrecorded' }]);
    world.clock.advance(60_000);
    await serve(limited.id, { ...SUBPOENA, order: { typeCodes: ['progress-note'] } });
    const again = await chooseScope(world, desk, limited.id);
    expect(again).toMatchObject({ included: 2 });
    expect((await approve(limited.id, again.scopeId)).status).toBe(200);
  });

  it('recorded by mistake is struck by whoever records decisions, with the reason, and the release goes on', async () => {
    const { id } = await arrange('Mistaken', 'subpoena');
    await serve(id);
    const { scopeId } = await chooseScope(world, desk, id);
    const objectionId = String((await object(id)).body['objectionId']);
    const strike = (actor: Actor) =>
      post(id, `court/objections/${objectionId}/mistake`, { reason: 'It was filed in CV-26-9' }, actor);
    expect((await strike(desk.specialist)).status).toBe(403);
    expect((await approve(id, scopeId)).body.code).toBe('release/court-stands-against');
    expect((await strike(desk.approver)).status).toBe(204);
    expect((await strike(desk.approver)).body.code).toBe('release/objection-unknown');
    expect(await courtOf(id)).toMatchObject({
      against: [],
      objections: [{ id: objectionId, decision: null, fellHow: 'mistake', fellWhy: 'It was filed in CV-26-9' }],
    });
    expect(
      await world.sql(
        `SELECT outcome FROM audit.entry WHERE verb = 'release.drop-objection' AND $1 = ANY (subject_ids) ORDER BY at`,
        [id],
      ),
    ).toContainEqual({ outcome: 'done' });
    expect((await approve(id, scopeId)).status).toBe(200);
  });

  it('is not kept without its paper or before its day, nor its decision before it was filed', async () => {
    const { id } = await arrange('Paper');
    await serve(id);
    expect((await object(id, { paper: {} })).body.code).toBe('release/paper-missing');
    expect((await object(id, { madeOn: '2026-12-24' })).body.code).toBe('release/day-ahead');
    const { body } = await object(id, { madeOn: '2026-11-22' });
    const early = await post(
      id,
      `court/objections/${String(body['objectionId'])}/decision`,
      { decision: 'overruled', decidedBy: 'Judge Park', decidedOn: '2026-11-20', paper: PAPER },
      desk.approver,
    );
    expect(early.body.code).toBe('release/return-before-service');
  });
});

describe('who appears', () => {
  it('stands in the thread of the case, the newest first', async () => {
    const { id } = await arrange('Appear');
    await serve(id, { ...SUBPOENA, appearance: true });
    expect((await post(id, 'court/appearances', { person: 'Ines Okafor', appearsOn: '2026-11-01' })).body.code).toBe(
      'release/return-before-service',
    );
    await post(id, 'court/appearances', { person: 'Ines Okafor', appearsOn: '2026-12-10' });
    world.clock.advance(1_000);
    await post(id, 'court/appearances', { person: 'Omar Idris', appearsOn: '2026-12-10', note: 'Room 12, 9 am' });
    expect((await courtOf(id)).appearances).toMatchObject([{ person: 'Omar Idris' }, { person: 'Ines Okafor' }]);
  });
});

describe('a legal hold', () => {
  it('is placed for the matter of the case by whoever may hold, once', async () => {
    const { id, patient } = await arrange('Held');
    const hold = (actor: Actor) => post(id, 'court/hold', undefined, actor);
    const holder = desk.officer;
    expect((await hold(holder)).body.code).toBe('release/process-missing');
    await serve(id);
    expect((await hold(desk.specialist)).status).toBe(403);
    const first = await hold(holder);
    expect(first.status).toBe(201);
    expect((await hold(holder)).body).toEqual(first.body);
    const holds = await world.sql<{ matter: string }>('SELECT matter FROM documents.legal_hold WHERE patient_id = $1', [
      patient,
    ]);
    expect(holds).toEqual([{ matter: expect.stringMatching(/^Doe v\. Roe, CV-26-001234 \(R-2026-\d+\)$/) }]);
  });
});

describe('papers out', () => {
  const paper = (id: string, body: object) =>
    post(id, 'court/papers', { name: 'June Abara', title: 'Custodian of records', ...body });

  it('object to a subpoena without assurance, in English and Spanish, and to nothing else', async () => {
    const { id } = await arrange('Letter');
    await serve(id);
    expect((await paper(id, { paper: 'objection', phone: '555' })).body.code).toBe('release/court-paper-unfit');
    await serve(id, { ...SUBPOENA, assurance: 'none', assuranceProof: undefined });
    expect((await paper(id, { paper: 'objection' })).body).toMatchObject({
      ...{ code: 'release/court-paper-unfit', at: 'phone' },
    });
    for (const language of ['en', 'es']) {
      const { status, body } = await paper(id, { paper: 'objection', phone: '+1 216 555 0100', language });
      expect([status, body]).toMatchObject([201, { letterNumber: expect.stringMatching(/^L-2026-/) }]);
    }
    const letters = await world.sql(
      `SELECT template, language, recipient_name FROM correspondence.letter WHERE case_id = $1 ORDER BY language`,
      [id],
    );
    expect(letters).toEqual([
      { template: 'subpoena-objection', language: 'en', recipient_name: 'Dana Whitfield' },
      { template: 'subpoena-objection', language: 'es', recipient_name: 'Dana Whitfield' },
    ]);
  });

  it('count the pages of the packet, and are not made before there is one', async () => {
    const { id } = await arrange('Affiant', 'subpoena');
    await serve(id, {
      ...SUBPOENA,
      returnPlace: '1200 Ontario Street, Cleveland',
      certifiedCopy: true,
      batesPrefix: 'LKS',
    });
    expect((await paper(id, { paper: 'affidavit' })).body.code).toBe('release/court-paper-unfit');
    // What the paper asks of the copies is proposed where the packet is made.
    const { body } = await world.callAs<{ wished: object }>(
      desk.specialist,
      'GET',
      `/release/requests/${id}/packet-options`,
    );
    expect(body.wished).toMatchObject({
      certified: true,
      batesPrefix: 'LKS',
      caption: expect.stringContaining(SUBPOENA.court) as string,
    });
    const { scopeId } = await chooseScope(world, desk, id);
    await approve(id, scopeId);
    await world.stack.drain();
    for (const kind of ['affidavit', 'certification', 'cover'])
      expect((await paper(id, { paper: kind })).status).toBe(201);
    const letters = await world.sql(
      `SELECT template, recipient_name FROM correspondence.letter WHERE case_id = $1 ORDER BY template`,
      [id],
    );
    expect(letters).toEqual(
      ['business-records-certification', 'court-cover', 'custodian-affidavit'].map((template) => ({
        template,
        recipient_name: SUBPOENA.court,
      })),
    );
  });
});

describe('the court desk', () => {
  it('names what is missing, also where nobody has read the paper yet', async () => {
    const unread = await arrange('Unread');
    const bare = await arrange('Bare');
    await serve(bare.id, { ...SUBPOENA, returnOn: undefined, assurance: 'none', assuranceProof: undefined });
    const { cases } = await deskList();
    const needsOf = (id: string) => cases.find(({ requestId }) => requestId === id)?.needs;
    expect([needsOf(unread.id), needsOf(bare.id)]).toEqual([['process'], ['return-date', 'assurance']]);
  });
});

const deskList = async () =>
  (
    await world.callAs<{ cases: { requestId: string; needs: string[]; due: { near: boolean } | null }[] }>(
      desk.specialist,
      'GET',
      '/release/court',
    )
  ).body;

async function exportDesk() {
  const { status, headers, body } = await world.callAs<unknown>(desk.specialist, 'GET', '/release/court/export');
  return {
    ...{ status, headers: headers['content-type'] },
    bytes: Buffer.isBuffer(body) ? body.toString('utf8') : String(body),
  };
}
