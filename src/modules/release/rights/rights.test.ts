import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePaper,
  arrangePerson,
  chooseScope,
  identifyAndVerify,
  receive,
  recordAuthority,
  type ReleaseDesk,
  releaseDesk,
  step,
} from '../../../../test/world/release-case.ts';
import { passTime } from '../../../../test/world/pass-time.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { flagOverdue } from '../fees/flag-overdue.ts';
import type { Actor } from '../../../platform/act.ts';
import { escalate } from '../reports/escalate.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

let world: World;
let desk: ReleaseDesk;
let doctor: Actor;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
  doctor = world.person(['clinician']);
});
afterAll(() => world.close());

type Answer = { id: string; number: string; code?: string; letterId: string; letterNumber: string; detail?: string };
interface Shown {
  state: string;
  next: string;
  clock: { dueOn: string; settled: { outcome: string; late: boolean } | null; extendableTo: string | null };
  steps: { kind: string; effect: string | null; facts: Record<string, unknown> }[];
  toTell: { key: string; source: string; name: string; done: boolean }[];
  price: { costs: boolean; cents: number; cite: string } | null;
  maySay: Record<string, boolean>;
  invoices: { number: string; state: string; balance: number }[];
  toInvoice: boolean;
}
const asker = { inWriting: true, askerName: 'Anna Garcia', askerIsPatient: true, askerAddress: ['1 Elm Street'] };
const CONTACT = { contactName: 'June Abara, privacy officer', contactPhone: '+1 614 555 0100' };

const ask = (patient: string, documentIds: string[], more: Record<string, unknown> = {}, actor = desk.specialist) =>
  world.callAs<Answer>(actor, 'POST', `/patients/${patient}/amendments`, {
    ...asker,
    receivedAt: '2026-11-20T15:00:00Z',
    wrong: 'It says that I smoke',
    shouldSay: 'Never smoked',
    reason: 'I never did',
    documentIds,
    ...more,
  });
const askAccounting = (patient: string, more: Record<string, unknown> = {}) =>
  world.callAs<Answer>(desk.specialist, 'POST', `/patients/${patient}/accountings`, {
    ...asker,
    receivedAt: '2026-11-20T15:00:00Z',
    ...more,
  });
const post = (id: string, what: string, body: Record<string, unknown> = {}, actor = desk.specialist) =>
  world.callAs<Answer>(actor, 'POST', `/release/rights/${id}/${what}`, body);
const show = async (id: string) => (await world.callAs<Shown>(desk.specialist, 'GET', `/release/rights/${id}`)).body;

async function must(answer: Promise<{ status: number; body: Answer }>): Promise<Answer> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(JSON.stringify(body));
  return body;
}

async function invoiced(answer: Promise<{ status: number; body: Answer }>) {
  return (await must(answer)) as Answer & { invoiceId: string };
}

async function letLeave(letterId: string): Promise<void> {
  const { deliveryId } = await step<{ deliveryId: string }>(world, {
    ...{ actor: desk.specialist, path: `/letters/${letterId}/send`, body: { way: { channel: 'print' } } },
  });
  await printed(deliveryId);
}
async function printed(deliveryId: string): Promise<void> {
  await passTime(world, 2 * MINUTE);
  await step(world, { actor: desk.specialist, path: `/outbox/${deliveryId}/printed` });
  await world.stack.drain();
  // News that met another act on the way is told again.
  await passTime(world, MINUTE);
}
const letterText = async (letterId: string) => {
  const [row] = await world.sql<{ template: string; language: string }>(
    'SELECT template, language FROM correspondence.letter WHERE id = $1',
    [letterId],
  );
  return row;
};
const queues = async (id: string) =>
  (
    await world.sql<{ kind: string; assigned_to: string | null }>(
      'SELECT kind, assigned_to FROM worklist.item WHERE subject_id = $1 AND closed_at IS NULL',
      [id],
    )
  ).map(({ kind }) => kind);
const addenda = async (documentId: string) =>
  world.sql<{ kind: string; at_request_of: string; author_name: string; reason: string }>(
    'SELECT kind, at_request_of, author_name, reason FROM documents.amendment WHERE document_id = $1 ORDER BY recorded_at',
    [documentId],
  );

/** Recorded and before its author. */
async function withAuthor(patient: string, documentIds: string[], more: Record<string, unknown> = {}) {
  const { id, number } = await must(ask(patient, documentIds, more));
  await must(post(id, 'author'));
  return { id, number };
}
async function denied(patient: string, documentId: string) {
  const { id } = await withAuthor(patient, [documentId]);
  await must(
    post(id, 'author-answer', { answer: 'denied', ground: 'accurate-and-complete', reason: 'Twenty a day.' }, doctor),
  );
  const { letterId } = await must(post(id, 'answer-letter', CONTACT));
  return { id, letterId };
}

describe('an amendment that a patient asks for', () => {
  it('has sixty days, goes to a clinician, and what is accepted stands beside the entry and answers the clock', async () => {
    const patient = await arrangePerson(world, 'Garcia', 'Anna');
    const { documentId } = await arrangePaper(world, patient, ['Smokes twenty a day']);
    const { id, number } = await must(ask(patient, [documentId]));
    expect(number).toMatch(/^AM-2026-\d{6}$/);
    expect(await show(id)).toMatchObject({ state: 'received', next: 'ask-author', clock: { dueOn: '2027-01-19' } });
    expect(await queues(id)).toEqual(['release.rights-to-work']);

    await must(post(id, 'author'));
    expect(await queues(id)).toEqual(['release.amendment-author']);
    await must(post(id, 'author-answer', { answer: 'accepted', words: 'Never smoked.', reason: 'Mixed up.' }, doctor));
    expect(await addenda(documentId)).toMatchObject([
      { kind: 'amendment', at_request_of: 'patient', author_name: 'clinician' },
    ]);
    expect((await show(id)).next).toBe('write-answer');
    const { letterId } = await must(post(id, 'answer-letter', { ...CONTACT, language: 'es' }));
    expect(await letterText(letterId)).toEqual({ template: 'amendment-accepted', language: 'es' });
    expect(await show(id)).toMatchObject({ next: 'send-letter', clock: { settled: null } });

    await letLeave(letterId);
    expect(await show(id)).toMatchObject({
      state: 'accepted',
      next: 'nothing',
      clock: { settled: { outcome: 'met', late: false } },
    });
    expect(await queues(id)).toEqual([]);
  });

  it('tells those named and earlier recipients, each once and each with a row of the log', async () => {
    const patient = await arrangePerson(world, 'Empfänger', 'Erna');
    const { documentId } = await arrangePaper(world, patient, ['Smokes']);
    for (const name of ['Acme Insurance', 'Acme Insurance'])
      await step(world, {
        actor: desk.specialist,
        path: `/patients/${patient}/disclosures`,
        body: {
          ...{ basis: 'payment', recipient: { name, address: ['1 Plan Way'] }, description: 'Note', purpose: 'Claim' },
          ...{ disclosedAt: '2026-11-19T10:00:00Z', channel: 'mail' },
          documents: [{ patientId: patient, documentId }],
        },
      });
    const { id } = await withAuthor(patient, [documentId], {
      named: [{ name: 'Dr. Kim', organisation: 'Northside Clinic', address: ['2 North Road'] }],
    });
    await must(post(id, 'author-answer', { answer: 'accepted', words: 'Never smoked.', reason: 'Mixed up.' }, doctor));
    await letLeave((await must(post(id, 'answer-letter', CONTACT))).letterId);
    const { toTell, next } = await show(id);
    expect(next).toBe('tell-others');
    expect(toTell.map(({ source, name }) => [source, name])).toEqual([
      ['named', 'Dr. Kim'],
      ['recipient', 'Acme Insurance'],
    ]);
    const tell = toTell.map(({ key }) => ({ key, way: { channel: 'print' } }));
    const before = await world.sql('SELECT id FROM release.disclosure WHERE patient_id = $1', [patient]);
    expect((await post(id, 'told', { tell, leaveOut: [] })).body).toEqual({ told: 2, leftOut: 0 });
    const after = await world.sql<{ basis: string; purpose: string }>(
      'SELECT basis, purpose FROM release.disclosure WHERE patient_id = $1 ORDER BY recorded_at DESC LIMIT 2',
      [patient],
    );
    expect(before).toHaveLength(2);
    expect(after.map(({ basis }) => basis).sort()).toEqual(['payment', 'required-by-law']);
    const again = await post(id, 'told', { tell, leaveOut: [] });
    expect(again.status).toBe(409);

    const deliveries = await world.sql<{ id: string }>(
      `SELECT d.id FROM correspondence.delivery d JOIN correspondence.letter l ON l.id = d.letter_id
       WHERE l.case_id = $1 AND l.template = 'amendment-notice'`,
      [id],
    );
    for (const delivery of deliveries) await printed(delivery.id);
    expect(await show(id)).toMatchObject({ state: 'accepted', next: 'nothing' });
    const open = await world.sql(`SELECT 1 FROM release.disclosure_log WHERE patient_id = $1 AND outcome IS NULL`, [
      patient,
    ]);
    expect(open).toEqual([]);
  });

  it('is denied on one of four grounds only, by the clinician who was asked, and in a letter with the right to disagree', async () => {
    const patient = await arrangePerson(world, 'Nein', 'Nora');
    const { documentId } = await arrangePaper(world, patient, ['Smokes']);
    const { id } = await withAuthor(patient, [documentId]);
    const wrong = await post(id, 'author-answer', { answer: 'denied', reason: 'No time' }, doctor);
    expect(wrong.body.code).toBe('release/rights-unfit');
    expect((await post(id, 'author-answer', { answer: 'denied', ground: 'no-time', reason: 'x' }, doctor)).status).toBe(
      400,
    );
    expect((await post(id, 'author-answer', { answer: 'accepted', reason: 'x' }, doctor)).body.code).toBe(
      'release/rights-unfit',
    );
    // The answer is the professional's: the release desk has no such right.
    const desks = await post(
      id,
      'author-answer',
      { answer: 'denied', ground: 'accurate-and-complete', reason: 'x' },
      desk.specialist,
    );
    expect(desks.status).toBe(403);
    await must(
      post(id, 'author-answer', { answer: 'denied', ground: 'accurate-and-complete', reason: 'Twenty a day.' }, doctor),
    );
    expect(await addenda(documentId)).toEqual([]);
    expect((await show(id)).steps.at(-1)?.facts).toMatchObject({ cite: '45 CFR 164.526(a)(2)(iv)' });
    const { letterId } = await must(post(id, 'answer-letter', CONTACT));
    expect((await letterText(letterId))?.template).toBe('amendment-denied');
    await letLeave(letterId);
    expect(await show(id)).toMatchObject({ state: 'denied', clock: { settled: { outcome: 'met' } } });
  });

  it('that was denied carries the statement of the patient, and its rebuttal, into later releases', async () => {
    const patient = await arrangePerson(world, 'Trotzdem', 'Tina');
    const { documentId } = await arrangePaper(world, patient, ['Smokes']);
    const { id } = await denied(patient, documentId);
    expect((await show(id)).maySay).toEqual({ disagree: true, rideAlong: true, rebut: false });
    const long = await post(id, 'disagreement', { words: 'x'.repeat(5_001) });
    expect(long.body.code).toBe('release/statement-too-long');
    await must(post(id, 'disagreement', { words: 'I have never smoked in my life.' }));
    expect((await post(id, 'disagreement', { words: 'Again.' })).body.code).toBe('release/rights-not-now');
    expect((await post(id, 'ride-along')).body.code).toBe('release/rights-not-now');
    const rebuttal = await must(post(id, 'rebuttal', { words: 'The spouse confirmed it.', author: 'Dr. Ana Müller' }));
    expect((await letterText(rebuttal.letterId))?.template).toBe('amendment-rebuttal');
    expect((await addenda(documentId)).map(({ author_name }) => author_name)).toEqual([
      'Anna Garcia',
      'Dr. Ana Müller',
    ]);

    const request = await receive(world, desk);
    await identifyAndVerify(world, desk, request, patient);
    await recordAuthority(world, desk, request);
    const { scopeId } = await chooseScope(world, desk, request);
    await step(world, { actor: desk.approver, path: `/release/requests/${request}/approval`, body: { scopeId } });
    await world.stack.drain();
    const [packet] = await world.sql<{ pages: number }>('SELECT pages FROM release.packet WHERE request_id = $1', [
      request,
    ]);
    // The note, the statement, the rebuttal, and the cover.
    expect(packet?.pages).toBeGreaterThanOrEqual(4);
  });

  it('that was denied goes along itself where the patient asks for that instead of a statement', async () => {
    const patient = await arrangePerson(world, 'Beilage', 'Bea');
    const { documentId } = await arrangePaper(world, patient, ['Smokes']);
    const { id } = await denied(patient, documentId);
    await must(post(id, 'ride-along'));
    expect(await addenda(documentId)).toMatchObject([
      { reason: expect.stringContaining('164.526(d)(5)(ii)') as string },
    ]);
    expect((await post(id, 'ride-along')).body.code).toBe('release/rights-not-now');
    expect((await post(id, 'rebuttal', { words: 'x', author: 'y' })).body.code).toBe('release/rights-not-now');
  });

  it('is extended once, by thirty days at most, when the letter has left', async () => {
    const patient = await arrangePerson(world, 'Länger', 'Lena');
    const { documentId } = await arrangePaper(world, patient, ['Smokes']);
    const { id } = await must(ask(patient, [documentId]));
    expect((await post(id, 'extension', { reason: 'Author away', promisedOn: '2027-03-01' })).body.code).toBe(
      'release/rights-no-extension',
    );
    const { letterId } = await must(post(id, 'extension', { reason: 'Author away', promisedOn: '2027-02-10' }));
    expect((await show(id)).clock.dueOn).toBe('2027-01-19');
    await letLeave(letterId);
    expect((await show(id)).clock).toMatchObject({ dueOn: '2027-02-10', extendableTo: null });
    expect((await post(id, 'extension', { reason: 'Again', promisedOn: '2027-02-12' })).body.code).toBe(
      'release/rights-no-extension',
    );
  });

  it('is refused for documents of somebody else, for the own record, and to whoever may not work requests', async () => {
    const patient = await arrangePerson(world, 'Eine', 'Eva');
    const other = await arrangePerson(world, 'Andere', 'Ada');
    const { documentId } = await arrangePaper(world, other, ['Smokes']);
    expect((await ask(patient, [documentId])).body.code).toBe('release/document-unknown');
    expect((await ask(other, [documentId], { receivedAt: '2027-11-20T15:00:00Z' })).body.code).toBe(
      'release/received-in-future',
    );
    const own = world.person(['release-specialist'], { ownPatientIds: [other] });
    expect((await ask(other, [documentId], {}, own)).body.code).toBe('access/own-record');
    expect((await ask(other, [documentId], {}, doctor)).status).toBe(403);
    const { id } = await must(ask(other, [documentId]));
    expect((await world.callAs(own, 'GET', `/release/rights/${id}`)).status).toBe(403);
    const [entry] = await world.sql<{ verb: string }>(
      `SELECT verb FROM audit.entry WHERE $1::uuid = ANY (subject_ids) AND outcome = 'done' ORDER BY at LIMIT 1`,
      [id],
    );
    expect(entry?.verb).toBe('release.record-amendment');
  });

  it('that the patient takes back has no clock any more, and nothing can be done about it', async () => {
    const patient = await arrangePerson(world, 'Zurück', 'Zoe');
    const { documentId } = await arrangePaper(world, patient, ['Smokes']);
    const { id } = await must(ask(patient, [documentId]));
    await must(post(id, 'withdrawal', { reason: 'Found the old form' }));
    expect(await show(id)).toMatchObject({ state: 'withdrawn', clock: { settled: { outcome: 'cancelled' } } });
    expect((await post(id, 'author')).body.code).toBe('release/rights-not-now');
  });
});

describe('an accounting that a patient asks for', () => {
  async function disclose(patient: string, name: string, on: string, purpose = 'Report') {
    await step(world, {
      actor: desk.specialist,
      path: `/patients/${patient}/disclosures`,
      body: {
        ...{
          basis: 'public-health-authority',
          recipient: { name, address: ['5 State Street'] },
          description: 'Case report',
        },
        ...{ purpose, disclosedAt: `${on}T10:00:00Z`, channel: 'mail' },
      },
    });
  }

  it('is a letter of the accountable disclosures, and what an agency suspended is left out until its day', async () => {
    const patient = await arrangePerson(world, 'Liste', 'Lisa');
    await disclose(patient, 'Health Department', '2026-10-01');
    await disclose(patient, 'Health Department', '2026-10-20');
    await disclose(patient, 'State Police', '2026-10-05', 'Inquiry');
    const suspend = (body: Record<string, unknown>) =>
      world.callAs<{ until: string; code?: string }>(
        desk.specialist,
        'POST',
        `/patients/${patient}/accounting-suspensions`,
        { agency: 'State Police', official: 'Sgt. Reyes', statedOn: '2026-11-20', reason: 'Would impede', ...body },
      );
    expect((await suspend({ form: 'oral', until: '2027-02-01' })).body.code).toBe('release/rights-unfit');
    expect((await suspend({ form: 'written' })).body.code).toBe('release/rights-unfit');
    expect((await suspend({ form: 'oral' })).body.until).toBe('2026-12-20');

    const { id, number } = await must(askAccounting(patient));
    expect(number).toMatch(/^AD-2026-/);
    expect(await show(id)).toMatchObject({ next: 'account', clock: { dueOn: '2027-01-19' }, price: { costs: false } });
    const { letterId } = await must(post(id, 'accounting'));
    expect((await show(id)).steps.at(-1)?.facts).toMatchObject({ rows: 2, suspended: 1 });
    expect((await post(id, 'accounting')).body.code).toBe('release/rights-not-now');
    await letLeave(letterId);
    expect(await show(id)).toMatchObject({ state: 'accounted', clock: { settled: { outcome: 'met' } } });

    world.clock.advance(31 * DAY);
    const later = await must(askAccounting(patient, { receivedAt: '2026-12-22T15:00:00Z' }));
    await must(post(later.id, 'accounting'));
    expect((await show(later.id)).steps.at(-1)?.facts).toMatchObject({ rows: 3, suspended: 0 });
  });

  it('is free once in twelve months; the next one is priced before, and the patient may take it back', async () => {
    const patient = await arrangePerson(world, 'Preis', 'Petra');
    await world.callAs(desk.officer, 'PUT', `/release/facilities/${FACILITY}/rights-setting`, {
      ...{ statementChars: 5_000, accountingCents: 1_500, staffNames: true },
    });
    const first = await must(askAccounting(patient));
    expect((await post(first.id, 'price', { cents: 500 })).body.code).toBe('release/price-not-allowed');
    await letLeave((await must(post(first.id, 'accounting'))).letterId);

    world.clock.advance(20 * DAY);
    const second = await must(askAccounting(patient, { receivedAt: '2026-12-10T15:00:00Z' }));
    expect(await show(second.id)).toMatchObject({
      next: 'price',
      price: { costs: true, cents: 1_500, cite: '45 CFR 164.528(c)(2)' },
    });
    expect((await post(second.id, 'accounting')).body.code).toBe('release/rights-not-now');
    expect((await post(second.id, 'price', { cents: 1_600 })).body.code).toBe('release/rights-unfit');
    await letLeave((await must(post(second.id, 'price', { cents: 1_500 }))).letterId);
    expect(await show(second.id)).toMatchObject({ state: 'priced', next: 'wait-for-patient' });
    expect(await queues(second.id)).toEqual([]);
    await must(post(second.id, 'price/agreement', { note: 'By telephone' }));
    await must(post(second.id, 'accounting'));
    expect((await show(second.id)).next).toBe('send-letter');

    const third = await must(askAccounting(patient, { receivedAt: '2026-12-11T15:00:00Z' }));
    await letLeave((await must(post(third.id, 'price', { cents: 1_500 }))).letterId);
    await must(post(third.id, 'withdrawal', { reason: 'Too dear' }));
    expect((await show(third.id)).state).toBe('withdrawn');
  });

  it('that costs something is invoiced at the price agreed to, paid or late, taken back and then withdrawn', async () => {
    const patient = await arrangePerson(world, 'Rechnung', 'Rita');
    await world.callAs(desk.officer, 'PUT', `/release/facilities/${FACILITY}/rights-setting`, {
      ...{ statementChars: 5_000, accountingCents: 1_500, staffNames: true },
    });
    await must(post((await must(askAccounting(patient))).id, 'accounting'));
    const received = new Date(world.clock.now().getTime() - DAY).toISOString();
    const { id, number } = await must(askAccounting(patient, { receivedAt: received }));
    const way = { channel: 'print' };
    await letLeave((await must(post(id, 'price', { cents: 1_200 }))).letterId);
    expect((await post(id, 'invoice', { way })).body.code).toBe('release/rights-not-now');
    await must(post(id, 'price/agreement', { note: 'By telephone' }));
    expect(await show(id)).toMatchObject({ toInvoice: true, invoices: [] });
    expect((await post(id, 'invoice', { way }, world.person(['clinician']))).status).toBe(403);

    const invoice = await invoiced(post(id, 'invoice', { way, dueInDays: 10, language: 'es' }));
    expect(await letterText(invoice.letterId)).toEqual({ template: 'accounting-invoice', language: 'es' });
    expect(await show(id)).toMatchObject({
      toInvoice: false,
      next: 'account',
      invoices: [
        {
          ...{ number: invoice.number, payerName: 'Anna Garcia', total: 1_200, balance: 1_200, state: 'open' },
          lines: [{ amount: 1_200, ruleId: 'us/hipaa/accounting-fee', citations: ['45 CFR 164.528(c)(2)'] }],
        },
      ],
    });
    expect((await post(id, 'invoice', { way })).body.code).toBe('release/invoice-open');
    expect((await post(id, 'withdrawal', { reason: 'Too dear' })).body.code).toBe('release/invoice-open');
    const ofInvoice = (what: string, body: Record<string, unknown>, actor = desk.specialist) =>
      world.callAs<Answer & { balance: number }>(actor, 'POST', `/release/invoices/${invoice.invoiceId}/${what}`, body);
    const correction = { way, reason: 'Cheaper', quoteId: invoice.invoiceId };
    expect((await ofInvoice('correction', correction)).body.code).toBe('release/price-was-agreed');

    expect((await ofInvoice('payments', { amountCents: 200, method: 'cash' })).body.balance).toBe(1_000);
    world.clock.advance(12 * DAY);
    await world.system(flagOverdue);
    expect(await queues(id)).toContain('release.invoice-overdue');
    const { body: list } = await world.callAs<{ invoices: { rightsId: string | null }[] }>(
      ...([desk.specialist, 'GET', '/release/invoices?show=overdue'] as const),
    );
    expect(list.invoices.find(({ rightsId }) => rightsId === id)).toMatchObject({
      ...{ requestId: null, requestNumber: number, number: invoice.number, balance: 1_000 },
    });
    expect((await ofInvoice('credit', { reason: 'Withdrawn', way }, desk.officer)).body.balance).toBe(-200);
    expect(await queues(id)).not.toContain('release.invoice-overdue');
    expect((await ofInvoice('refunds', { amountCents: 200, method: 'cash', reason: 'Back' })).body.balance).toBe(0);
    await must(post(id, 'withdrawal', { reason: 'Too dear' }));
    expect(await show(id)).toMatchObject({ state: 'withdrawn', toInvoice: false });
  });

  it('goes back six years and not further, and setting its price is for who manages the desk', async () => {
    const patient = await arrangePerson(world, 'Jahre', 'Jana');
    const { id } = await must(askAccounting(patient, { from: '2001-01-01' }));
    const { body } = await world.callAs<{ period: { from: string } }>(desk.specialist, 'GET', `/release/rights/${id}`);
    expect(body.period.from).toBe('2020-11-20');
    const settings = () =>
      world.callAs<{ settings: { facilityId: string; staffNames: boolean; set: { by: string } | null }[] }>(
        desk.specialist,
        'GET',
        '/release/rights-settings',
      );
    const set = await world.callAs(desk.officer, 'PUT', `/release/facilities/${FACILITY}/rights-setting`, {
      ...{ statementChars: 2_000, accountingCents: 1_500, staffNames: false },
    });
    expect(set.status).toBe(200);
    const shown = (await settings()).body.settings.find(({ facilityId }) => facilityId === FACILITY);
    expect(shown).toMatchObject({ statementChars: 2_000, staffNames: false, set: { by: desk.officer.id } });
    const denied = await world.callAs(desk.specialist, 'PUT', `/release/facilities/${FACILITY}/rights-setting`, {
      ...{ statementChars: 5_000, accountingCents: 0, staffNames: false },
    });
    expect(denied.status).toBe(403);
    const listed = await world.callAs<{ requests: { id: string }[] }>(desk.specialist, 'GET', '/release/rights');
    expect(listed.body.requests.map((each) => each.id)).toContain(id);
  });
});

describe('a request of a patient whose clock is about to break', () => {
  it('comes before whoever leads the desk, also while it waits for the author, and goes when it is extended', async () => {
    const patient = await arrangePerson(world, 'Eilig', 'Ella');
    const { documentId } = await arrangePaper(world, patient, ['Smokes']);
    const at = (days: number) => new Date(world.clock.now().getTime() + days * DAY).toISOString();
    // Sixty days end in four.
    const { id } = await withAuthor(patient, [documentId], { receivedAt: at(-56) });
    const { id: far } = await must(askAccounting(patient, { receivedAt: at(-2) }));
    const late = () => world.system((act) => escalate(act));
    await late();
    await late();
    expect((await queues(id)).sort()).toEqual(['release.amendment-author', 'release.rights-about-to-break']);
    expect(await queues(far)).toEqual(['release.rights-to-work']);
    const { letterId } = await must(post(id, 'extension', { reason: 'Author away', promisedOn: at(25).slice(0, 10) }));
    expect(await queues(id)).toContain('release.rights-about-to-break');
    await letLeave(letterId);
    expect(await queues(id)).toEqual(['release.amendment-author']);
    await must(post(id, 'withdrawal', { reason: 'Called and took it back' }));
    await late();
    expect(await queues(id)).toEqual([]);
  });
});
