import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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
  step,
} from '../../../../test/world/release-case.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { rowsOfXlsx } from '../../../platform/reading/rows-of-xlsx.ts';
import { samplePdf } from '../packet/sample-pdf.fixture.ts';
import { recordEncounter } from '../../encounters/index.ts';

vi.setConfig({ testTimeout: 180_000 });
let world: World;
let desk: ReleaseDesk;
let requesterId: string;
let medicare: string;
let plan: string;
const TODAY = '2026-11-23';
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
  const { body } = await send<{ id: string }>('POST', '/release/requesters', {
    ...{ kind: 'organisation', class: 'insurer', name: 'Acme Health Plan' },
  });
  requesterId = body.id;
  medicare = await destination({ name: 'Contractor J15', kind: 'medicare-contractor', caseFormat: '99-999' });
  plan = await destination({ name: 'Acme appeals unit' });
});
afterAll(() => world.close());

const send = <T = unknown>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, actor = desk.specialist) =>
  world.callAs<T & { code?: string }>(actor, method, path, body);
const rules = (more: Record<string, unknown> = {}) => ({
  ...{ requesterId, name: 'Acme audits', kind: 'payer', letterFirst: false },
  ...{ namePattern: '{claim}-{family}-{sequence}', nameLength: 60, nameCharacters: 'letters-digits-dashes' },
  ...{ fileBytes: 50_000_000, submissionBytes: 100_000_000, ways: ['portal', 'fax'] },
  ...more,
});
async function destination(more: Record<string, unknown>): Promise<string> {
  const made = await send<{ id: string }>('POST', '/release/destinations', rules(more), desk.officer);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.id;
}

interface Shown {
  facts: { state: string; dueOn: string | null; claimNumber: string | null } | null;
  clocks: { ruleId: string; dueOn: string; acts: boolean; cite: string }[];
  files: { names: string[]; files: { tooLarge: boolean }[] } | null;
  submissions: { id: string; attempt: number; level: string; files: string[]; proof: { number: string } | null }[];
  appeals: { id: string; state: string; level: string }[];
  standing: { state: string; cases: { id: string; number: string }[] } | null;
  match: { patientId: string; matchedOn: string[] } | null;
  injury: { bodyPart: string } | null;
}
const show = async (id: string) => (await send<Shown>('GET', `/release/requests/${id}/payer`)).body;
const choose = (id: string, body: Record<string, unknown>) => send('PUT', `/release/requests/${id}/payer`, body);

describe('destinations', () => {
  it('are kept with their rules by whoever leads the desk, and by nobody else', async () => {
    const refused = await send('POST', '/release/destinations', rules({ name: 'Mine' }), desk.specialist);
    expect(refused.status).toBe(403);
    const { body } = await send<{ destinations: { name: string; requester: string; fileBytes: number }[] }>(
      'GET',
      '/release/destinations',
    );
    expect(body.destinations).toContainEqual(
      expect.objectContaining({ name: 'Contractor J15', requester: 'Acme Health Plan', fileBytes: 50_000_000 }),
    );
  });

  it('are refused with a path for a name, and with files that hold less than a page', async () => {
    for (const [more, at] of [
      [{ namePattern: '../../{claim}' }, 'namePattern'],
      [{ namePattern: '=HYPERLINK({claim})' }, 'namePattern'],
      [{ fileBytes: 1_000, submissionBytes: 1_000 }, 'fileBytes'],
    ] as const) {
      const answer = await send<{ at?: string }>(
        'POST',
        '/release/destinations',
        rules({ name: 'Unfit', ...more }),
        desk.officer,
      );
      expect(answer).toMatchObject({ status: 400, body: { code: 'release/destination-unfit', at } });
    }
    expect(
      (await send('POST', '/release/destinations', rules({ name: ' contractor j15' }), desk.officer)).body.code,
    ).toBe('release/destination-named');
  });

  it('are changed by who has the newest version, and take nothing once retired', async () => {
    const id = await destination({ name: 'Old unit' });
    const change = (version: number, more: Record<string, unknown> = {}) =>
      send(
        'PUT',
        `/release/destinations/${id}`,
        { version, retired: false, ...rules({ name: 'Old unit' }), ...more },
        desk.officer,
      );
    expect((await change(1, { retired: true })).status).toBe(200);
    expect((await change(1)).body.code).toBe('release/destination-changed');
    const request = await receive(world, desk);
    expect((await choose(request, { destinationId: id })).body.code).toBe('release/destination-retired');
  });
});

describe('a Medicare request for documentation', () => {
  it('starts its own clock from the day on the letter, with the paragraph; the unverified one only warns', async () => {
    const id = await receive(world, desk);
    const wrong = await choose(id, { destinationId: medicare, caseNumber: '12345' });
    expect(wrong.body.code).toBe('release/case-number-unfit');
    expect((await choose(id, { destinationId: medicare, review: 'upic' })).body.code).toBe('release/letter-day-unfit');
    const facts = { destinationId: medicare, caseNumber: '12-345', letterOn: '2026-11-20' };
    expect(await choose(id, { ...facts, review: 'post-payment' })).toMatchObject({
      status: 200,
      body: { dueOn: '2027-01-04' },
    });
    expect((await show(id)).clocks).toEqual([
      expect.objectContaining({ dueOn: '2027-01-04', acts: true, cite: '42 CFR 405.929(b)(1)', met: false }),
    ]);
    // Said again it is the same clock; another review is another.
    await choose(id, { ...facts, review: 'post-payment' });
    await choose(id, { ...facts, review: 'upic' });
    expect((await show(id)).clocks).toEqual([expect.objectContaining({ dueOn: '2026-12-20', acts: true })]);
    await choose(id, { ...facts, review: 'prepayment' });
    const shown = await show(id);
    expect(shown.clocks).toEqual([expect.objectContaining({ dueOn: '2027-01-04', acts: false })]);
    expect(shown.facts?.dueOn).toBeNull();
  });
});

describe('a submission', () => {
  it('waits in the queue until its proof is there, then follows the answers and appeals of the payer', async () => {
    const patientId = await arrangePerson(world, 'Okafor', 'Ngozi');
    await arrangePaper(world, patientId, ['Progress note of Ngozi Okafor']);
    const id = await releaseUpToPacket(world, desk, patientId);
    const base = `/release/requests/${id}/payer`;
    const submit = (more: Record<string, unknown> = {}, actor = desk.officer) =>
      send<{ submissionId: string; attempt: number }>(
        'POST',
        `${base}/submissions`,
        { way: 'portal', handedInOn: TODAY, ...more },
        actor,
      );
    const today = TODAY;
    expect((await submit()).body.code).toBe('release/payer-case-unknown');
    await choose(id, { destinationId: plan, claimNumber: 'CL/1' });
    // What is not in the disclosure log was never handed in.
    expect((await submit()).body.code).toBe('release/log-first');
    await step(world, {
      actor: desk.officer,
      path: `/release/requests/${id}/deliveries`,
      body: { channel: 'electronic' },
    });
    expect((await show(id)).files?.names).toEqual(['CL-1-Okafor-01.pdf']);
    const saved = await world.callAs(desk.officer, 'GET', `/release/requests/${id}/packet/volumes/1`);
    expect(String(saved.headers['content-disposition'])).toContain('CL-1-Okafor-01.pdf');
    expect((await submit({ way: 'mail' })).body.code).toBe('release/submission-unfit');
    const { status, body } = await submit({ theirNumber: 'TRK-9' });
    expect({ status, body }).toMatchObject({ status: 201, body: { attempt: 1 } });
    expect(await queuesOf(world, id)).toContain('release.submission-open');
    expect((await show(id)).facts?.state).toBe('to-prove');

    const proof = { kind: 'portal-receipt', number: 'REC-1', receivedOn: today };
    const prove = (more: object = {}) =>
      send('POST', `${base}/submissions/${body.submissionId}/proof`, { ...proof, ...more });
    expect((await prove({ receivedOn: '2099-01-01' })).body.code).toBe('release/submission-unfit');
    expect((await prove({ documentId: '00000000-0000-4000-8000-000000000009' })).body.code).toBe(
      'release/proof-unknown',
    );
    expect((await prove()).status).toBe(204);
    expect((await prove()).body.code).toBe('release/submission-proved');
    expect(await queuesOf(world, id)).not.toContain('release.submission-open');

    const answer = (more: object) =>
      send('POST', `${base}/submissions/${body.submissionId}/answers`, { answeredOn: today, ...more });
    expect((await answer({ outcome: 'denied' })).body.code).toBe('release/answer-unfit');
    const reason = 'Documentation does not support the level';
    const levelOf = (level: string) => ({ outcome: 'denied', reason, appeal: { level, dueOn: '2027-03-01' } });
    expect((await answer(levelOf('redetermination'))).body.code).toBe('release/appeal-unfit');
    expect((await answer(levelOf('level-1'))).status).toBe(204);
    const open = await show(id);
    expect(open.facts).toMatchObject({ state: 'to-appeal', dueOn: '2027-03-01' });
    expect(await queuesOf(world, id)).toContain('release.submission-open');
    const appealId = open.appeals[0]?.id;
    expect((await submit({ appealId })).body.attempt).toBe(1);
    expect((await show(id)).appeals).toMatchObject([{ level: 'level-1', state: 'filed' }]);
    expect((await send('POST', `${base}/appeals/${appealId}/drop`, { reason: 'Not worth it' })).body.code).toBe(
      'release/appeal-unknown',
    );

    const listed = await send<{ cases: { requestId: string; state: string }[] }>(
      'GET',
      `/release/payers?destinationId=${plan}&state=to-prove`,
    );
    expect(listed.body.cases).toMatchObject([{ requestId: id, state: 'to-prove' }]);
    const csv = await world.callAs<string>(desk.specialist, 'GET', `/release/payers/export?destinationId=${plan}`);
    expect(String(csv.body)).toContain('Acme appeals unit');
    const audited = await world.sql<{ verb: string }>(
      `SELECT verb FROM audit.entry WHERE verb IN ('release.record-submission', 'release.prove-submission') ORDER BY verb`,
    );
    expect(new Set(audited.map(({ verb }) => verb)).size).toBe(2);
  });
});

describe('a disability claim', () => {
  it('is charged to its program, as the destination says, and the claimant is not billed', async () => {
    const dds = await destination({ name: 'State determination', kind: 'disability-determination' });
    const patientId = await arrangePerson(world, 'Whitlock', 'Nora');
    const id = await receive(world, desk, {
      requester: { class: 'government-agency', name: 'Disability determination' },
      purpose: 'legal-claim',
    });
    await identifyAndVerify(world, desk, id, patientId);
    await choose(id, { destinationId: dds });
    const fee = await send<{ input: { program: string } }>('GET', `/release/requests/${id}/fee`);
    expect(fee.body.input.program).toBe('social-security');
    const form = await send('GET', '/release/forms/ssa-827?signedOn=2026-11-02');
    expect(form.body).toMatchObject({ endsOn: '2027-11-02', acts: false });
  });
});

describe('the letter of a destination', () => {
  it('is page 1 of the packet, as it came with the request, and volumes keep within the size it takes', async () => {
    const barcode = await destination({ name: 'Barcode unit', letterFirst: true, fileBytes: 600_000 });
    const taken = await world.callAs<{ items: { id: string }[] }>(
      world.person(['index-clerk']),
      'POST',
      '/intake/items?name=letter.pdf',
      samplePdf([{ text: 'Barcode sheet of the claim' }]),
      { 'content-type': 'application/octet-stream' },
    );
    await world.stack.drain();
    const patientId = await arrangePerson(world, 'Lindqvist', 'Per');
    await arrangePaper(world, patientId, ['Progress note of Per Lindqvist']);
    const id = await receive(world, desk, { intake: { itemId: taken.body.items[0]?.id, pages: [1] } });
    await choose(id, { destinationId: barcode });
    await identifyAndVerify(world, desk, id, patientId);
    await recordAuthority(world, desk, id);
    const { scopeId } = await chooseScope(world, desk, id);
    await step(world, { actor: desk.approver, path: `/release/requests/${id}/approval`, body: { scopeId } });
    await world.stack.drain();
    const { packet } = await openCase(world, desk.specialist, id);
    // Letter, cover, index, the note.
    expect(packet).toMatchObject({ state: 'ready', pages: 4 });
  });
});

describe('workers’ compensation', () => {
  it('leaves out what lies before the injury, and a person puts a document back with a reason', async () => {
    const patientId = await arrangePerson(world, 'Duran', 'Paul');
    const before = await arrangePaper(world, patientId, ['Knee, years ago'], { date: '2025-02-01' });
    const after = await arrangePaper(world, patientId, ['Hand, after the fall'], { date: '2026-09-10' });
    const id = await receive(world, desk, { requester: { class: 'insurer', name: 'Board' }, purpose: 'payment' });
    await identifyAndVerify(world, desk, id, patientId);
    const injury = {
      ...{ injuredOn: '2026-09-01', bodyPart: 'Right hand', claimNumber: 'WC-7' },
      stateLaw: 'ORC 4123 (as the letter cites it)',
    };
    const base = `/release/requests/${id}/payer`;
    expect((await send('POST', `${base}/injury`, { ...injury, injuredOn: '2099-01-01' })).body.code).toBe(
      'release/injury-unfit',
    );
    expect((await send('POST', `${base}/injury`, injury)).status).toBe(204);
    await recordAuthority(world, desk, id, {
      basis: 'workers-compensation',
      form: undefined,
      seen: { 'us/hipaa/disclosure-workers-compensation': { '*': 'found' } },
    });
    const chosen = await chooseScope(world, desk, id, {
      ...{ from: '2025-01-01', to: '2026-12-31', whyWider: 'The board asks for the year before too' },
    });
    expect(chosen).toMatchObject({ included: 1, open: 0, withheld: 1 });
    const documentsOf = async () => (await openCase(world, desk.specialist, id)).scope?.documents ?? [];
    expect((await documentsOf()).find(({ documentId }) => documentId === before.documentId)).toMatchObject({
      decision: 'needs-review',
      reasons: [{ ruleId: 'release/outside-injury', cite: '45 CFR 164.512(l)' }, { ruleId: 'release/other-body-part' }],
      settlement: { decision: 'withhold' },
    });
    await step(world, {
      actor: desk.specialist,
      path: `/release/requests/${id}/scope/documents/${before.documentId}`,
      body: { decision: 'include', reason: 'The same hand was hurt before' },
    });
    expect((await documentsOf()).find(({ documentId }) => documentId === before.documentId)?.settlement).toMatchObject({
      decision: 'include',
    });
    expect((await documentsOf()).find(({ documentId }) => documentId === after.documentId)?.decision).toBe('include');
  });

  it('asks a person about what is clearly of another part of the body, or of the other side, and about nothing else', async () => {
    const patientId = await arrangePerson(world, 'Duran', 'Paula');
    const paper = (text: string) => arrangePaper(world, patientId, [text], { date: '2026-09-10' });
    const knee = await paper('Seen for the left knee, meniscus torn');
    const otherHand = await paper('Stiff left hand since childhood');
    const hand = await paper('Right hand swollen after the fall; the knee is sore too');
    const plain = await paper('Discharged in good health');
    const id = await receive(world, desk, { requester: { class: 'insurer', name: 'Board' }, purpose: 'payment' });
    await identifyAndVerify(world, desk, id, patientId);
    await send('POST', `/release/requests/${id}/payer/injury`, {
      ...{ injuredOn: '2026-09-01', bodyPart: 'Right hand', claimNumber: 'WC-9', stateLaw: 'ORC 4123' },
    });
    await recordAuthority(world, desk, id, {
      basis: 'workers-compensation',
      form: undefined,
      seen: { 'us/hipaa/disclosure-workers-compensation': { '*': 'found' } },
    });
    const { scopeId, ...chosen } = await chooseScope(world, desk, id, { from: '2026-09-01', to: '2026-12-31' });
    expect(chosen).toMatchObject({ included: 2, open: 2, withheld: 0 });
    const documents = (await openCase(world, desk.specialist, id)).scope?.documents ?? [];
    const of = ({ documentId }: { documentId: string }) => documents.find((each) => each.documentId === documentId);
    for (const asked of [knee, otherHand])
      expect(of(asked)).toMatchObject({
        decision: 'needs-review',
        reasons: [{ ruleId: 'release/other-body-part', cite: '45 CFR 164.512(l)' }],
      });
    for (const included of [hand, plain]) expect(of(included)?.decision).toBe('include');
    const approval = await world.callAs<{ code: string }>(desk.approver, 'POST', `/release/requests/${id}/approval`, {
      scopeId,
    });
    expect(approval.body.code).toBe('release/open-decisions');
  });

  it('asks the same of records and claims in Spanish, whichever of the two is in which language', async () => {
    const patientId = await arrangePerson(world, 'Duran', 'Paloma');
    const paper = (text: string) => arrangePaper(world, patientId, [text], { date: '2026-09-10' });
    const rodilla = await paper('Consulta por la rodilla izquierda, menisco roto');
    const otherHand = await paper('Mano izquierda rígida desde la infancia');
    const film = await paper('XR WRIST LEFT 2 VIEWS');
    const scanned = await paper('Fractura de la muneca derecha');
    const mano = await paper('Mano derecha hinchada tras la caída; también duele el tobillo');
    const plain = await paper('Alta en buen estado');
    const id = await receive(world, desk, { requester: { class: 'insurer', name: 'Board' }, purpose: 'payment' });
    await identifyAndVerify(world, desk, id, patientId);
    for (const bodyPart of ['Right hand', 'Mano derecha']) {
      await send('POST', `/release/requests/${id}/payer/injury`, {
        ...{ injuredOn: '2026-09-01', bodyPart, claimNumber: 'WC-11', stateLaw: 'ORC 4123' },
      });
      await recordAuthority(world, desk, id, {
        basis: 'workers-compensation',
        form: undefined,
        seen: { 'us/hipaa/disclosure-workers-compensation': { '*': 'found' } },
      });
      await chooseScope(world, desk, id, { from: '2026-09-01', to: '2026-12-31' });
      const documents = (await openCase(world, desk.specialist, id)).scope?.documents ?? [];
      const of = ({ documentId }: { documentId: string }) =>
        documents.find((each) => each.documentId === documentId)?.decision;
      expect([bodyPart, [rodilla, otherHand, film].map(of), [scanned, mano, plain].map(of)]).toEqual([
        bodyPart,
        ['needs-review', 'needs-review', 'needs-review'],
        ['include', 'include', 'include'],
      ]);
    }
  });

  it('opens a case for new documents of the injury until the last day, and ends by itself', async () => {
    const patientId = await arrangePerson(world, 'Haldane', 'Iris');
    const id = await receive(world, desk);
    await identifyAndVerify(world, desk, id, patientId);
    const base = `/release/requests/${id}/payer`;
    expect((await send('POST', `${base}/standing`, { untilOn: '2027-02-01' })).body.code).toBe(
      'release/injury-unknown',
    );
    const injury = { injuredOn: '2026-09-01', bodyPart: 'Back', claimNumber: 'WC-8', stateLaw: 'ORC 4123' };
    await send('POST', `${base}/injury`, injury);
    await choose(id, { destinationId: plan, claimNumber: 'WC-8' });
    expect((await send('POST', `${base}/standing`, { untilOn: '2020-01-01' })).body.code).toBe(
      'release/standing-unfit',
    );
    expect((await send('POST', `${base}/standing`, { untilOn: '2027-02-01' })).status).toBe(201);
    expect((await send('POST', `${base}/standing`, { untilOn: '2027-02-01' })).body.code).toBe('release/standing-open');
    await arrangePaper(world, patientId, ['Before'], { date: '2026-08-01' });
    await world.stack.drain();
    expect((await show(id)).standing).toMatchObject({ state: 'open', cases: [] });
    await arrangePaper(world, patientId, ['After'], { date: '2026-10-01' });
    await arrangePaper(world, patientId, ['After, the same day'], { date: '2026-10-02' });
    await world.stack.drain();
    const { standing } = await show(id);
    expect(standing?.cases).toHaveLength(1);
    const made = await show(standing?.cases[0]?.id ?? '');
    expect(made).toMatchObject({ injury: { bodyPart: 'Back' }, facts: { claimNumber: 'WC-8', state: 'preparing' } });
    expect((await send('POST', `${base}/standing/end`, { reason: 'The claim was settled' })).status).toBe(204);
    expect((await show(id)).standing?.state).toBe('ended');
  });
});

describe('a payer’s list', () => {
  it('opens cases for matched rows only; ambiguous, unknown and without care in the days get none', async () => {
    const known = await arrangePerson(world, 'Quistgaard', 'Ellen');
    await arrangePerson(world, 'Twinham', 'Jo');
    await arrangePerson(world, 'Twinham', 'Jo');
    const away = await arrangePerson(world, 'Farrow', 'Lena');
    for (const [patientId, at] of [
      [known, '2026-03-02T09:00:00Z'],
      [away, '2024-03-02T09:00:00Z'],
    ] as const)
      await world.system((act) =>
        recordEncounter(act, {
          patientId,
          facilityId: FACILITY,
          facts: { class: 'AMB', startedAt: new Date(at), endedAt: new Date(at) },
          origin: 'desk',
        }),
      );
    const rows = ['Quistgaard, Ellen', 'Twinham, Jo', 'Nobody, Known', 'Farrow, Lena'].map(
      (name) => `"${name}",03/12/1961,CL-${name.slice(0, 3)},01/01/2026,06/30/2026`,
    );
    const csv = ['Member,DOB,Claim,From,To', ...rows].join('\r\n');
    const list = await world.callAs<{ id: string }>(
      desk.specialist,
      'POST',
      '/release/lists?name=audit.csv',
      Buffer.from(csv),
      { 'content-type': 'application/octet-stream' },
    );
    expect(list.status, JSON.stringify(list.body)).toBe(201);
    const settings = {
      ...{ receivedAt: '2026-11-20T15:00:00Z', receivedVia: 'email', destinationId: plan },
      requester: { class: 'insurer', name: 'Audit team', organisation: 'Acme Health Plan' },
      ...{ purpose: 'payment', dateOrder: 'mdy' },
      columns: { name: 'Member', birthDate: 'DOB', reference: 'Claim', from: 'From', to: 'To' },
    };
    interface Outcomes {
      outcomes: { number: number; outcome: string; reasons: string[]; requestId: string | null }[];
    }
    const tried = await send<Outcomes>('POST', `/release/lists/${list.body.id}/dry-run`, settings);
    const expected = [
      [1, 'created', []],
      [2, 'refused', ['match-ambiguous']],
      [3, 'refused', ['match-not-found']],
      [4, 'refused', ['match-no-service']],
    ];
    const brief = ({ outcomes }: Outcomes) =>
      outcomes
        .map(({ number, outcome, reasons }) => [number, outcome, reasons])
        .toSorted((a, b) => Number(a[0]) - Number(b[0]));
    expect(brief(tried.body)).toEqual(expected);
    const nowhere = { ...settings, destinationId: '00000000-0000-4000-8000-000000000009' };
    expect((await send('POST', `/release/lists/${list.body.id}/run`, nowhere)).body.code).toBe(
      'release/destination-unknown',
    );
    await send('POST', `/release/lists/${list.body.id}/run`, settings);
    await world.stack.drain();
    const run = await send<Outcomes>('GET', `/release/lists/${list.body.id}`);
    expect(brief(run.body)).toEqual(expected);
    const id = run.body.outcomes.find(({ number }) => number === 1)?.requestId ?? '';
    // Proposed; a person identifies.
    expect(await show(id)).toMatchObject({
      match: { patientId: known, matchedOn: ['name', 'birth-date'] },
      facts: { claimNumber: 'CL-Qui', state: 'preparing' },
    });
    const answers = await world.callAs<string>(desk.specialist, 'GET', `/release/lists/${list.body.id}/outcomes.csv`);
    for (const word of ['matched', 'ambiguous', 'not-found', 'no-service'])
      expect(String(answers.body)).toContain(word);
    const workbook = await world.callAs<Buffer>(desk.specialist, 'GET', `/release/lists/${list.body.id}/outcomes.xlsx`);
    expect(workbook.headers['content-type']).toContain('spreadsheetml.sheet');
    const book = new TextDecoder().decode(unzipSync(workbook.body)['xl/workbook.xml']);
    expect([...book.matchAll(/sheet name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      ...['all rows', 'matched', 'ambiguous', 'not found', 'no service'],
    ]);
    expect(rowsOfXlsx(workbook.body)[0]?.slice(0, 3)).toEqual(['row', 'outcome', 'match']);
    const stranger = await world.callAs(world.person([]), 'GET', `/release/lists/${list.body.id}/outcomes.xlsx`);
    expect(stranger.status).toBe(403);
  });
});
