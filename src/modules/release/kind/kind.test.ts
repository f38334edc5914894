import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePerson,
  identifyAndVerify,
  openCase,
  receive,
  recordAuthority,
  type ReleaseDesk,
  releaseDesk,
  step,
} from '../../../../test/world/release-case.ts';
import { type DeadlineId, extendDeadline } from '../../regulations/index.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';

let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
});
afterAll(() => world.close());

interface Kind {
  decided: {
    kind: string | null;
    ruleRequester: string;
    needs: string[];
    fee: { kind: string };
    byRight: boolean;
  } | null;
  clocks: { dueOn: string; grounds: unknown[]; citations: string[] }[];
  corrections: { wasAt: string; setTo: string; reason: string }[];
}
const kindOf = async (id: string) =>
  (await world.callAs<Kind>(desk.specialist, 'GET', `/release/requests/${id}/kind`)).body;
const say = (id: string, said: Record<string, unknown>) =>
  world.callAs<{ kind: string | null; dueOn: string | null; code?: string }>(
    desk.specialist,
    'PUT',
    `/release/requests/${id}/kind`,
    said,
  );
const post = <T = { code?: string }>(path: string, body: unknown, actor = desk.specialist) =>
  world.callAs<T>(actor, 'POST', path, body);
const SIGNED = { signedBy: 'individual', inWriting: true, speaks: 'individual' };
const fromPatient = {
  requester: { class: 'individual', name: 'María García' },
  purpose: 'at-request-of-individual',
  purposeWords: undefined,
};

describe('the kind of a request', () => {
  it('of an attorney’s letter that the patient signed is decided from what stands in it, with clock and fee', async () => {
    const id = await receive(world, desk);
    expect(await kindOf(id)).toMatchObject({
      decided: { kind: null, needs: ['signedBy'], fee: { kind: 'schedule' } },
      clocks: [],
    });
    const { body } = await say(id, { ...SIGNED, goesTo: 'individual' });
    expect(body).toEqual({ kind: 'patient-access', dueOn: '2026-12-20' });
    expect(await kindOf(id)).toMatchObject({
      decided: { kind: 'patient-access', ruleRequester: 'individual', byRight: true, fee: { kind: 'patient' } },
      clocks: [{ dueOn: '2026-12-20', grounds: [], citations: ['45 CFR 164.524(b)(2)'] }],
    });
    expect((await openCase(world, desk.specialist, id)) as unknown).toMatchObject({ kind: 'patient-access' });
  });

  it('stops the clock of the individual when it turns out to be an authorization, and starts it again when not', async () => {
    const id = await receive(world, desk);
    await say(id, { ...SIGNED, goesTo: 'individual' });
    expect((await say(id, { ...SIGNED, speaks: 'sender' })).body).toEqual({ kind: 'authorization', dueOn: null });
    expect((await kindOf(id)).clocks).toEqual([]);
    expect((await say(id, { ...SIGNED, goesTo: 'individual' })).body.dueOn).toBe('2026-12-20');
    expect((await kindOf(id)).clocks).toHaveLength(1);
    const kept = await world.sql(
      'SELECT kind FROM release.kind_decision WHERE request_id = $1 ORDER BY recorded_at, id',
      [id],
    );
    expect(kept.map((row) => row['kind'])).toEqual([null, 'patient-access', 'authorization', 'patient-access']);
  });

  it('lets an attorney’s letter by right of access rest on that right, without an authorization', async () => {
    const patient = await arrangePerson(world, 'Nowak', 'Ewa');
    const id = await receive(world, desk);
    await identifyAndVerify(world, desk, id, patient);
    const rest = { basis: 'to-individual', form: undefined, seen: {} };
    expect(await recordAuthority(world, desk, id, rest)).toMatchObject({ result: 'defective' });
    await say(id, { ...SIGNED, goesTo: 'individual' });
    expect(await recordAuthority(world, desk, id, rest)).toMatchObject({ result: 'sufficient' });
    expect((await openCase(world, desk.specialist, id)).authority).toMatchObject({ resultToday: 'sufficient' });
  });

  it('by right of access never ends for want of our form', async () => {
    const id = await receive(world, desk, fromPatient);
    const cancel = (reasonCode: string) =>
      post(`/release/requests/${id}/cancellation`, { reasonCode, reason: 'No form came.' }, desk.officer);
    const refused = await cancel('authority-not-cured');
    expect([refused.status, refused.body.code]).toEqual([422, 'release/no-form-needed']);
    expect(JSON.stringify(refused.body)).toContain('45 CFR 164.524(b)(1)');
    expect((await cancel('withdrawn')).status).toBe(204);
  });

  it('is shown whoever logged it, the operator and programs too', async () => {
    const { body } = await world.call<{ id: string }>('POST', '/release/requests', {
      ...{ receivedAt: '2026-11-20T15:00:00Z', receivedVia: 'electronic', purpose: 'payment' },
      requester: { class: 'insurer', name: 'Acme Health Plan' },
    });
    expect(await kindOf(body.id)).toMatchObject({ decided: { kind: 'payment-operations' } });
  });

  it('is logged with what was decided, refused to who has no part in it, and to a case that ended', async () => {
    const id = await receive(world, desk);
    await say(id, { signedBy: 'nobody' });
    const [entry] = await world.sql<{ detail: unknown }>(
      `SELECT detail FROM audit.entry WHERE verb = 'release.decide-kind' AND $1 = ANY (subject_ids) ORDER BY at DESC LIMIT 1`,
      [id],
    );
    expect(JSON.stringify(entry)).toContain('authorization');
    const clerk = world.person(['scan-clerk']);
    expect((await world.callAs(clerk, 'GET', `/release/requests/${id}/kind`)).status).toBe(403);
    expect((await world.callAs(clerk, 'PUT', `/release/requests/${id}/kind`, {})).status).toBe(403);
    expect((await say(id, { signedBy: 'the cat' })).status).toBe(400);
    await post(`/release/requests/${id}/cancellation`, { reasonCode: 'other', reason: 'Over.' }, desk.officer);
    expect((await say(id, {})).body.code).toBe('release/ended');
  });
});

describe('the receipt stamp', () => {
  it('is set back with a reason, and the clock counts from the earlier day', async () => {
    const id = await receive(world, desk, fromPatient);
    const at = '2026-11-10T12:00:00Z';
    const path = `/release/requests/${id}/receipt`;
    expect((await post(path, { receivedAt: at, reason: 'It lay in the mail room.' })).body).toEqual({
      dueOn: '2026-12-10',
    });
    expect(await kindOf(id)).toMatchObject({
      clocks: [{ dueOn: '2026-12-10' }],
      corrections: [{ wasAt: '2026-11-20T15:00:00.000Z', setTo: '2026-11-10T12:00:00.000Z' }],
    });
    expect((await world.sql('SELECT received_at FROM release.open_request WHERE id = $1', [id]))[0]).toEqual({
      received_at: new Date(at),
    });
    const later = await post(path, { receivedAt: '2026-11-15T12:00:00Z', reason: 'Later after all.' });
    expect([later.status, later.body.code]).toEqual([400, 'release/stamp-not-earlier']);
    expect((await post(path, { receivedAt: '2026-11-01T12:00:00Z', reason: '' })).status).toBe(400);
  });

  it('set back keeps more time that was announced, as far as the law of the earlier day goes', async () => {
    const id = await receive(world, desk, fromPatient);
    const [clock] = await world.sql<{ id: string }>('SELECT id FROM regulations.deadline WHERE subject_id = $1', [id]);
    await world.system((act) =>
      extendDeadline(act, {
        deadlineId: clock?.id as DeadlineId,
        reason: 'Films are off site',
        noticeSentAt: new Date('2026-11-22T10:00:00Z'),
      }),
    );
    const extended = await kindOf(id);
    expect(extended.clocks[0]?.dueOn).toBe('2027-01-19');
    const back = await post(`/release/requests/${id}/receipt`, {
      receivedAt: '2026-11-10T12:00:00Z',
      reason: 'It lay in the mail room.',
    });
    expect(back.body).toEqual({ dueOn: '2027-01-09' });
  });
});

const ask = (more: Record<string, unknown> = {}) =>
  receive(world, desk, { patientAsWritten: 'Olga Petrov, born 1970-02-03', ...more });
interface Earlier {
  cases: { id: string; isEarlier: boolean; reasons: string[]; answer: { decision: string } | null }[];
  mayJoin: boolean;
}
const earlierOf = async (id: string) =>
  (await world.callAs<Earlier>(desk.specialist, 'GET', `/release/requests/${id}/earlier`)).body;

describe('an earlier case of the same patient and requester', () => {
  it('is shown on the form and on the new case, which is marked as its duplicate', async () => {
    const first = await ask();
    world.clock.advance(60_000);
    const form = await post<{ cases: { id: string }[] }>('/release/earlier', {
      receivedAt: '2026-11-20T16:00:00Z',
      patientAsWritten: 'PETROV, OLGA 02/03/1970',
      organisation: 'Whitfield Law',
    });
    expect(form.body.cases.map(({ id }) => id)).toEqual([first]);
    const second = await ask({ receivedAt: '2026-11-21T15:00:00Z' });
    expect(await earlierOf(second)).toMatchObject({ cases: [{ id: first, isEarlier: true, answer: null }] });
    const path = `/release/requests/${second}/earlier/${first}`;
    expect((await post(path, { decision: 'duplicate', reason: 'The same letter by fax.' })).status).toBe(204);
    expect(await openCase(world, desk.specialist, second)).toMatchObject({
      status: 'cancelled',
      cancellation: {
        reasonCode: 'duplicate',
        reason: expect.stringMatching(/^Duplicate of R-2026-\d+: The same/) as string,
      },
    });
    expect(await openCase(world, desk.specialist, first)).toMatchObject({ status: 'received' });
  });

  it('is gone on beside with a reason, once; an unrelated case is no earlier one', async () => {
    const more = { patientAsWritten: 'Ada Byron, born 1980-12-10' };
    const first = await ask(more);
    const second = await ask({ ...more, receivedAt: '2026-11-21T15:00:00Z' });
    const other = await ask({ ...more, patientAsWritten: 'Ada Byron, born 1981-12-10' });
    const path = `/release/requests/${second}/earlier/${first}`;
    expect((await post(path, { decision: 'goes-on', reason: 'A new claim.' })).status).toBe(204);
    expect(await earlierOf(second)).toMatchObject({ cases: [{ answer: { decision: 'goes-on' } }] });
    expect((await post(path, { decision: 'goes-on', reason: 'Again.' })).body.code).toBe('release/earlier-unknown');
    const unrelated = await post(`/release/requests/${second}/earlier/${other}`, {
      decision: 'duplicate',
      reason: 'No.',
    });
    expect([unrelated.status, unrelated.body.code]).toEqual([409, 'release/earlier-unknown']);
  });

  it('is known by the entry of the directory, also one that was merged, whatever the letters call the requester', async () => {
    const enter = async (name: string) =>
      (await post<{ id: string }>('/release/requesters', { kind: 'organisation', class: 'attorney', name })).body.id;
    const [stands, merged] = [await enter('Marlow and Finch LLP'), await enter('Marlow & Finch')];
    const by = (directoryId: string, name: string) => ({
      patientAsWritten: 'Nia Okafor, born 1966-06-06',
      requester: { class: 'attorney', name, directoryId },
    });
    const first = await ask(by(merged, 'R. Marlow'));
    const merge = world.callAs(desk.approver, 'POST', `/release/requesters/${stands}/merge`, {
      mergedId: merged,
      reason: 'One firm',
    });
    expect((await merge).status).toBe(204);
    const second = await ask({ ...by(stands, 'The office of Finch'), receivedAt: '2026-11-21T15:00:00Z' });
    expect((await earlierOf(second)).cases).toMatchObject([{ id: first, isEarlier: true }]);
    expect((await earlierOf(second)).cases[0]?.reasons).toContain('same-entry');
    const form = await post<{ cases: { id: string }[] }>('/release/earlier', {
      ...{ receivedAt: '2026-11-20T16:00:00Z', patientAsWritten: 'Okafor, Nia 6/6/1966', requesterId: stands },
    });
    expect(form.body.cases.map(({ id }) => id)).toEqual([first]);
  });

  it('counts days of the records where both say them', async () => {
    const more = { patientAsWritten: 'Ivo Horvat, born 1955-05-05' };
    await ask({ ...more, askedFrom: '2024-01-01', askedTo: '2024-12-31' });
    const second = await ask({ ...more, receivedAt: '2026-11-21T15:00:00Z', askedFrom: '2025-01-01' });
    expect((await earlierOf(second)).cases).toEqual([]);
    const wrong = await post('/release/requests', {
      ...{ receivedAt: '2026-11-20T15:00:00Z', receivedVia: 'mail', requester: { class: 'other', name: 'X' } },
      ...{ purpose: 'other', askedFrom: '2026-02-01', askedTo: '2026-01-01' },
    });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'release/dates-reversed']);
  });
});

async function arrives(receivedAt: string): Promise<{ id: string; number: string }> {
  const itemId = crypto.randomUUID();
  await world.system(async (act) =>
    act.emit('intake.attached-to-release', { itemId, pages: [1, 2], facilityId: FACILITY, receivedAt }),
  );
  await world.stack.drain();
  const [row] = await world.sql<{ id: string; number: string }>(
    'SELECT r.id, r.number FROM release.request r JOIN release.intake_pages p ON p.request_id = r.id WHERE p.item_id = $1',
    [itemId],
  );
  if (row === undefined) throw new Error('intake opened no case');
  return row;
}

describe('a cured authorization', () => {
  it('rejoins the case that waits for it: its pages go there, the case goes on, its clock is the one that counts', async () => {
    const patient = await arrangePerson(world, 'Silva', 'Rui');
    const waiting = await receive(world, desk, {
      requester: { class: 'attorney', name: 'Dana Whitfield', reference: 'WL-2026-77' },
    });
    await identifyAndVerify(world, desk, waiting, patient);
    await recordAuthority(world, desk, waiting, { seen: {} });
    await step(world, {
      actor: desk.specialist,
      path: `/release/requests/${waiting}/pends`,
      body: { waitingFor: 'requester', reason: 'The form names no expiry.' },
    });
    const paper = await arrives('2026-11-22T10:00:00Z');
    expect((await earlierOf(paper.id)).mayJoin).toBe(true);
    const { body: opened } = await world.callAs<{ version: number }>(
      desk.specialist,
      'GET',
      `/release/requests/${paper.id}`,
    );
    await world.callAs(desk.specialist, 'PUT', `/release/requests/${paper.id}/description`, {
      version: opened.version,
      requester: { class: 'attorney', name: 'D. Whitfield', reference: 'wl-2026-77' },
      purpose: 'legal-claim',
    });
    const [proposed] = (await earlierOf(paper.id)).cases as unknown as { id: string; number: string; waits: boolean }[];
    expect(proposed).toMatchObject({ id: waiting, waits: true, belongs: true });
    const joined = await post<{ requestId: string }>(`/release/requests/${paper.id}/joining`, {
      number: proposed?.number,
      reason: 'The corrected form.',
    });
    expect(joined.body).toEqual({ requestId: waiting });
    expect(await openCase(world, desk.specialist, waiting)).toMatchObject({
      next: 'cure-authority',
      pended: false,
      intakePages: [{ pages: [1, 2] }],
    });
    expect(await openCase(world, desk.specialist, paper.id)).toMatchObject({ status: 'cancelled' });
  });

  it('is never joined to a case about somebody else, nor to one that ended, nor by a case without papers', async () => {
    const [rui, ana] = [await arrangePerson(world, 'Costa', 'Rui'), await arrangePerson(world, 'Costa', 'Ana')];
    const waiting = await receive(world, desk);
    await identifyAndVerify(world, desk, waiting, rui);
    const { number } = (await openCase(world, desk.specialist, waiting)) as unknown as { number: string };
    const paper = await arrives('2026-11-22T11:00:00Z');
    const path = `/release/requests/${paper.id}/joining`;
    await step(world, {
      actor: desk.specialist,
      path: `/release/requests/${paper.id}/patient`,
      body: { patientId: ana, matchedOn: ['name', 'mrn'] },
    });
    expect((await post(path, { number, reason: 'Looks alike.' })).body.code).toBe('release/other-patient');
    expect((await post(path, { number: 'R-1999-000001', reason: 'No such.' })).body.code).toBe('release/case-unknown');
    const bare = await receive(world, desk);
    expect((await post(`/release/requests/${bare}/joining`, { number, reason: 'No pages.' })).body.code).toBe(
      'release/no-papers',
    );
    await post(`/release/requests/${waiting}/cancellation`, { reasonCode: 'withdrawn', reason: 'Over.' }, desk.officer);
    expect((await post(path, { number, reason: 'Ended.' })).body.code).toBe('release/ended');
  });
});
