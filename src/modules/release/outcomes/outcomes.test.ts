import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../platform/act.ts';
import {
  arrangePaper,
  arrangePerson,
  openCase,
  queuesOf,
  type ReleaseDesk,
  receive,
  releaseDesk,
  releaseUpToPacket,
  step,
} from '../../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';

let world: World;
let desk: ReleaseDesk;
let second: Actor;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
  second = world.person(['release-approver']);
});
afterAll(() => world.close());

const OWN = { requester: { class: 'individual', name: 'Ana García' }, purpose: 'at-request-of-individual' };
const ATTORNEY = {};
const SEARCHED = {
  ...{ asWritten: 'Anna Garcia, 12 March 1961', names: ['Anna Garcia'], dates: '2001 to 2010' },
  ...{ systems: ['Electronic record', 'Paper archive, building C'], searchedOn: '2026-11-23' },
};
const DENIAL = {
  ...{ kind: 'denied', ground: 'endangers-life-or-safety', reason: 'Dr. Weiss fears for her safety' },
  ...{
    denied: 'The notes of 3 May 2026',
    professional: 'Dr. Ruth Weiss',
    contactName: 'Petra Privacy, privacy officer',
  },
  contactPhone: '+1 216 555 0100',
};

interface Outcome {
  id: string;
  kind: string;
  reviewable: boolean;
  rules: { ruleId: string; cite?: string }[];
  letter: { id: string; number: string; language: string; state: string } | null;
  effect: string | null;
  withdrawn: { reason: string } | null;
  review: { id: string; decision: string | null; newRequestId: string | null; letter: { id: string } | null } | null;
}
interface Answer {
  outcomeId: string;
  letterId: string | null;
  code?: string;
  detail?: string;
  citations?: string[];
}
const listed = async (id: string) =>
  (
    await world.callAs<{ outcomes: Outcome[]; extension: { dueOn: string; latest: string } | null }>(
      desk.specialist,
      'GET',
      `/release/requests/${id}/outcomes`,
    )
  ).body;
const post = (id: string, what: string, body: unknown, actor = desk.specialist) =>
  world.callAs<Answer>(actor, 'POST', `/release/requests/${id}/${what}`, body);
const record = (id: string, body: unknown, actor?: Actor) => post(id, 'outcomes', body, actor);
const close = (id: string) => post(id, 'closure', {});
const factsOf = async (outcomeId: string) =>
  (
    await world.sql<{ facts: Record<string, unknown> }>('SELECT facts FROM release.outcome WHERE id = $1', [outcomeId])
  )[0]?.facts;

/** Prints it and says so: it left. */
async function send(letterId: string | null | undefined): Promise<void> {
  const { deliveryId } = await step<{ deliveryId: string }>(world, {
    ...{ actor: desk.specialist, path: `/letters/${letterId ?? ''}/send`, body: { way: { channel: 'print' } } },
  });
  world.clock.advance(61_000);
  await step(world, { actor: desk.specialist, path: `/outbox/${deliveryId}/printed` });
  await world.stack.drain();
}

describe('an outcome', () => {
  it('of no records is a certificate that says what was searched, and the case closes once it has left', async () => {
    const id = await receive(world, desk, OWN);
    const recorded = await record(id, { kind: 'no-records', reason: 'Nothing from those years', searched: SEARCHED });
    expect(recorded.status).toBe(201);
    expect(await factsOf(recorded.body.outcomeId)).toMatchObject({
      asWritten: 'Anna Garcia, 12 March 1961',
      names: [{ name: 'Anna Garcia' }],
      systems: [{ system: 'Electronic record' }, { system: 'Paper archive, building C' }],
      searchedOn: '2026-11-23',
    });
    expect(await openCase(world, desk.specialist, id)).toMatchObject({ status: 'answered', next: 'send-letter' });
    expect(await queuesOf(world, id)).toContain('release.to-work');
    const refused = await close(id);
    expect(refused.body).toMatchObject({ code: 'release/letter-owed' });
    await send(recorded.body.letterId);
    expect((await listed(id)).outcomes).toMatchObject([
      { kind: 'no-records', effect: 'met', letter: { state: 'left' } },
    ]);
    const told = await openCase(world, desk.specialist, id);
    expect(told).toMatchObject({ status: 'answered', next: 'close' });
    expect(told.deadlines).toMatchObject([{ settled: { outcome: 'met', late: false } }]);
    expect((await close(id)).status).toBe(204);
    const entries = await world.sql(
      `SELECT DISTINCT verb FROM audit.entry WHERE outcome = 'done' AND verb IN ('release.record-outcome', 'release.tell-outcome') ORDER BY verb`,
    );
    expect(entries).toEqual([{ verb: 'release.record-outcome' }, { verb: 'release.tell-outcome' }]);
  });

  it('names what its letter lacks, and nothing is recorded', async () => {
    const id = await receive(world, desk, OWN);
    const lacking = await record(id, { kind: 'no-records', reason: 'None here', searched: { asWritten: 'A. Garcia' } });
    expect(lacking.body.code).toBe('release/facts-missing');
    for (const words of ['names that were', 'dates that were', 'where was searched', 'day of the search'])
      expect(lacking.body.detail).toContain(words);
    expect(lacking.body.detail).not.toContain('as written');
    expect(
      (await record(id, { kind: 'not-our-custodian', reason: 'Sold in 2020', words: 'X-rays' })).body,
    ).toMatchObject({
      code: 'release/facts-missing',
      citations: ['45 CFR 164.524(d)(3)'],
    });
    expect((await listed(id)).outcomes).toEqual([]);
  });

  it('says all names under which a patient is known here', async () => {
    const patient = await arrangePerson(world, 'Núñez', 'Lucía');
    const id = await receive(world, desk, OWN);
    await post(id, 'patient', { patientId: patient, matchedOn: ['name', 'birth-date'] });
    const { body } = await record(id, { kind: 'no-records', reason: 'None of 1999', searched: SEARCHED });
    expect((await factsOf(body.outcomeId))?.['names']).toEqual([
      { name: 'Anna Garcia' },
      { name: expect.stringContaining('Núñez') },
    ]);
    expect((await record(id, { kind: 'not-our-patient', reason: 'Unknown', searched: SEARCHED })).body.code).toBe(
      'release/outcome-stands',
    );
  });

  it('tells where the records are kept, with the rule that asks for it, in the language that was chosen', async () => {
    const id = await receive(world, desk, OWN);
    const told = await record(id, {
      ...{ kind: 'not-our-custodian', reason: 'Sold in 2020', words: 'Radiografías de 2015', language: 'es' },
      heldBy: 'Hill Clinic, 4 Mill Road, Akron',
    });
    expect(told.status).toBe(201);
    expect((await listed(id)).outcomes).toMatchObject([
      {
        rules: [{ ruleId: 'us/hipaa/access-held-elsewhere', cite: '45 CFR 164.524(d)(3)' }],
        letter: { language: 'es' },
      },
    ]);
  });

  it('fits its case: each refusal says what to do instead', async () => {
    const patient = await arrangePerson(world, 'Larsen', 'Ida');
    await arrangePaper(world, patient, ['In time']);
    const own = await receive(world, desk, OWN);
    const asked = await receive(world, desk, ATTORNEY);
    expect((await record(own, { kind: 'returned', reason: 'Not our form', words: 'Use our form' })).body).toMatchObject(
      {
        code: 'release/outcome-unfit',
        citations: ['45 CFR 164.524(a)(2)-(3)'],
      },
    );
    expect((await record(asked, { kind: 'returned', reason: 'No signature', words: 'It is not signed' })).status).toBe(
      201,
    );
    const signed = await receive(world, desk, {
      ...ATTORNEY,
      said: { signedBy: 'individual', speaks: 'individual', inWriting: true, goesTo: 'individual' },
    });
    expect((await record(signed, { kind: 'returned', reason: 'Not our form', words: 'Use our form' })).body.code).toBe(
      'release/outcome-unfit',
    );
    expect((await record(own, { kind: 'partial', reason: 'A part' })).body.code).toBe('release/outcome-unfit');
    expect((await record(own, { kind: 'released', reason: 'All of it' })).body.code).toBe('release/outcome-unfit');
    expect(
      (await record(own, { kind: 'no-records', reason: 'None', searched: SEARCHED, withoutLetter: 'No address' })).body
        .code,
    ).toBe('release/letter-needed');
    expect((await record(own, { kind: 'duplicate', reason: 'Twice', duplicateOf: 'R-1999-000001' })).body.code).toBe(
      'release/outcome-unfit',
    );
    expect((await record(own, { kind: 'withdrawn', reason: 'By phone' }, world.person(['coder']))).status).toBe(403);

    const id = await releaseUpToPacket(world, desk, patient);
    await step(world, {
      actor: desk.specialist,
      path: `/release/requests/${id}/deliveries`,
      body: { channel: 'in-person' },
    });
    expect((await record(id, { kind: 'no-records', reason: 'None', searched: SEARCHED })).body.code).toBe(
      'release/outcome-unfit',
    );
  });

  it('of a duplicate names the other request and ends the clock; without a letter it says why', async () => {
    const first = await receive(world, desk, OWN);
    const number = (await world.callAs<{ number: string }>(desk.specialist, 'GET', `/release/requests/${first}`)).body
      .number;
    const id = await receive(world, desk, OWN);
    const { status } = await record(id, {
      ...{
        kind: 'duplicate',
        reason: 'Faxed twice',
        duplicateOf: number.toLowerCase(),
        withoutLetter: 'Told by phone',
      },
    });
    expect(status).toBe(201);
    expect((await close(id)).status).toBe(204);
    expect((await openCase(world, desk.specialist, id)).deadlines).toMatchObject([
      { settled: { outcome: 'cancelled' } },
    ]);
    expect((await listed(id)).outcomes).toMatchObject([{ kind: 'duplicate', letter: null, duplicateOf: { number } }]);
  });

  it('is taken back while nobody was told of it, and not afterwards', async () => {
    const id = await receive(world, desk, OWN);
    const { body } = await record(id, { kind: 'withdrawn', reason: 'He said so by phone' });
    const path = `outcomes/${body.outcomeId}/withdrawal`;
    expect((await post(id, path, { reason: 'He meant another one' })).status).toBe(204);
    expect((await openCase(world, desk.specialist, id)).status).toBe('received');
    expect((await listed(id)).outcomes).toMatchObject([{ withdrawn: {}, letter: { state: 'withdrawn' } }]);
    expect((await post(id, path, { reason: 'Once more' })).body.code).toBe('release/outcome-unknown');
    const again = await record(id, { kind: 'withdrawn', reason: 'Now he did' });
    await send(again.body.letterId);
    expect((await post(id, `outcomes/${again.body.outcomeId}/withdrawal`, { reason: 'No longer' })).body.code).toBe(
      'release/outcome-told',
    );
  });

  it('that ends the case stops a hand-over, until it is taken back', async () => {
    const patient = await arrangePerson(world, 'Berg', 'Ola');
    await arrangePaper(world, patient, ['In time']);
    const id = await releaseUpToPacket(world, desk, patient);
    await record(id, { kind: 'withdrawn', reason: 'They settled' });
    expect((await post(id, 'deliveries', { channel: 'print' })).body.code).toBe('release/too-late');
    const cancelled = await post(id, 'cancellation', { reasonCode: 'withdrawn', reason: 'They settled' }, desk.officer);
    expect(cancelled.body.code).toBe('release/too-late');
  });
});

describe('a denial', () => {
  it('needs a ground that the rule knows, the judgement it rests on, and all that its letter must say', async () => {
    const id = await receive(world, desk, OWN);
    const deny = (more: object, actor = desk.approver) => post(id, 'denial', { ...DENIAL, ...more }, actor);
    expect((await deny({}, desk.specialist)).status).toBe(403);
    expect((await deny({ professional: undefined })).body).toMatchObject({
      code: 'release/no-ground',
      citations: ['45 CFR 164.524(a)(3)'],
    });
    expect((await deny({ ground: 'inmate-copy-jeopardises' })).body.code).toBe('release/no-ground');
    expect((await deny({ contactPhone: undefined })).body).toMatchObject({
      code: 'release/denial-letter-incomplete',
      citations: ['45 CFR 164.524(d)(2)(ii)', '45 CFR 164.524(d)(2)(iii)'],
    });
    expect((await deny({ kind: 'denied-in-part' })).body.code).toBe('release/denial-letter-incomplete');
    const attorney = await receive(world, desk, ATTORNEY);
    expect((await post(attorney, 'denial', DENIAL, desk.approver)).body.code).toBe('release/outcome-unfit');

    const denied = await deny({});
    expect(denied.body).toMatchObject({ reviewable: true });
    expect((await close(id)).body.code).toBe('release/letter-owed');
    await send(denied.body.letterId);
    expect((await openCase(world, desk.specialist, id)).deadlines).toMatchObject([{ settled: { outcome: 'met' } }]);
    expect((await close(id)).status).toBe(204);
  });

  it('is reviewed by a professional who took no part; the decision binds and the case goes on', async () => {
    const id = await receive(world, desk, OWN);
    const { body: denied } = await post(id, 'denial', DENIAL, desk.approver);
    await send(denied.letterId);
    const ask = (more: object = {}) =>
      post(id, `outcomes/${denied.outcomeId}/review`, {
        ...{ askedOn: '2026-11-23', askedHow: 'By letter', reviewer: 'Dr. Max Adler', licence: 'MD, Ohio 35-1234' },
        ...more,
      });
    expect((await ask({ reviewer: 'ruth weiss, M.D.' })).body.code).toBe('release/reviewer-took-part');
    expect((await ask({ reviewer: 'Dr Ruth Weiss' })).body.code).toBe('release/reviewer-took-part');
    expect((await ask()).status).toBe(201);
    expect((await ask()).body.code).toBe('release/review-stands');
    expect(await openCase(world, desk.specialist, id)).toMatchObject({ next: 'review-denial' });
    expect((await close(id)).body.code).toBe('release/review-open');
    expect(await queuesOf(world, id)).toContain('release.review-denial');
    expect(
      await world.sql(`SELECT barred FROM worklist.item WHERE subject_id = $1 AND kind = 'release.review-denial'`, [
        id,
      ]),
    ).toEqual([{ barred: [desk.approver.id] }]);

    const reviewId = (await listed(id)).outcomes[0]?.review?.id ?? '';
    const decide = (actor: Actor) =>
      post(id, `reviews/${reviewId}/decision`, { decision: 'reversed', reason: 'No danger can be seen' }, actor);
    expect((await decide(desk.approver)).body.code).toBe('release/reviewer-took-part');
    expect((await decide(second)).status).toBe(201);
    expect((await decide(second)).body.code).toBe('release/review-unknown');
    expect(await openCase(world, desk.specialist, id)).toMatchObject({ status: 'received', next: 'identify-patient' });
    expect(await queuesOf(world, id)).not.toContain('release.review-denial');
  });

  it('that is reversed after its case was closed begins another case with the same person', async () => {
    const id = await receive(world, desk, OWN);
    const { body: denied } = await post(id, 'denial', DENIAL, desk.approver);
    await send(denied.letterId);
    await close(id);
    await post(id, `outcomes/${denied.outcomeId}/review`, {
      ...{ askedOn: '2026-11-23', askedHow: 'By phone', reviewer: 'Dr. Max Adler', licence: 'MD' },
    });
    const reviewId = (await listed(id)).outcomes[0]?.review?.id ?? '';
    const decided = await world.callAs<{ newRequestId: string; letterId: string }>(
      second,
      'POST',
      `/release/requests/${id}/reviews/${reviewId}/decision`,
      { decision: 'reversed-in-part', reason: 'Two pages only' },
    );
    const fresh = await world.callAs(desk.specialist, 'GET', `/release/requests/${decided.body.newRequestId}`);
    expect(fresh.body).toMatchObject({ status: 'received', requester: { name: 'Ana García' } });
    await send(decided.body.letterId);
    expect(await openCase(world, desk.specialist, id)).toMatchObject({ status: 'closed' });
  });

  it('on a ground without review cannot be reviewed', async () => {
    const id = await receive(world, desk, OWN);
    const { body: denied } = await post(
      id,
      'denial',
      { ...DENIAL, ground: 'information-excepted', professional: undefined },
      desk.approver,
    );
    expect(denied).toMatchObject({ reviewable: false });
    const asked = await post(id, `outcomes/${denied.outcomeId}/review`, {
      ...{ askedOn: '2026-11-23', askedHow: 'By phone', reviewer: 'Dr. Max Adler', licence: 'MD' },
    });
    expect(asked.body.code).toBe('release/not-reviewable');
  });
});

describe('an extension', () => {
  const extend = (id: string, promisedOn: string) =>
    post(id, 'extension', { reason: 'The film archive is off site', promisedOn });

  it('moves the clock once its letter has left, once, and no further than the rule allows', async () => {
    const id = await receive(world, desk, OWN);
    expect((await listed(id)).extension).toEqual({ dueOn: '2026-12-20', latest: '2027-01-19' });
    expect((await extend(id, '2027-01-20')).body).toMatchObject({
      code: 'release/no-extension',
      citations: ['45 CFR 164.524(b)(2)(ii)'],
    });
    expect((await extend(id, '2026-12-20')).body.code).toBe('release/no-extension');
    const { body } = await extend(id, '2027-01-10');
    const dueOn = async () =>
      (await world.sql(`SELECT due_on::text FROM regulations.deadline_state WHERE subject_id = $1`, [id]))[0];
    expect(await dueOn()).toEqual({ due_on: '2026-12-20' });
    expect((await extend(id, '2027-01-11')).body.code).toBe('release/no-extension');
    await send(body.letterId);
    expect(await dueOn()).toEqual({ due_on: '2027-01-10' });
    expect((await listed(id)).outcomes).toMatchObject([{ kind: 'extension', effect: 'extended' }]);
    expect((await listed(id)).extension).toBeNull();
    expect((await extend(id, '2027-01-15')).body.code).toBe('release/no-extension');
  });

  it('whose letter leaves after the day moves nothing, and the case says so', async () => {
    const id = await receive(world, desk, { ...OWN, receivedAt: '2026-10-25T15:00:00Z' });
    const { body } = await extend(id, '2026-12-10');
    world.clock.advance(5 * 86_400_000);
    await send(body.letterId);
    expect((await listed(id)).outcomes).toMatchObject([{ effect: 'regulations/extension-too-late' }]);
    expect((await extend(id, '2026-12-12')).body.code).toBe('release/no-extension');
  });

  it('is not for a request that no clock of the law runs for', async () => {
    const id = await receive(world, desk, ATTORNEY);
    expect((await extend(id, '2027-01-10')).body.code).toBe('release/no-extension');
  });
});
