import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { draftLetter, sendLetter } from '../../correspondence/index.ts';
import { type Charged, columnOf, namedInNews } from './charged.ts';
import type { Way } from './fee-letter.ts';
import { refreshOverdue } from './flag-overdue.ts';
import type { PreparedInvoice } from './issue-invoice.ts';
import type { FeeLine } from './quote-lines.ts';

/** The letter leaves; none was made where the bill had been sent before. @returns its id */
export async function sendInvoice(act: Act, { letter }: PreparedInvoice, way: Way): Promise<string | null> {
  if (letter === null || way.channel === 'sent-before') return null;
  const { letterId } = await draftLetter(act, letter);
  await sendLetter(act, { letterId, way });
  return letterId;
}

export interface InvoiceOnRecord {
  readonly charged: Charged;
  readonly patientId: string;
  readonly prepared: PreparedInvoice;
  readonly lines: readonly FeeLine[];
  readonly total: number;
  readonly letterId: string | null;
  /** Of copies: the quote, the invoice that this one replaces, the wait that it opened. */
  readonly quoteId?: string;
  readonly replacesId?: string | null;
  readonly pendId?: string | null;
  /** Why the sum is right although a figure is not verified. */
  readonly confirmed?: string | null;
}

/** The row of an invoice, with its news and its queue. @returns its id */
export async function putOnRecord(act: Act, invoice: InvoiceOnRecord): Promise<string> {
  const { charged, patientId, prepared } = invoice;
  const id = newId();
  await act.tx
    .insertInto('release.fee_invoice')
    .values({
      ...{ id, patient_id: patientId, facility_id: charged.facility.id, labels: charged.labels },
      [columnOf(charged)]: charged.id,
      quote_id: invoice.quoteId ?? null,
      number: prepared.number,
      replaces_id: invoice.replacesId ?? null,
      issued_on: prepared.issuedOn,
      due_on: prepared.dueOn,
      payer_name: prepared.payer.name,
      payer_lines: [...prepared.payer.lines],
      lines: JSON.stringify(invoice.lines),
      total_cents: invoice.total,
      balance_cents: invoice.total,
      confirmed_reason: invoice.confirmed ?? null,
      pend_id: invoice.pendId ?? null,
      letter_id: invoice.letterId,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [id] });
  act.emit('release.invoiced', { ...namedInNews(charged), patientId, invoiceId: id });
  await refreshOverdue(act, charged);
  return id;
}
