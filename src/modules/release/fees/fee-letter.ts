import { sql } from 'kysely';
import { printCents, valueInForce, type RuleOf } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import type { RequestContext } from '../../../platform/http/route.ts';
import { prepareLetter, type StoredLetter } from '../../correspondence/index.ts';
import { ruleById } from '../../regulations/index.ts';
import { ruleRequesterOf } from '../kind/rule-requester-of.ts';
import type { LoadedRequest } from '../load-request.ts';
import { recipientAsAsked } from '../restrictions/reach-as-asked.ts';
import { RIGHTS } from '../rights/load-rights.ts';
import { type Charged, chargedCopies } from './charged.ts';
import { isOwnRequest } from './fee-question.ts';
import type { FeeLine } from './quote-lines.ts';

export type Context = Pick<RequestContext, 'services' | 'request'>;

export type Way =
  | { readonly channel: 'print' }
  | { readonly channel: 'mail'; readonly address: string; readonly verifiedHow?: string | undefined }
  /** It had been sent before it was recorded here: by hand, or by the system before this one. No letter is made. */
  | { readonly channel: 'sent-before'; readonly issuedOn: string };

export interface Payer {
  readonly name: string;
  readonly lines: readonly string[];
}

const UNPAID_CARE = 'us/hipaa/access-unpaid-care';

/** An act before the transaction that needs the letter; decided and logged like any other. */
export function within({ services, request }: Context) {
  return <T>(fn: (act: Act) => Promise<T>): Promise<T> =>
    services.acting.act(request.actContext, { verb: 'release.prepare-invoice', permission: 'release/bill' }, fn);
}

export function payerOf({ row }: LoadedRequest, said: Payer | undefined): Payer {
  if (said !== undefined) return said;
  return {
    name: row.requester_name ?? '',
    lines: [...(row.requester_organisation === null ? [] : [row.requester_organisation]), ...row.requester_address],
  };
}

export async function nextNumber(act: Act, prefix: 'F' | 'C', today: string): Promise<string> {
  const { rows } = await sql<{ n: string }>`SELECT nextval('release.invoice_number') AS n`.execute(act.tx);
  return `${prefix}-${today.slice(0, 4)}-${(rows[0]?.n ?? '').padStart(6, '0')}`;
}

/** The law on unpaid bills for care, where it speaks to who asks. */
export function unpaidCare(request: LoadedRequest): { readonly text: string; readonly cite: string } | null {
  if (request.facility.country !== 'US' || !isOwnRequest({ requester: ruleRequesterOf(request.row) })) return null;
  const rule = ruleById(UNPAID_CARE);
  const value = rule.kind === 'wording' ? valueInForce(rule as RuleOf<'wording'>, request.today) : null;
  return value === null
    ? null
    : { text: value.wording, cite: rule.references.map(({ section }) => section).join('; ') };
}

export interface InvoiceWords {
  readonly number: string;
  readonly dueOn: string;
  readonly lines: readonly FeeLine[];
  readonly total: number;
  readonly payer: Payer;
  readonly isRequester: boolean;
  readonly prepay: boolean;
  readonly replaces?: string | undefined;
}

/** The invoice as a letter, before the transaction that puts it on record. */
export async function letterOf(context: Context, request: LoadedRequest, words: InvoiceWords): Promise<StoredLetter> {
  const care = unpaidCare(request);
  return prepareLetter(context.services, within(context), {
    template: 'fee-invoice',
    facts: {
      invoiceNumber: words.number,
      requestNumber: request.number,
      dueOn: words.dueOn,
      total: printCents(words.total, 'USD'),
      lines: linesInWords(words.lines),
      ...(words.prepay ? { payFirst: words.number } : {}),
      ...(words.replaces === undefined ? {} : { replaces: words.replaces }),
      ...(care === null ? {} : { unpaidCare: `${care.text} (${care.cite})` }),
    },
    ...(await envelope(context, chargedCopies(request), words)),
  });
}

export function linesInWords(lines: readonly FeeLine[]) {
  return lines.map(({ id, text, working, amount, citations }) => ({
    ...{ id, text, working },
    amount: amount < 0 ? `−${printCents(-amount, 'USD')}` : printCents(amount, 'USD'),
    cite: citations.join('; '),
  }));
}

export async function envelope(
  context: Context,
  { of, id, patientId, facility, asker }: Charged,
  { payer, isRequester }: Pick<InvoiceWords, 'payer' | 'isRequester'>,
) {
  return {
    recipient: await recipientAsAsked(within(context), patientId, {
      name: payer.name,
      lines: payer.lines,
      isPatient: isRequester && asker.isPatient,
    }),
    ...(patientId === null ? {} : { patientId }),
    facilityId: facility.id,
    case: { module: of === 'rights' ? RIGHTS : 'release', id },
  };
}
