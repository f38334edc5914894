import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { citeRulings } from '../../regulations/index.ts';
import { loadRequest, mustHavePatient } from '../load-request.ts';
import type { Quote } from './evaluate-quote.ts';
import type { QuoteInput } from './fee-question.ts';
import { countPages, workOut } from './load-fee.ts';

/**
 * Works the fee out and keeps it with its rules and their versions. It asks nothing of anybody yet.
 * @throws release/not-yet, release/not-described
 */
export async function quoteFee(
  act: Act,
  input: { readonly requestId: string; readonly said: QuoteInput },
): Promise<Quote & { readonly quoteId: string; readonly pages: number }> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'any-work'));
  const counted = await countPages(act, request);
  const quote = workOut(act, request, input.said, counted);
  const quoteId = newId();
  await act.tx
    .insertInto('release.fee_quote')
    .values({
      id: quoteId,
      patient_id: request.patientId,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      scope_id: counted.scopeId,
      input: JSON.stringify(input.said),
      pages: quote.pages,
      result: JSON.stringify(quote),
      total_cents: quote.total,
      acts: quote.acts,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await citeRulings(
    act,
    quote.rules.map(({ ruleId }) => ({ ruleId, outcome: 'answered' as const })),
  );
  act.note({ subjectIds: [quoteId], detail: { kind: quote.kind, method: quote.method, cents: quote.total } });
  return { ...quote, quoteId };
}
