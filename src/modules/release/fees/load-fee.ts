import type { Act } from '../../../platform/act.ts';
import { canonicalJson, localDate } from '../../../../packages/rule-engine/index.ts';
import { deriveJurisdictions, ruleBook } from '../../regulations/index.ts';
import { kindOf, ruleRequesterOf } from '../kind/rule-requester-of.ts';
import type { PatientRequest } from '../load-request.ts';
import { problems } from '../problems.ts';
import { readScope } from '../read-scope.ts';
import { evaluateQuote, type Quote } from './evaluate-quote.ts';
import type { FeeQuestion, QuoteInput } from './fee-question.ts';

export interface Counted {
  readonly scopeId: string | null;
  readonly pages: number;
  /** Documents of the scope that the person may not see: their pages are not counted. */
  readonly hidden: number;
}

/** The pages that would go out today. */
export async function countPages(act: Act, request: PatientRequest): Promise<Counted> {
  const { scope: scopeId } = request.ids;
  if (scopeId === null) return { scopeId, pages: 0, hidden: 0 };
  const { row, documents } = await readScope(act, request, scopeId);
  const included = documents.filter(({ effective }) => effective === 'include');
  return {
    scopeId,
    pages: included.reduce((sum, { pages }) => sum + pages, 0),
    hidden: row.documents - documents.length,
  };
}

/** The fee as the rules answer today. @throws release/not-described */
export function workOut(
  act: Act,
  request: PatientRequest,
  input: QuoteInput,
  counted: Counted,
): Quote & { pages: number } {
  const { row, facility } = request;
  if (row.requester_class === null || row.purpose === null)
    throw problems.notDescribed({ detail: 'Nothing was worked out. Say who asks and what for: the fee goes by it.' });
  const pages = input.pages ?? counted.pages;
  const question: FeeQuestion = {
    input,
    pages,
    kind: kindOf(row),
    requester: ruleRequesterOf(row),
    purpose: row.purpose as FeeQuestion['purpose'], // CHECK purpose_is_known
    jurisdictions: deriveJurisdictions(facility),
    receivedOn: localDate(row.received_at, facility.timeZone),
    invoicedOn: request.today,
  };
  return { ...evaluateQuote(question, ruleBook().rules), pages };
}

/** A stored quote comes back with its fields in another order. */
export function isUnchanged(stored: StoredQuote, now: Quote): boolean {
  return canonicalJson(stored.result.lines) === canonicalJson(now.lines);
}

export interface StoredQuote {
  readonly id: string;
  readonly input: QuoteInput;
  readonly result: Quote;
  readonly total: number;
  readonly acts: boolean;
  readonly pages: number;
  readonly at: Date;
  readonly by: string;
}

/** The newest quote of a request, which is the one that holds. */
export async function newestQuote(act: Act, request: PatientRequest): Promise<StoredQuote | undefined> {
  const row = await act.tx
    .selectFrom('release.fee_quote')
    .selectAll()
    .where('request_id', '=', request.id)
    .where('patient_id', '=', request.patientId)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    input: row.input as unknown as QuoteInput, // as quote-fee.ts wrote it
    result: row.result as unknown as Quote, // as quote-fee.ts wrote it
    total: row.total_cents,
    acts: row.acts,
    pages: row.pages,
    at: row.recorded_at,
    by: row.recorded_by,
  };
}
