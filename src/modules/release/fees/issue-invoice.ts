import { addDays, localDate } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import type { StoredLetter } from '../../correspondence/index.ts';
import { loadRequest, mustHavePatient, type PatientRequest } from '../load-request.ts';
import { pendRequest } from '../pend-request.ts';
import { letterOf, nextNumber, payerOf, within, type Context, type Payer, type Way } from './fee-letter.ts';
import { type Charged, chargedCopies, columnOf } from './charged.ts';
import { putOnRecord, sendInvoice } from './put-invoice.ts';
import type { Quote } from './evaluate-quote.ts';
import { countPages, isUnchanged, newestQuote, workOut, type StoredQuote } from './load-fee.ts';
import { feeProblems } from './problems.ts';
import { type Terms, termsOfInvoice } from './read-terms.ts';

export interface IssueInvoice {
  readonly requestId: string;
  readonly quoteId: string;
  readonly dueInDays?: number | undefined;
  readonly way: Way;
  /** Another one than the requester. */
  readonly payer?: Payer | undefined;
  /** Why the sum is charged although a figure in it is not verified. */
  readonly confirm?: string | undefined;
  /** The case waits for the payment. Its legal clock runs on. */
  readonly prepay?: boolean | undefined;
}

/** What the letter was made from: the transaction refuses when it does not hold any more. */
export interface PreparedInvoice {
  readonly number: string;
  readonly payer: Payer;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly prepay: boolean;
  readonly letter: StoredLetter | null;
}

/**
 * Outside the transaction: the invoice with its number is set in type.
 * @throws release/quote-outdated, release/nothing-to-charge, release/fee-unconfirmed, release/fee-waived,
 *   release/invoice-stands, release/issued-outside
 */
export async function prepareInvoice(context: Context, input: IssueInvoice): Promise<PreparedInvoice> {
  const { request, quote, number, terms } = await within(context)(async (act) => {
    const checked = await checkInvoice(act, input);
    return { ...checked, number: await nextNumber(act, 'F', checked.request.today) };
  });
  return prepareFrom(context, request, quote, { input, number, terms });
}

/** The words that stand on paper are the ones that go on record. */
export async function prepareFrom(
  context: Context,
  request: PatientRequest,
  quote: StoredQuote,
  { input, number, terms, replaces }: { input: IssueInvoice; number: string; terms: Terms; replaces?: string },
): Promise<PreparedInvoice> {
  const issuedOn = input.way.channel === 'sent-before' ? input.way.issuedOn : request.today;
  const known = {
    ...{ number, payer: payerOf(request, input.payer), issuedOn, dueOn: addDays(issuedOn, terms.dueInDays) },
    prepay: terms.prepay,
  };
  if (input.way.channel === 'sent-before') return { ...known, letter: null };
  const letter = await letterOf(context, request, {
    ...known,
    lines: quote.result.lines,
    total: quote.total,
    isRequester: input.payer === undefined,
    replaces,
  });
  return { ...known, letter };
}

/**
 * Sends the bill: its lines are frozen, it goes out as a letter, and where it is to be paid first the case waits. The clock of
 * the request runs on meanwhile: 45 CFR 164.524(b)(2) does not stop for a fee.
 */
export async function issueInvoice(
  act: Act,
  input: IssueInvoice,
  prepared: PreparedInvoice,
): Promise<{ invoiceId: string; number: string; letterId: string | null }> {
  const { request, quote } = await checkInvoice(act, input);
  return writeInvoice(act, { request, quote, input, prepared });
}

export async function writeInvoice(
  act: Act,
  of: {
    readonly request: PatientRequest;
    readonly quote: StoredQuote;
    readonly input: IssueInvoice;
    readonly prepared: PreparedInvoice;
    readonly replacesId?: string;
  },
): Promise<{ invoiceId: string; number: string; letterId: string | null }> {
  const { request, quote, input, prepared } = of;
  const { way } = input;
  const letterId = await sendInvoice(act, prepared, way);
  const waits = prepared.prepay
    ? await pendRequest(act, {
        requestId: request.id,
        waitingFor: 'payment',
        reason: `Invoice ${prepared.number} is to be paid first`,
      })
    : undefined;
  const invoiceId = await putOnRecord(act, {
    ...{ charged: chargedCopies(request), patientId: request.patientId, prepared },
    ...{ lines: quote.result.lines, total: quote.total, letterId },
    ...{ quoteId: quote.id, replacesId: of.replacesId ?? null, pendId: waits?.pendId ?? null },
    confirmed: quote.acts ? null : (input.confirm?.trim() ?? null),
  });
  act.note({
    reasonIds: quote.result.rules.map(({ ruleId }) => ruleId),
    detail: { number: prepared.number, cents: quote.total, confirmed: !quote.acts, way: way.channel },
  });
  return { invoiceId, number: prepared.number, letterId };
}

/** Everything that must hold before a bill leaves; `replacing`: the one that stands is about to be credited. */
export async function checkInvoice(
  act: Act,
  input: IssueInvoice,
  replacing?: string,
): Promise<{ request: PatientRequest; quote: StoredQuote; terms: Terms }> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'work'));
  await refuseWaived(act, request.id);
  const standing = await standingInvoice(act, chargedCopies(request));
  if (standing !== undefined && standing.id !== replacing)
    throw feeProblems.invoiceStands({
      detail: `Nothing was sent. Invoice ${standing.number} stands: correct it, so that it is credited and replaced.`,
    });
  const { quote, now } = await mustHold(act, request, input.quoteId);
  if (now.payer === 'program' && input.payer === undefined && request.row.requester_class !== 'government-agency')
    throw feeProblems.patientNotBilled({
      detail: 'Nothing was sent. The program that asks pays this copy: name the agency as the one who pays.',
    });
  if (now.total === 0)
    throw feeProblems.nothingToCharge({ detail: 'Nothing was sent: this copy costs the requester nothing.' });
  if (!now.acts && (input.confirm?.trim() ?? '') === '')
    throw feeProblems.feeUnconfirmed({
      detail: `Nothing was sent. Say why this sum is right: ${now.warnings.join(' ')}`,
    });
  mustBeSentWithin(chargedCopies(request), request.row.received_at, input.way);
  return { request, quote, terms: await termsOfInvoice(act, request, input) };
}

/** The newest quote, if the rules still answer as it says. @throws release/quote-unknown, release/quote-outdated */
export async function mustHold(
  act: Act,
  request: PatientRequest,
  quoteId: string,
): Promise<{ quote: StoredQuote; now: Quote }> {
  const quote = await newestQuote(act, request);
  if (quote === undefined || quote.id !== quoteId)
    throw feeProblems.quoteUnknown({
      detail: 'Nothing was sent. The fee was worked out anew, or not at all: reload, look at it, then send it.',
    });
  const now = workOut(act, request, quote.input, await countPages(act, request));
  if (!isUnchanged(quote, now))
    throw feeProblems.quoteOutdated({
      detail:
        'Nothing was sent. Records or rules have changed since: work the fee out again and look at the difference.',
    });
  return { quote, now };
}

/** @throws release/issued-outside */
export function mustBeSentWithin({ facility, today }: Charged, receivedAt: Date, way: Way): void {
  if (way.channel !== 'sent-before') return;
  const first = localDate(receivedAt, facility.timeZone);
  if (way.issuedOn < first || way.issuedOn > today)
    throw feeProblems.issuedOutside({
      detail: 'Nothing was recorded. The day lies between the receipt of the request and today.',
      at: 'issuedOn',
    });
}

export async function refuseWaived(act: Act, requestId: string): Promise<void> {
  const waiver = await act.tx
    .selectFrom('release.fee_waiver')
    .select('id')
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  if (waiver !== undefined)
    throw feeProblems.feeWaived({ detail: 'Nothing was sent. The request goes on without a fee.' });
}

/** The invoice that nobody credited. */
export async function standingInvoice(act: Act, charged: Pick<Charged, 'of' | 'id'>) {
  return act.tx
    .selectFrom('release.fee_invoice as i')
    .select(['i.id', 'i.number'])
    .where(`i.${columnOf(charged)}`, '=', charged.id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('release.fee_entry as e')
            .select('e.id')
            .whereRef('e.invoice_id', '=', 'i.id')
            .where('e.kind', '=', 'credit'),
        ),
      ),
    )
    .executeTakeFirst();
}
