import { printCents } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import { draftLetter, prepareLetter, sendLetter, type StoredLetter } from '../../correspondence/index.ts';
import type { LoadedRequest } from '../load-request.ts';
import { namedInNews } from './charged.ts';
import { envelope, nextNumber, within, type Context, type Way } from './fee-letter.ts';
import { checkInvoice, prepareFrom, writeInvoice, type IssueInvoice, type PreparedInvoice } from './issue-invoice.ts';
import { endWait, type LoadedInvoice, loadInvoice, mustStand, writeEntries } from './load-invoice.ts';
import { feeProblems } from './problems.ts';

export interface CreditInvoice {
  readonly invoiceId: string;
  readonly reason: string;
  readonly way: Exclude<Way, { channel: 'sent-before' }>;
}

export interface PreparedCredit {
  readonly creditNumber: string;
  readonly letter: StoredLetter;
}

/** Outside the transaction: the credit note is set in type. @throws release/invoice-unknown, release/invoice-credited */
export async function prepareCredit(context: Context, input: CreditInvoice): Promise<PreparedCredit> {
  const { invoice, creditNumber } = await within(context)(async (act) => {
    const found = await loadInvoice(act, input.invoiceId);
    mustStand(found);
    return { invoice: found, creditNumber: await nextNumber(act, 'C', found.charged.today) };
  });
  const { row, charged } = invoice;
  const letter = await prepareLetter(context.services, within(context), {
    template: 'fee-credit-note',
    facts: {
      creditNumber,
      invoiceNumber: row.number,
      issuedOn: row.issued_on,
      requestNumber: charged.number,
      total: printCents(row.total_cents, 'USD'),
      ...(invoice.paid > 0 ? { paid: printCents(invoice.paid, 'USD') } : {}),
    },
    ...(await envelope(context, charged, {
      payer: { name: row.payer_name, lines: row.payer_lines },
      isRequester: row.payer_name === charged.asker.name,
    })),
  });
  return { creditNumber, letter };
}

/** Takes an invoice back in full. What was paid on it is then owed to who paid it. */
export async function creditInvoice(
  act: Act,
  input: CreditInvoice,
  prepared: PreparedCredit,
): Promise<{ creditNumber: string; balance: number }> {
  const invoice = await loadInvoice(act, input.invoiceId);
  mustStand(invoice);
  const { letterId } = await draftLetter(act, prepared.letter);
  await sendLetter(act, { letterId, way: input.way });
  const balance = await writeEntries(act, invoice, [
    {
      ...{ kind: 'credit', amount: invoice.row.total_cents, number: prepared.creditNumber },
      ...{ reason: input.reason, letterId },
    },
  ]);
  await endWait(act, invoice);
  act.emit('release.invoice-credited', { ...namedInNews(invoice.charged), invoiceId: invoice.row.id });
  return { creditNumber: prepared.creditNumber, balance };
}

/** What an accounting costs was agreed to: it is taken back or stands. @throws release/price-was-agreed */
function mustBeCopies({ charged: { request } }: LoadedInvoice): LoadedRequest {
  if (request !== null) return request;
  throw feeProblems.priceWasAgreed({
    detail: 'Nothing was changed. Take this invoice back; where another price is agreed to, send a new one.',
  });
}

export interface CorrectInvoice extends Omit<IssueInvoice, 'requestId'> {
  readonly invoiceId: string;
  readonly reason: string;
}

export interface PreparedCorrection extends PreparedInvoice {
  readonly creditNumber: string;
}

/** Outside the transaction: the new invoice, which says that it replaces the former one. */
export async function prepareCorrection(context: Context, input: CorrectInvoice): Promise<PreparedCorrection> {
  const made = await within(context)(async (act) => {
    const invoice = await loadInvoice(act, input.invoiceId);
    mustStand(invoice);
    const checked = await checkInvoice(act, { ...input, requestId: mustBeCopies(invoice).id }, input.invoiceId);
    const { today } = checked.request;
    return {
      ...checked,
      ...{ number: await nextNumber(act, 'F', today), creditNumber: await nextNumber(act, 'C', today) },
      replaces: invoice.row.number,
    };
  });
  const { request, quote, number, creditNumber, terms, replaces } = made;
  const of = { input: { ...input, requestId: request.id }, number, terms, replaces };
  return { ...(await prepareFrom(context, request, quote, of)), creditNumber };
}

/**
 * A changed invoice is a credit note and a new invoice, never an edit. What was paid on the former goes to the new one, as
 * far as that asks for it; the rest is overpaid and stays to be given back.
 */
export async function correctInvoice(
  act: Act,
  input: CorrectInvoice,
  prepared: PreparedCorrection,
): Promise<{ invoiceId: string; number: string; creditNumber: string }> {
  const former = await loadInvoice(act, input.invoiceId);
  mustStand(former);
  const issue: IssueInvoice = { ...input, requestId: mustBeCopies(former).id };
  const { request, quote } = await checkInvoice(act, issue, input.invoiceId);
  if (quote.id === former.row.quote_id)
    throw feeProblems.quoteOutdated({ detail: 'Nothing was changed: work the fee out anew first, then correct it.' });
  const { row } = former;
  const carried = Math.min(Math.max(former.paid, 0), quote.total);
  const credit = {
    kind: 'credit' as const,
    amount: row.total_cents,
    number: prepared.creditNumber,
    reason: input.reason,
  };
  await writeEntries(act, former, [
    credit,
    ...(carried > 0 ? [{ kind: 'carried-out' as const, amount: carried, reason: prepared.number }] : []),
  ]);
  await endWait(act, former);
  const issued = await writeInvoice(act, {
    ...{ request, quote, input: issue, prepared },
    // Another patient was identified meanwhile: that record does not point into the former one's.
    ...(row.patient_id === request.patientId ? { replacesId: row.id } : {}),
  });
  const fresh = await loadInvoice(act, issued.invoiceId);
  if (carried > 0) {
    const balance = await writeEntries(act, fresh, [{ kind: 'carried-in', amount: carried, reason: row.number }]);
    if (balance <= 0) await endWait(act, fresh);
  }
  act.emit('release.invoice-credited', { ...namedInNews({ of: 'request', id: request.id }), invoiceId: row.id });
  return { invoiceId: issued.invoiceId, number: issued.number, creditNumber: prepared.creditNumber };
}
