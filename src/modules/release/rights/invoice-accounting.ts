import { addDays, printCents } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import { type Language, prepareLetter } from '../../correspondence/index.ts';
import { chargedAccounting } from '../fees/charged.ts';
import { envelope, linesInWords, nextNumber, within, type Context, type Way } from '../fees/fee-letter.ts';
import { mustBeSentWithin, standingInvoice, type PreparedInvoice } from '../fees/issue-invoice.ts';
import { putOnRecord, sendInvoice } from '../fees/put-invoice.ts';
import type { FeeLine } from '../fees/quote-lines.ts';
import { evaluatePrice } from './evaluate-price.ts';
import { lastStep, loadRights, type LoadedRights } from './load-rights.ts';
import { rightsProblems as problems } from './problems.ts';

const USUAL_DAYS = 30;

export interface InvoiceAccounting {
  readonly id: string;
  readonly way: Way;
  readonly dueInDays?: number | undefined;
  readonly language?: Language | undefined;
}

/** The price that the patient was told and agreed to, in cents, of an accounting that was not taken back. */
export function derivePriceAgreed(rights: Pick<LoadedRights, 'steps'>): number | undefined {
  if (lastStep(rights, 'price-agreed') === undefined || lastStep(rights, 'withdrawn') !== undefined) return undefined;
  return lastStep(rights, 'priced')?.facts.cents;
}

/**
 * Outside the transaction: the invoice with its number is set in type.
 * @throws release/rights-not-now, release/invoice-open, release/issued-outside
 */
export async function prepareAccountingInvoice(context: Context, input: InvoiceAccounting): Promise<PreparedInvoice> {
  const { rights, line, number } = await within(context)(async (act) => {
    const checked = await check(act, input);
    return { ...checked, number: await nextNumber(act, 'F', checked.rights.today) };
  });
  const { row } = rights;
  const issuedOn = input.way.channel === 'sent-before' ? input.way.issuedOn : rights.today;
  const dueOn = addDays(issuedOn, input.dueInDays ?? USUAL_DAYS);
  const known = { number, payer: { name: row.asker_name, lines: row.asker_address }, issuedOn, dueOn, prepay: false };
  if (input.way.channel === 'sent-before') return { ...known, letter: null };
  const letter = await prepareLetter(context.services, within(context), {
    template: 'accounting-invoice',
    facts: {
      invoiceNumber: number,
      requestNumber: rights.number,
      receivedOn: row.received_on,
      ...{ dueOn, total: printCents(line.amount, 'USD'), lines: linesInWords([line]) },
    },
    ...(input.language === undefined ? {} : { language: input.language }),
    ...(await envelope(context, chargedAccounting(rights), { payer: known.payer, isRequester: true })),
  });
  return { ...known, letter };
}

/**
 * Asks for the price of a further accounting within twelve months, which the patient was told beforehand and agreed to (45 CFR
 * 164.528(c)(2)). The accounting does not wait for the payment: its clock does not either.
 */
export async function invoiceAccounting(
  act: Act,
  input: InvoiceAccounting,
  prepared: PreparedInvoice,
): Promise<{ invoiceId: string; number: string; letterId: string | null }> {
  const { rights, line } = await check(act, input, true);
  const letterId = await sendInvoice(act, prepared, input.way);
  const invoiceId = await putOnRecord(act, {
    ...{ charged: chargedAccounting(rights), patientId: rights.patientId, prepared },
    ...{ lines: [line], total: line.amount, letterId },
  });
  act.note({
    reasonIds: [line.ruleId],
    detail: { number: prepared.number, cents: line.amount, way: input.way.channel },
  });
  return { invoiceId, number: prepared.number, letterId };
}

async function check(act: Act, input: InvoiceAccounting, lock = false) {
  const rights = await loadRights(act, input.id, lock);
  const cents = derivePriceAgreed(rights);
  if (cents === undefined)
    throw problems.rightsNotNow({
      detail: 'Nothing was sent. Only an accounting whose price the patient agreed to is invoiced.',
    });
  const standing = await standingInvoice(act, { of: 'rights', id: rights.id });
  if (standing !== undefined)
    throw problems.invoiceOpen({ detail: `Nothing was sent. Invoice ${standing.number} stands already.` });
  mustBeSentWithin(chargedAccounting(rights), rights.row.received_at, input.way);
  const { reason } = await evaluatePrice(act, rights.row);
  const line: FeeLine = {
    id: 'accounting',
    text: 'Accounting of disclosures',
    working: 'another one within twelve months, at the price agreed to beforehand',
    amount: cents,
    ...{ ruleId: reason.ruleId, version: reason.version ?? null },
    citations: reason.cite === undefined ? [] : [reason.cite],
  };
  return { rights, line };
}
