import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  arrangePaper,
  arrangePerson,
  chooseScope,
  identifyAndVerify,
  queuesOf,
  receive,
  recordAuthority,
  type ReleaseDesk,
  releaseDesk,
} from '../../../../test/world/release-case.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import type { Actor } from '../../../platform/act.ts';
import { flagOverdue } from './flag-overdue.ts';

let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
});
afterAll(() => world.close());
beforeEach(() => moveTo('NY'));

const moveTo = (state: string) =>
  world.sql(`UPDATE directory.facility SET state = $1 WHERE id = $2`, [state, FACILITY]);
const INPUT = {
  ...{ copyForm: 'paper', heldElectronically: true, custodian: 'hospital', program: 'none', claimForBenefits: false },
  ...{ nonPaperItems: 0, yearsSearched: 0, certifications: 0, affidavits: 0, laborMinutes: 0, laborCentsPerHour: 0 },
  ...{ suppliesCents: 0, mediaCents: 0, postageCents: 0, summaryCents: 0, searchCents: 0 },
  ...{ customaryBaseCents: 0, customaryPageCents: 0 },
};

interface Fee {
  counted: { pages: number };
  quote: { id: string; total: number; lines: { working: string; citations: string[] }[] } | null;
  changed: { total: number; difference: number } | null;
  differenceToInvoice: number | null;
  waiver: { reason: string } | null;
  terms: { prepay: boolean; dueInDays: number } | null;
  unpaidCare: { text: string; cite: string } | null;
  invoices: {
    id: string;
    number: string;
    issuedOn: string;
    dueOn: string;
    prepay: boolean;
    state: string;
    balance: number;
    total: number;
    replaces: string | null;
    replacedBy: string | null;
    confirmedReason: string | null;
    letterId: string | null;
    entries: { kind: string; amount: number; number: string | null }[];
  }[];
}
type Answer = Record<string, never> & { code?: string; detail?: string; [key: string]: unknown };

const as = async (actor: Actor, method: 'GET' | 'POST', path: string, body?: unknown) =>
  world.callAs<Answer>(actor, method, path, body);
const post = (path: string, body: unknown, actor = desk.specialist) => as(actor, 'POST', path, body);
const feeOf = async (id: string) =>
  (await world.callAs<Fee>(desk.specialist, 'GET', `/release/requests/${id}/fee`)).body;
const quote = async (id: string, more: object = {}) => {
  const { status, body } = await post(`/release/requests/${id}/fee/quotes`, { ...INPUT, ...more });
  expect([status, body]).toMatchObject([201, {}]);
  return body as unknown as { quoteId: string; total: number; acts: boolean; kind: string };
};
const issue = (id: string, quoteId: string, more: object = {}) =>
  post(`/release/requests/${id}/fee/invoices`, { quoteId, dueInDays: 30, way: { channel: 'print' }, ...more });
const only = async (id: string) => {
  const invoice = (await feeOf(id)).invoices[0];
  if (invoice === undefined) throw new Error('there is no invoice');
  return invoice;
};

/** A request with three pages in its scope. */
async function scoped(family: string, request: Record<string, unknown> = {}, own = false) {
  const patient = await arrangePerson(world, family, 'María');
  await arrangePaper(world, patient, ['One', 'Two', 'Three']);
  const id = await receive(world, desk, request);
  await identifyAndVerify(world, desk, id, patient);
  if (own)
    await recordAuthority(world, desk, id, {
      basis: 'to-individual',
      form: undefined,
      seen: {},
      recipient: 'individual',
    });
  else await recordAuthority(world, desk, id);
  await chooseScope(world, desk, id);
  return { patient, id };
}
const PATIENT = {
  requester: { class: 'individual', name: 'María Ortiz', address: ['7 Elm Street'] },
  purpose: 'at-request-of-individual',
  copyForm: 'electronic',
};

describe('the life of a fee', () => {
  it('is worked out from the pages of the scope, invoiced by letter, paid in part, overpaid and given back', async () => {
    const { id } = await scoped('García');
    const made = await quote(id);
    expect(made).toMatchObject({ total: 225, acts: true, kind: 'schedule' });
    expect((await feeOf(id)).quote?.lines).toMatchObject([
      { working: '3 × $0.75 (numbers 1 to 3)', citations: ['N.Y. Pub. Health Law 17, 18'] },
    ]);

    const sent = await issue(id, made.quoteId, { prepay: true });
    expect(sent).toMatchObject({ status: 201, body: { number: expect.stringMatching(/^F-2026-\d{6}$/) as string } });
    const letters = await world.callAs<{
      letters: { template: string; recipientName: string; deliveries: unknown[] }[];
    }>(desk.specialist, 'GET', `/cases/release/${id}/letters`);
    expect(letters.body.letters).toMatchObject([
      { template: 'fee-invoice', recipientName: 'Dana Whitfield', deliveries: [{}] },
    ]);
    const waiting = await as(desk.specialist, 'GET', `/release/requests/${id}`);
    expect(waiting.body).toMatchObject({ pended: true, pends: [{ waitingFor: 'payment', resumedAt: null }] });

    const { id: invoiceId } = await only(id);
    const pay = (amountCents: number) =>
      post(`/release/invoices/${invoiceId}/payments`, { amountCents, method: 'check', reference: 'check 10442' });
    expect((await pay(100)).body).toMatchObject({ balance: 125 });
    expect(await only(id)).toMatchObject({ state: 'part-paid' });
    expect((await as(desk.specialist, 'GET', `/release/requests/${id}`)).body).toMatchObject({ pended: true });
    expect((await pay(200)).body).toMatchObject({ balance: -75 });
    expect((await as(desk.specialist, 'GET', `/release/requests/${id}`)).body).toMatchObject({ pended: false });
    expect((await pay(1)).body.code).toBe('release/invoice-paid');
    const refund = (amountCents: number) =>
      post(`/release/invoices/${invoiceId}/refunds`, { amountCents, method: 'check', reason: 'Paid too much' });
    expect((await refund(76)).body.code).toBe('release/not-overpaid');
    expect((await refund(75)).body).toMatchObject({ balance: 0 });
    expect(await only(id)).toMatchObject({ state: 'paid', balance: 0 });

    const verbs = await world.sql<{ verb: string }>(
      `SELECT DISTINCT verb FROM audit.entry WHERE outcome = 'done' AND verb IN ('release.quote-fee', 'release.issue-invoice', 'release.record-payment', 'release.record-refund') ORDER BY verb`,
    );
    expect(verbs.map(({ verb }) => verb)).toEqual([
      ...['release.issue-invoice', 'release.quote-fee', 'release.record-payment', 'release.record-refund'],
    ]);
  });

  it('begins with the terms agreed with the requester, and goes by what is said otherwise', async () => {
    const made = await post('/release/requesters', {
      ...{ kind: 'organisation', class: 'attorney', name: 'Prepaid Law' },
      terms: { prepay: true, dueInDays: 14 },
    });
    const requester = { class: 'attorney', name: 'Prepaid Law', directoryId: made.body['id'] };
    const agreed = await scoped('Terms', { requester });
    expect((await feeOf(agreed.id)).terms).toEqual({ prepay: true, dueInDays: 14 });
    const first = await quote(agreed.id);
    expect((await issue(agreed.id, first.quoteId, { dueInDays: undefined })).status).toBe(201);
    expect(await only(agreed.id)).toMatchObject({ issuedOn: '2026-11-23', dueOn: '2026-12-07', prepay: true });

    const otherwise = await scoped('Otherwise', { requester });
    const second = await quote(otherwise.id);
    await issue(otherwise.id, second.quoteId, { dueInDays: 60, prepay: false });
    expect(await only(otherwise.id)).toMatchObject({ dueOn: '2027-01-22', prepay: false });

    // Somebody else who pays has agreed to nothing.
    const paid = await scoped('Elsewhere', { requester });
    const third = await quote(paid.id);
    await issue(paid.id, third.quoteId, { dueInDays: undefined, payer: { name: 'Uncle Joe', lines: [] } });
    expect(await only(paid.id)).toMatchObject({ dueOn: '2026-12-23', prepay: false });
    const half = await post('/release/requesters', {
      ...{ kind: 'organisation', class: 'attorney', name: 'Half', terms: { prepay: true } },
    });
    expect(half.status).toBe(400);
  });

  it('is told beforehand in a letter that asks for nothing, and not once the scope has changed', async () => {
    const { id, patient } = await scoped('Abend');
    const { quoteId } = await quote(id);
    const tell = () => post(`/release/requests/${id}/fee/quotes/${quoteId}/letter`, { way: { channel: 'print' } });
    expect((await tell()).status).toBe(201);
    const { body } = await world.callAs<{ letters: { template: string }[] }>(
      ...([desk.specialist, 'GET', `/cases/release/${id}/letters`] as const),
    );
    expect(body.letters.map(({ template }) => template)).toEqual(['fee-estimate']);
    expect((await feeOf(id)).invoices).toEqual([]);
    await arrangePaper(world, patient, ['Four']);
    await chooseScope(world, desk, id);
    expect((await tell()).body.code).toBe('release/quote-outdated');
  });

  it('a payment whose answer was lost is recorded once when it is sent again', async () => {
    const { id } = await scoped('Zeller');
    await issue(id, (await quote(id)).quoteId);
    const { id: invoiceId } = await only(id);
    const send = () =>
      world.callAs<{ balance: number }>(
        ...([desk.specialist, 'POST', `/release/invoices/${invoiceId}/payments`] as const),
        { amountCents: 100, method: 'cash' },
        { 'idempotency-key': 'the same press' },
      );
    expect([(await send()).body.balance, (await send()).body.balance]).toEqual([125, 125]);
    expect((await only(id)).entries).toHaveLength(1);
  });

  it('a returned payment opens the invoice again', async () => {
    const { id } = await scoped('Bianchi');
    await issue(id, (await quote(id)).quoteId);
    const { id: invoiceId } = await only(id);
    await post(`/release/invoices/${invoiceId}/payments`, { amountCents: 225, method: 'check' });
    const back = (amountCents: number) =>
      post(`/release/invoices/${invoiceId}/returned-payments`, { amountCents, reason: 'No funds, says the bank' });
    expect((await back(226)).body.code).toBe('release/not-paid-before');
    expect((await back(225)).body).toMatchObject({ balance: 225 });
    expect(await only(id)).toMatchObject({ state: 'open' });
  });

  it('shows the difference when the scope changes, and corrects by credit note and new invoice, never by an edit', async () => {
    const { id, patient } = await scoped('Nowak');
    const first = await quote(id);
    await issue(id, first.quoteId);
    const former = await only(id);
    await post(`/release/invoices/${former.id}/payments`, { amountCents: 225, method: 'cash' });
    await arrangePaper(world, patient, ['Four', 'Five']);
    await chooseScope(world, desk, id);
    expect((await feeOf(id)).changed).toMatchObject({ total: 375, difference: 150 });

    const way = { dueInDays: 30, way: { channel: 'print' }, reason: 'Two more pages' };
    const correct = (quoteId: string) => post(`/release/invoices/${former.id}/correction`, { quoteId, ...way });
    expect((await correct(first.quoteId)).body.code).toBe('release/quote-outdated');
    const second = await quote(id);
    expect((await feeOf(id)).differenceToInvoice).toBe(150);
    expect((await issue(id, second.quoteId)).body.code).toBe('release/invoice-stands');
    expect((await correct(second.quoteId)).status).toBe(201);

    const { invoices } = await feeOf(id);
    expect(invoices).toMatchObject([
      {
        total: 375,
        balance: 150,
        state: 'part-paid',
        replaces: former.number,
        entries: [{ kind: 'carried-in', amount: 225 }],
      },
      { total: 225, balance: 0, state: 'replaced' },
    ]);
    expect(invoices[1]?.entries.map(({ kind }) => kind).sort()).toEqual(['carried-out', 'credit', 'payment']);
    expect(invoices[1]?.replacedBy).toBe(invoices[0]?.number);
    expect(invoices[1]?.entries.find(({ kind }) => kind === 'credit')?.number).toMatch(/^C-2026-/);
    expect((await correct(second.quoteId)).body.code).toBe('release/invoice-credited');
    expect((await post(`/release/invoices/${former.id}/payments`, { amountCents: 1, method: 'cash' })).body.code).toBe(
      'release/invoice-credited',
    );
    await expect(world.sql(`SET ROLE chartkeeper_app; UPDATE release.fee_invoice SET total_cents = 1`)).rejects.toThrow(
      /permission denied/,
    );
    await world.sql('RESET ROLE');
  });

  it('is taken back by whoever may waive; what was paid is then owed', async () => {
    const { id } = await scoped('Costa');
    await issue(id, (await quote(id)).quoteId);
    const { id: invoiceId } = await only(id);
    await post(`/release/invoices/${invoiceId}/payments`, { amountCents: 225, method: 'cash' });
    const body = { reason: 'Sent to the wrong firm', way: { channel: 'print' } };
    expect((await post(`/release/invoices/${invoiceId}/credit`, body)).status).toBe(403);
    expect((await post(`/release/invoices/${invoiceId}/credit`, body, desk.approver)).body).toMatchObject({
      balance: -225,
    });
    expect(await only(id)).toMatchObject({ state: 'overpaid' });
  });
});

describe('what may be charged', () => {
  it('of the patient is the flat option; the letter says that an unpaid bill for care is no ground', async () => {
    const { id } = await scoped('Ortiz', PATIENT, true);
    expect((await feeOf(id)).unpaidCare).toMatchObject({ cite: '45 CFR 164.524(a)(1)-(3)' });
    const before = await as(desk.specialist, 'GET', `/release/requests/${id}`);
    const made = await quote(id, { copyForm: 'electronic' });
    expect(made).toMatchObject({ total: 650, kind: 'patient' });
    expect((await issue(id, made.quoteId, { prepay: true })).status).toBe(201);
    // The clock of access does not stop for a fee.
    const after = await as(desk.specialist, 'GET', `/release/requests/${id}`);
    expect(after.body['deadlines']).toEqual(before.body['deadlines']);
  });

  it('nothing is invoiced for continuity of care', async () => {
    const { id } = await scoped('Diaz', { requester: { class: 'provider', name: 'Dr. Ito' }, purpose: 'treatment' });
    const made = await quote(id);
    expect(made).toMatchObject({ total: 0, kind: 'continuity-of-care' });
    expect((await issue(id, made.quoteId)).body.code).toBe('release/nothing-to-charge');
  });

  it('a figure that nobody verified is charged only with a reason, which is kept', async () => {
    await moveTo('OH');
    const { id } = await scoped('Ernst');
    const made = await quote(id);
    expect(made).toMatchObject({ total: 2_674, acts: false });
    const refused = await issue(id, made.quoteId);
    expect(refused.body.code).toBe('release/fee-unconfirmed');
    expect(refused.body.detail).toMatch(/Not verified/);
    expect((await issue(id, made.quoteId, { confirm: 'Read in the sheet of 2026' })).status).toBe(201);
    expect(await only(id)).toMatchObject({ confirmedReason: 'Read in the sheet of 2026' });
  });

  it('Social Security is billed as the one who asks, never the claimant', async () => {
    const { id } = await scoped('Frank', {
      requester: { class: 'attorney', name: 'Dana Whitfield' },
      purpose: 'other',
    });
    const made = await quote(id, { program: 'social-security', programCents: 1_500 });
    expect(made).toMatchObject({ total: 1_500, kind: 'social-security' });
    const confirm = 'Fee stands in the request';
    expect((await issue(id, made.quoteId, { confirm })).body.code).toBe('release/patient-not-billed');
    const payer = { name: 'Disability Determination Services', lines: ['1 State Plaza'] };
    expect((await issue(id, made.quoteId, { confirm, payer })).status).toBe(201);
  });

  it('an old quote, one of another request and a changed rule are not sent', async () => {
    const { id } = await scoped('Gruber');
    const old = await quote(id);
    const newer = await quote(id, { nonPaperItems: 1 });
    expect((await issue(id, old.quoteId)).body.code).toBe('release/quote-unknown');
    await moveTo('FL');
    expect((await issue(id, newer.quoteId)).body.code).toBe('release/quote-outdated');
  });
});

describe('forgiving', () => {
  it('waives the whole fee before an invoice, with a reason, by whoever may', async () => {
    const { id } = await scoped('Haas');
    const made = await quote(id);
    const waive = (actor: Actor) => post(`/release/requests/${id}/fee/waiver`, { reason: 'Hardship' }, actor);
    expect((await waive(desk.specialist)).status).toBe(403);
    expect((await waive(desk.approver)).status).toBe(204);
    expect((await waive(desk.approver)).body.code).toBe('release/fee-waived');
    expect((await issue(id, made.quoteId)).body.code).toBe('release/fee-waived');
    expect((await feeOf(id)).waiver).toMatchObject({ reason: 'Hardship' });
  });

  it('waives a part and writes off the rest, never more than is open', async () => {
    const { id } = await scoped('Ito');
    await issue(id, (await quote(id)).quoteId);
    const { id: invoiceId } = await only(id);
    const forgive = (kind: string, amountCents: number, actor = desk.approver) =>
      post(`/release/invoices/${invoiceId}/waivers`, { kind, amountCents, reason: 'Agreed on the phone' }, actor);
    expect((await forgive('waiver', 100, desk.specialist)).status).toBe(403);
    expect((await forgive('waiver', 226)).body.code).toBe('release/more-than-open');
    expect((await forgive('waiver', 100)).body).toMatchObject({ balance: 125 });
    expect((await forgive('write-off', 125)).body).toMatchObject({ balance: 0 });
    expect(await only(id)).toMatchObject({ state: 'forgiven' });
    expect((await forgive('waiver', 0)).status).toBe(400);
  });
});

describe('what is late', () => {
  it('waits in a queue from the day after, and no longer once it is paid', async () => {
    const { id } = await scoped('Jansen');
    await issue(id, (await quote(id)).quoteId, { dueInDays: 0 });
    const overdue = async () => (await queuesOf(world, id)).includes('release.invoice-overdue');
    await world.system(flagOverdue);
    expect(await overdue()).toBe(false);
    world.clock.advance(86_400_000);
    await world.system(flagOverdue);
    await world.system(flagOverdue);
    expect(await overdue()).toBe(true);
    const { id: invoiceId } = await only(id);
    const list = await as(desk.specialist, 'GET', '/release/invoices?show=overdue');
    expect(list.body['invoices']).toMatchObject([{ id: invoiceId, daysLate: 1, age: 'late-30', balance: 225 }]);
    await post(`/release/invoices/${invoiceId}/payments`, { amountCents: 225, method: 'bank-transfer' });
    expect(await overdue()).toBe(false);
  });

  it('an invoice that was sent before it was recorded is late at once, and makes no letter', async () => {
    const { id } = await scoped('Klein');
    const { quoteId } = await quote(id);
    const sent = (issuedOn: string) => issue(id, quoteId, { dueInDays: 0, way: { channel: 'sent-before', issuedOn } });
    expect((await sent('2026-11-19')).body.code).toBe('release/issued-outside');
    expect((await sent('2027-01-19')).body.code).toBe('release/issued-outside');
    expect((await sent('2026-11-21')).body).toMatchObject({ letterId: null });
    expect(await queuesOf(world, id)).toContain('release.invoice-overdue');
  });

  it('is exported for a spreadsheet in which no cell is a formula', async () => {
    const { id } = await scoped('Lopez', {
      requester: { class: 'attorney', name: '=HYPERLINK("http://x","y")' },
      purpose: 'legal-claim',
    });
    await issue(id, (await quote(id)).quoteId);
    const { status, body, headers } = await world.callAs<unknown>(desk.specialist, 'GET', '/release/invoices/export');
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    const text = Buffer.isBuffer(body) ? body.toString('utf8') : String(body);
    expect(text).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    expect(text).toMatch(/^\u{FEFF}invoice,request,payer,issued,due,total USD,open USD,days late,age\r\n/u);
  });
});

describe('bad input and closed doors', () => {
  it('the number of a card is refused and not repeated', async () => {
    const { id } = await scoped('Meyer');
    await issue(id, (await quote(id)).quoteId);
    const { id: invoiceId } = await only(id);
    const refused = await post(`/release/invoices/${invoiceId}/payments`, {
      ...{ amountCents: 225, method: 'card-terminal', reference: '4111 1111 1111 1111' },
    });
    expect(refused.body.code).toBe('release/card-number');
    expect(JSON.stringify(refused.body)).not.toContain('4111');
  });

  it('amounts are whole cents above nothing, and counts are bounded', async () => {
    const { id } = await scoped('Neri');
    for (const wrong of [
      { postageCents: 1.5 },
      { postageCents: -1 },
      { pages: 1e9 },
      { laborMinutes: '7' },
      { surprise: 1 },
    ])
      expect((await post(`/release/requests/${id}/fee/quotes`, { ...INPUT, ...wrong })).status).toBe(400);
    await issue(id, (await quote(id)).quoteId);
    const { id: invoiceId } = await only(id);
    for (const amountCents of [0, -1, 0.5, '100'])
      expect((await post(`/release/invoices/${invoiceId}/payments`, { amountCents, method: 'cash' })).status).toBe(400);
  });

  it('a request without a patient has no fee yet, an unknown invoice is not found', async () => {
    const id = await receive(world, desk);
    expect((await post(`/release/requests/${id}/fee/quotes`, INPUT)).body.code).toBe('release/not-yet');
    const none = '00000000-0000-4000-8000-000000000000';
    expect((await post(`/release/invoices/${none}/payments`, { amountCents: 1, method: 'cash' })).body.code).toBe(
      'release/invoice-unknown',
    );
  });

  it('neither a coder nor the person concerned gets in', async () => {
    const { id, patient } = await scoped('Olsen');
    await issue(id, (await quote(id)).quoteId);
    const { id: invoiceId } = await only(id);
    const coder = world.person(['coder']);
    for (const path of [`/release/requests/${id}/fee`, '/release/invoices', '/release/invoices/export'])
      expect((await as(coder, 'GET', path)).status).toBe(403);
    const concerned = world.person(['release-specialist'], { ownPatientIds: [patient] });
    expect((await as(concerned, 'GET', `/release/requests/${id}/fee`)).body.code).toBe('release/own-record');
    expect(
      (await post(`/release/invoices/${invoiceId}/payments`, { amountCents: 1, method: 'cash' }, concerned)).body.code,
    ).toBe('release/own-record');
    const list = await as(concerned, 'GET', '/release/invoices');
    expect(JSON.stringify(list.body)).not.toContain(invoiceId);
  });

  it('the fee is hidden with the patient when the patient becomes a protected person', async () => {
    const { id, patient } = await scoped('Prinz');
    await issue(id, (await quote(id)).quoteId);
    const { id: invoiceId } = await only(id);
    expect(
      (await as(desk.officer, 'POST', `/patients/${patient}/flags`, { kind: 'vip', reason: 'Known person' })).status,
    ).toBeLessThan(300);
    await world.stack.drain();
    expect(JSON.stringify((await as(desk.specialist, 'GET', '/release/invoices')).body)).not.toContain(invoiceId);
    expect(JSON.stringify((await as(desk.officer, 'GET', '/release/invoices')).body)).toContain(invoiceId);
  });
});
