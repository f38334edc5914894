import { printCents } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import { draftLetter, prepareLetter, sendLetter, type StoredLetter } from '../../correspondence/index.ts';
import { loadRequest, mustHavePatient, type PatientRequest } from '../load-request.ts';
import { chargedCopies } from './charged.ts';
import { envelope, linesInWords, payerOf, unpaidCare, within, type Context, type Way } from './fee-letter.ts';
import { mustHold } from './issue-invoice.ts';
import type { StoredQuote } from './load-fee.ts';

export interface SendEstimate {
  readonly requestId: string;
  readonly quoteId: string;
  readonly way: Exclude<Way, { channel: 'sent-before' }>;
}

/** Outside the transaction: what it may cost, in a letter. @throws release/quote-unknown, release/quote-outdated */
export async function prepareEstimate(context: Context, input: SendEstimate): Promise<StoredLetter> {
  const { request, quote } = await within(context)((act) => findQuote(act, input));
  const care = unpaidCare(request);
  return prepareLetter(context.services, within(context), {
    template: 'fee-estimate',
    facts: {
      requestNumber: request.number,
      pages: quote.pages,
      total: printCents(quote.total, quote.result.currency),
      ...(quote.result.lines.length === 0 ? {} : { lines: linesInWords(quote.result.lines) }),
      ...(care === null ? {} : { unpaidCare: `${care.text} (${care.cite})` }),
    },
    ...(await envelope(context, chargedCopies(request), { payer: payerOf(request, undefined), isRequester: true })),
  });
}

/** Tells the requester beforehand what the copies may cost, as the guidance on 45 CFR 164.524(c)(4) wants. Nothing is asked for yet. */
export async function sendEstimate(
  act: Act,
  input: SendEstimate,
  letter: StoredLetter,
): Promise<{ letterId: string; number: string }> {
  const { quote } = await findQuote(act, input);
  const { letterId, number } = await draftLetter(act, letter);
  await sendLetter(act, { letterId, way: input.way });
  act.note({ subjectIds: [quote.id], detail: { cents: quote.total, way: input.way.channel } });
  return { letterId, number };
}

async function findQuote(
  act: Act,
  { requestId, quoteId }: SendEstimate,
): Promise<{ request: PatientRequest; quote: StoredQuote }> {
  const request = mustHavePatient(await loadRequest(act, requestId, 'work'));
  const { quote } = await mustHold(act, request, quoteId);
  return { request, quote };
}
