import type { Act } from '../../../platform/act.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { loadRequest, mustHavePatient, type PatientRequest } from '../load-request.ts';
import { programOfPayer } from '../payers/program-of-payer.ts';
import { chargedCopies } from './charged.ts';
import { unpaidCare } from './fee-letter.ts';
import { NO_COSTS, type QuoteInput } from './fee-question.ts';
import { countPages, isUnchanged, newestQuote, workOut } from './load-fee.ts';
import { readTerms } from './read-terms.ts';
import { readInvoices } from './read-invoices.ts';

/**
 * The fee of a case: the quote that holds, what it would be today, the invoices with all that happened to them.
 * @throws release/not-yet while nobody is identified
 */
export async function showFee(act: Act, requestId: string) {
  const request = mustHavePatient(await loadRequest(act, requestId, 'read'));
  const counted = await countPages(act, request);
  const quote = await newestQuote(act, request);
  const today = quote === undefined ? undefined : workOut(act, request, quote.input, counted);
  const waiver = await act.tx
    .selectFrom('release.fee_waiver')
    .select(['reason', 'recorded_at as at', 'recorded_by as by'])
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  const invoices = await readInvoices(act, chargedCopies(request));
  const by = [quote?.by, waiver?.by, ...invoices.flatMap((each) => [each.by, ...each.entries.map((e) => e.by)])];
  const standing = invoices.find(({ state }) => state !== 'credited' && state !== 'replaced');
  return {
    counted,
    input: quote?.input ?? (await firstInput(act, request)),
    quote:
      quote === undefined ? null : { ...quote.result, id: quote.id, pages: quote.pages, at: quote.at, by: quote.by },
    /** Set where the rules answer otherwise than the quote by now. */
    changed:
      today === undefined || quote === undefined || isUnchanged(quote, today)
        ? null
        : { total: today.total, difference: today.total - quote.total, pages: today.pages },
    /** Between the invoice that stands and the quote. */
    differenceToInvoice: standing === undefined || quote === undefined ? null : quote.total - standing.total,
    waiver: waiver ?? null,
    terms: await readTerms(act, request),
    unpaidCare: unpaidCare(request),
    invoices,
    people: Object.fromEntries(await namesOfPeople(act, [...new Set(by.filter((id) => id !== undefined))])),
  };
}

/** What the form begins with: the request's own form, and the prices that the desk used last. */
async function firstInput(act: Act, request: PatientRequest): Promise<QuoteInput> {
  const last = await act.tx
    .selectFrom('release.fee_quote')
    .select('input')
    .where('facility_id', '=', request.facility.id)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const known = (last?.input ?? {}) as Partial<QuoteInput>; // as quote-fee.ts wrote it
  return {
    ...NO_COSTS,
    copyForm: (request.row.copy_form ?? 'paper') as QuoteInput['copyForm'], // CHECK copy_form_is_known
    custodian: known.custodian ?? NO_COSTS.custodian,
    laborCentsPerHour: known.laborCentsPerHour ?? 0,
    customaryBaseCents: known.customaryBaseCents ?? 0,
    customaryPageCents: known.customaryPageCents ?? 0,
    program: (await programOfPayer(act, request.id)) ?? NO_COSTS.program,
  };
}
