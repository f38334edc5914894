import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePaper,
  arrangePerson,
  chooseScope,
  identifyAndVerify,
  openCase,
  queuesOf,
  recordAuthority,
  receive,
  type ReleaseDesk,
  releaseDesk,
  step,
} from '../../../../test/world/release-case.ts';
import { scan } from '../../../../test/world/scan.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import type { Actor } from '../../../platform/act.ts';

let world: World;
let desk: ReleaseDesk;
let clerk: Actor;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
  clerk = world.person(['index-clerk']);
});
afterAll(() => world.close());

type Answer = { code?: string; at?: string };
const post = <T>(path: string, body: unknown, actor = clerk) => world.callAs<T & Answer>(actor, 'POST', path, body);

interface Case {
  number: string;
  requester: string | null;
  waits: boolean;
  patient: { name: string } | null;
}
const find = async (body: object) => (await post<{ cases: Case[] }>('/release/open-cases/search', body)).body.cases;
const give = (body: object, actor = clerk) =>
  post<{ number: string; openPages: number }>(
    '/release/open-cases/papers',
    { reason: 'Corrected form', ...body },
    actor,
  );

/** A sheet at the index desk. */
async function arrives(line: string): Promise<string> {
  const { body } = await world.callAs<{ items: { id: string }[] }>(
    clerk,
    'POST',
    `/intake/items?name=${encodeURIComponent(`${line}.png`)}`,
    await scan([line]),
    { 'content-type': 'application/octet-stream' },
  );
  await world.stack.drain();
  return body.items[0]?.id ?? '';
}
const numberOf = async (id: string) =>
  (await world.sql<{ number: string }>('SELECT number FROM release.request WHERE id = $1', [id]))[0]?.number ?? '';
const casesInAll = async () => (await world.sql<{ n: number }>('SELECT count(*)::int AS n FROM release.request'))[0]?.n;

async function waitingCase(family: string) {
  const patient = await arrangePerson(world, family, 'Rui');
  const id = await receive(world, desk, { requester: { class: 'attorney', name: 'Dana Whitfield' } });
  await identifyAndVerify(world, desk, id, patient);
  await recordAuthority(world, desk, id, { seen: {} });
  await step(world, {
    actor: desk.specialist,
    path: `/release/requests/${id}/pends`,
    body: { waitingFor: 'requester', reason: 'The form names no expiry.' },
  });
  return { patient, id, number: await numberOf(id) };
}

describe('a paper at the index desk that belongs to an open case', { timeout: 60_000 }, () => {
  it('joins the case of its patient: the pages are accounted for, no other case is opened, the case goes on', async () => {
    const { patient, id, number } = await waitingCase('Silva');
    await receive(world, desk, { requester: { class: 'attorney', name: 'Nobody Yet' } });
    expect(await find({ patientId: patient })).toMatchObject([
      { number, requester: 'Dana Whitfield', waits: true, patient: { name: expect.stringContaining('Silva') } },
    ]);
    const before = await casesInAll();
    const itemId = await arrives('AUTHORIZATION corrected');
    const given = await give({ of: { itemId }, number, patientId: patient });
    expect([given.status, given.body]).toEqual([200, { number, openPages: 0 }]);
    await world.stack.drain();
    expect(await casesInAll()).toBe(before);
    expect(await openCase(world, desk.specialist, id)).toMatchObject({
      ...{ pended: false, next: 'cure-authority' },
      intakePages: [{ pages: [1] }],
    });
    expect(await queuesOf(world, id)).toEqual(['release.to-work']);
    expect(
      await world.sql('SELECT kind, destination FROM intake.outcome WHERE item_id = $1 AND reversed_at IS NULL', [
        itemId,
      ]),
    ).toEqual([{ kind: 'attached', destination: number }]);
    const [entry] = await world.sql<{ subject_ids: string[]; detail: object }>(
      `SELECT subject_ids, detail FROM audit.entry WHERE verb = 'release.give-papers' AND outcome = 'done'`,
    );
    expect(entry?.subject_ids).toEqual(expect.arrayContaining([id, itemId]));
    // The same sheet is not given twice.
    expect((await give({ of: { itemId }, number })).body.code).toBe('intake/pages-settled');
  });

  it('joins the case with the number that stands on it, however it is typed, also before anybody identified the patient', async () => {
    const id = await receive(world, desk, { requester: { class: 'attorney', name: 'Court Clerk' } });
    const number = await numberOf(id);
    expect(await find({ number: ` ${number.toLowerCase()} ` })).toMatchObject([
      { number, patient: null, waits: false },
    ]);
    expect(await find({ number: number.slice(0, -1) })).toEqual([]);
    expect(await find({ number: 'court' })).toEqual([]);
    const itemId = await arrives('SUBPOENA');
    const someone = await arrangePerson(world, 'Picked', 'Ada');
    expect((await give({ of: { itemId }, number: number.toLowerCase(), patientId: someone })).body).toEqual({
      ...{ number, openPages: 0 },
    });
    expect(await openCase(world, desk.specialist, id)).toMatchObject({ intakePages: [{ pages: [1] }] });
  });

  it('is left where it is when the case is another patient’s, unknown, ended or handed over, or no reason is said', async () => {
    const { id, number } = await waitingCase('Costa');
    const other = await arrangePerson(world, 'Other', 'Ana');
    const itemId = await arrives('Loose sheet');
    const refused = await give({ of: { itemId }, number, patientId: other });
    expect([refused.status, refused.body.code, refused.body.at]).toEqual([422, 'release/other-patient', 'number']);
    expect((await give({ of: { itemId }, number: 'R-1999-000001' })).body.code).toBe('release/case-unknown');
    expect((await give({ of: { itemId }, number, reason: '  ' })).body.code).toBe('intake/reason-missing');
    expect((await give({ of: { itemId }, number, pages: [7] })).body.code).toBe('intake/no-such-page');
    await step(world, {
      actor: desk.approver,
      path: `/release/requests/${id}/cancellation`,
      body: { reasonCode: 'withdrawn', reason: 'They do not want it any more' },
    });
    expect((await give({ of: { itemId }, number })).body.code).toBe('release/ended');
    expect(await world.sql('SELECT 1 FROM intake.outcome WHERE item_id = $1', [itemId])).toEqual([]);
    expect(await world.sql('SELECT 1 FROM release.intake_pages WHERE item_id = $1', [itemId])).toEqual([]);
  });

  it('is given by the index desk only, and by nobody to a case about themselves', async () => {
    const { patient, number } = await waitingCase('Own');
    const itemId = await arrives('Another sheet');
    for (const role of ['scan-clerk', 'coder', 'clinician'])
      expect([role, (await give({ of: { itemId }, number }, world.person([role]))).status]).toEqual([role, 403]);
    const own = world.person(['index-clerk'], { ownPatientIds: [patient] });
    expect((await give({ of: { itemId }, number }, own)).body.code).toBe('release/own-record');
    expect((await post<{ cases: Case[] }>('/release/open-cases/search', { number }, own)).body.cases).toEqual([]);
    expect(
      await world.sql(`SELECT 1 FROM audit.entry WHERE verb = 'release.give-papers' AND outcome = 'denied'`),
    ).not.toEqual([]);
  });
});

describe('a paper that was given to the wrong case', { timeout: 120_000 }, () => {
  const takeBack = (id: string, itemId: string, actor = desk.specialist) =>
    post<{
      reopened: number;
      authorityStopped: boolean;
      processStopped: boolean;
      objectionsStopped: number;
      incidents: number;
    }>(`/release/requests/${id}/papers/withdrawal`, { itemId, reason: 'It names another patient' }, actor);
  const outcomesOf = (itemId: string) =>
    world.sql('SELECT kind, reversed_at IS NOT NULL AS reversed FROM intake.outcome WHERE item_id = $1 ORDER BY id', [
      itemId,
    ]);

  /** A case up to its packet, on a form that intake gave to it. */
  async function readyOnPaper(family: string) {
    const patient = await arrangePerson(world, family, 'Rui');
    await arrangePaper(world, patient, ['A note']);
    const id = await receive(world, desk);
    await identifyAndVerify(world, desk, id, patient);
    const itemId = await arrives(`Form of ${family}`);
    await give({ of: { itemId }, number: await numberOf(id) });
    await recordAuthority(world, desk, id, { formItemId: itemId });
    const { scopeId } = await chooseScope(world, desk, id);
    await step(world, { actor: desk.approver, path: `/release/requests/${id}/approval`, body: { scopeId } });
    await world.stack.drain();
    return { id, itemId, patient };
  }

  it('returns to the index desk with the reason, and can be given to the right case or to the same again', async () => {
    const wrong = await waitingCase('Wrong');
    const right = await waitingCase('Right');
    const itemId = await arrives('A form');
    await give({ of: { itemId }, number: wrong.number });
    const taken = await takeBack(wrong.id, itemId);
    // The authority of this case was recorded before the paper came: it rests on something else.
    expect([taken.status, taken.body]).toEqual([
      200,
      { reopened: 1, authorityStopped: false, processStopped: false, objectionsStopped: 0, incidents: 0 },
    ]);
    expect(await openCase(world, desk.specialist, wrong.id)).toMatchObject({
      intakePages: [],
      papersTakenBack: [{ itemId, pages: [1], reason: 'It names another patient' }],
    });
    expect(await outcomesOf(itemId)).toEqual([{ kind: 'attached', reversed: true }]);
    expect((await takeBack(wrong.id, itemId)).body.code).toBe('release/paper-not-here');
    expect((await give({ of: { itemId }, number: right.number })).body).toEqual({ number: right.number, openPages: 0 });
    expect(await openCase(world, desk.specialist, right.id)).toMatchObject({ intakePages: [{ itemId }] });
    await takeBack(right.id, itemId);
    await give({ of: { itemId }, number: wrong.number });
    expect(await openCase(world, desk.specialist, wrong.id)).toMatchObject({
      intakePages: [{ itemId }],
      papersTakenBack: [{ itemId }],
    });
    const [entry] = await world.sql<{ subject_ids: string[] }>(
      `SELECT subject_ids FROM audit.entry WHERE verb = 'release.take-paper-back' AND outcome = 'done' LIMIT 1`,
    );
    expect(entry?.subject_ids).toEqual(expect.arrayContaining([wrong.id, itemId]));
  });

  it('takes the authority with it that was read from it, and the approval on that', async () => {
    const { id, itemId } = await readyOnPaper('Approved');
    expect(await openCase(world, desk.specialist, id)).toMatchObject({ next: 'deliver' });
    const taken = await takeBack(id, itemId);
    expect(taken.body).toEqual({
      reopened: 1,
      authorityStopped: true,
      processStopped: false,
      objectionsStopped: 0,
      incidents: 0,
    });
    expect(await openCase(world, desk.specialist, id)).toMatchObject({
      ...{ next: 'record-authority', authority: null, scope: null, approval: null, packet: null },
    });
    expect(await queuesOf(world, id)).toEqual(['release.to-work']);
    const handed = await post(`/release/requests/${id}/deliveries`, { channel: 'link' }, desk.specialist);
    expect(handed.body.code).toBe('release/packet-not-ready');
  });

  it('makes an incident of what was handed over on it', async () => {
    const { id, itemId, patient } = await readyOnPaper('Left');
    const { disclosureId } = await step<{ disclosureId: string }>(world, {
      ...{ actor: desk.specialist, path: `/release/requests/${id}/deliveries`, body: { channel: 'link' } },
    });
    const taken = await takeBack(id, itemId);
    expect(taken.body).toEqual({
      reopened: 1,
      authorityStopped: true,
      processStopped: false,
      objectionsStopped: 0,
      incidents: 1,
    });
    await world.stack.drain();
    const [row] = await world.sql<{ basis: string }>(
      `SELECT d.basis FROM release.misdirection m JOIN release.disclosure d ON d.id = m.impermissible_id
       WHERE m.patient_id = $1 AND m.disclosure_id = $2`,
      [patient, disclosureId],
    );
    expect(row).toEqual({ basis: 'impermissible' });
    expect(
      await world.sql(
        `SELECT 1 FROM audit.entry WHERE verb = 'privacy.open-incident-of-misdirection' AND outcome = 'done'`,
      ),
    ).not.toEqual([]);
    expect(await openCase(world, desk.specialist, id)).toMatchObject({
      ...{ next: 'record-authority', links: [{ state: 'revoked' }] },
    });
  });

  it('takes the process with it that was read from it, and no other', async () => {
    const { id, number } = await waitingCase('Served');
    const itemId = await arrives('A subpoena');
    const sheet = await arrives('Another sheet');
    for (const each of [itemId, sheet]) await give({ of: { itemId: each }, number });
    const serve = (paper: object) =>
      post<{ processId: string }>(
        `/release/requests/${id}/court`,
        {
          ...{
            court: 'Court of Common Pleas',
            caption: 'Doe v. Roe',
            issuer: { name: 'D. Whitfield', class: 'attorney' },
          },
          ...{ kind: 'subpoena-duces-tecum', servedOn: '2026-11-20', servedHow: 'in-person', returnOn: '2026-12-10' },
          ...{ appearance: false, assurance: 'none', ...paper },
        },
        desk.specialist,
      );
    const court = async () =>
      (
        await world.callAs<{ process: object | null; needs: string[] }>(
          ...([desk.specialist, 'GET', `/release/requests/${id}/court`] as const),
        )
      ).body;
    expect((await serve({ paper: { itemId } })).status).toBe(201);
    expect((await takeBack(id, sheet)).body.processStopped).toBe(false);
    expect((await court()).process).not.toBeNull();
    expect((await takeBack(id, itemId)).body.processStopped).toBe(true);
    expect(await court()).toMatchObject({ process: null, needs: ['process'] });
    expect(await queuesOf(world, id)).not.toContain('release.court-process');
  });

  it('takes the decision of a court with it that was read from it: the objection holds the release back again', async () => {
    const { id, number } = await waitingCase('Objects');
    const ruling = await arrives('A ruling of the court');
    await give({ of: { itemId: ruling }, number });
    const paper = { words: 'In the drawer of the court desk' };
    await post(
      `/release/requests/${id}/court`,
      {
        ...{ court: 'Court of Common Pleas', caption: 'Doe v. Poe', issuer: { name: 'D. Hale', class: 'attorney' } },
        ...{ kind: 'subpoena-duces-tecum', servedOn: '2026-11-20', servedHow: 'in-person', returnOn: '2026-12-10' },
        ...{ appearance: false, assurance: 'none', paper },
      },
      desk.specialist,
    );
    const objection = await post<{ objectionId: string }>(
      `/release/requests/${id}/court/objections`,
      { kind: 'motion-to-quash', madeBy: 'A. Reyes for the patient', madeOn: '2026-11-21', paper },
      desk.approver,
    );
    const decided = await post(
      `/release/requests/${id}/court/objections/${objection.body.objectionId}/decision`,
      {
        ...{ decision: 'overruled', decidedBy: 'Judge Ellen Park', decidedOn: '2026-11-23' },
        paper: { itemId: ruling },
      },
      desk.approver,
    );
    expect(decided.status).toBeLessThan(300);
    const decision = async () =>
      (
        await world.callAs<{ objections: { decision: string | null }[] }>(
          ...([desk.specialist, 'GET', `/release/requests/${id}/court`] as const),
        )
      ).body.objections.map((each) => each.decision);
    expect(await decision()).toEqual(['overruled']);
    expect((await takeBack(id, ruling)).status).toBeLessThan(300);
    expect(await decision()).toEqual([null]);
  });

  it('takes the objection with it that was read from it, with the reason; one that lies elsewhere still holds', async () => {
    const { id, number } = await waitingCase('Falls');
    const motion = await arrives('A motion to quash');
    const ruling = await arrives('Another ruling');
    for (const itemId of [motion, ruling]) await give({ of: { itemId }, number });
    await post(
      `/release/requests/${id}/court`,
      {
        ...{ court: 'Court of Common Pleas', caption: 'Doe v. Moe', issuer: { name: 'D. Hale', class: 'attorney' } },
        ...{ kind: 'subpoena-duces-tecum', servedOn: '2026-11-20', servedHow: 'in-person', returnOn: '2026-12-10' },
        ...{ appearance: false, assurance: 'none', paper: { words: 'In the drawer of the court desk' } },
      },
      desk.specialist,
    );
    const objects = async (paper: object) =>
      (
        await post<{ objectionId: string }>(
          `/release/requests/${id}/court/objections`,
          { kind: 'motion-to-quash', madeBy: 'A. Reyes for the patient', madeOn: '2026-11-21', paper },
          desk.specialist,
        )
      ).body.objectionId;
    const decides = (objectionId: string, decision: string) =>
      post(
        `/release/requests/${id}/court/objections/${objectionId}/decision`,
        { decision, decidedBy: 'Judge Ellen Park', decidedOn: '2026-11-23', paper: { itemId: ruling } },
        desk.approver,
      );
    const court = async () =>
      (
        await world.callAs<{
          objections: { id: string; decision: string | null; fellHow: string | null; fellWhy: string | null }[];
          against: { ruleId: string }[];
        }>(desk.specialist, 'GET', `/release/requests/${id}/court`)
      ).body;
    const falls = async (objectionId: string) => (await court()).objections.find((each) => each.id === objectionId);
    const waits = await objects({ itemId: motion });
    const decided = await objects({ itemId: motion });
    await decides(decided, 'sustained');
    const taken = (await takeBack(id, motion)).body;
    expect(taken).toMatchObject({ objectionsStopped: 1, processStopped: false });
    expect(await falls(waits)).toMatchObject({ fellHow: 'paper-taken-back', fellWhy: 'It names another patient' });
    // The court said it on a paper that still lies here.
    expect(await falls(decided)).toMatchObject({ fellHow: null, decision: 'sustained' });
    expect((await court()).against.map(({ ruleId }) => ruleId)).toEqual(['release/court-quashed']);
    expect((await decides(waits, 'overruled')).body).toMatchObject({ code: 'release/objection-unknown' });
    expect((await takeBack(id, ruling)).body.objectionsStopped).toBe(1);
    expect((await court()).against).toEqual([]);
    const [entry] = await world.sql<{ detail: { objectionsStopped?: number } }>(
      `SELECT detail FROM audit.entry WHERE verb = 'release.take-paper-back' AND $1 = ANY (subject_ids) ORDER BY at LIMIT 1`,
      [waits],
    );
    expect(entry?.detail.objectionsStopped).toBe(1);
    const elsewhere = await objects({ words: 'In the drawer of the court desk' });
    expect(await falls(elsewhere)).toMatchObject({ fellHow: null });
    expect((await court()).against.map(({ ruleId }) => ruleId)).toEqual(['release/court-objection']);
  });

  it('is taken back by the release desk only, and by nobody from a case about themselves', async () => {
    const { patient, id, number } = await waitingCase('Mine');
    const itemId = await arrives('Sheet of mine');
    await give({ of: { itemId }, number });
    for (const role of ['index-clerk', 'scan-clerk', 'coder', 'clinician'])
      expect([role, (await takeBack(id, itemId, world.person([role]))).status]).toEqual([role, 403]);
    const own = world.person(['release-specialist'], { ownPatientIds: [patient] });
    expect((await takeBack(id, itemId, own)).body.code).toBe('release/own-record');
    expect(await outcomesOf(itemId)).toEqual([{ kind: 'attached', reversed: false }]);
  });
});

describe('whom the pages that came with a case may mean', () => {
  it('is proposed with what agrees, to whoever may work the case and never about themselves; nobody is identified by it', async () => {
    const patient = await arrangePerson(world, 'Quintanilla', 'Rosaura');
    const { body } = await world.callAs<{ items: { id: string }[] }>(
      ...([clerk, 'POST', '/intake/items?name=letter.png'] as const),
      await scan(['REQUEST FOR RECORDS', '', 'Patient: Quintanilla, Rosaura', 'Date of birth: 03/12/1961']),
      { 'content-type': 'application/octet-stream' },
    );
    await world.stack.drain();
    const itemId = body.items[0]?.id ?? '';
    await post(`/intake/items/${itemId}/set-aside`, { kind: 'attached', reason: 'Asks for records' });
    await world.stack.drain();
    const [row] = await world.sql<{ request_id: string }>(
      'SELECT request_id FROM release.intake_pages WHERE item_id = $1',
      [itemId],
    );
    const id = row?.request_id ?? '';
    const meant = (actor: Actor) =>
      world.callAs<{ patients: { patientId: string; name: string; agrees: string[] }[] }>(
        ...([actor, 'GET', `/release/requests/${id}/papers/patients`] as const),
      );
    const { body: found } = await meant(desk.specialist);
    expect(found.patients).toMatchObject([{ patientId: patient, birthDate: '1961-03-12' }]);
    expect([...(found.patients[0]?.agrees ?? [])].sort()).toEqual(['birthDate', 'name']);
    expect(await world.sql('SELECT patient_id FROM release.request WHERE id = $1', [id])).toEqual([
      { patient_id: null },
    ]);
    const own = world.person(['release-specialist'], { ownPatientIds: [patient] });
    expect((await meant(own)).body.patients.map(({ patientId }) => patientId)).not.toContain(patient);
    for (const role of ['scan-clerk', 'coder', 'clinician'])
      expect([role, (await meant(world.person([role]))).status]).toEqual([role, 403]);
    const seen = await world.sql(
      `SELECT 1 FROM audit.entry WHERE verb = 'release.see-meant-patients' AND $1 = ANY (patient_ids)`,
      [patient],
    );
    expect(seen).not.toEqual([]);
  });
});
