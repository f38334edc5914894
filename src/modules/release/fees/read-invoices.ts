import type { Act } from '../../../platform/act.ts';
import { type Charged, columnOf } from './charged.ts';
import { deriveInvoiceState, type EntryKind } from './derive-invoice-state.ts';
import type { FeeLine } from './quote-lines.ts';

const MOST_INVOICES = 50;
const MOST_ENTRIES = 500;

/** The invoices of a request or an accounting with all that happened to them, the newest first. */
export async function readInvoices(act: Act, charged: Pick<Charged, 'of' | 'id' | 'today'>) {
  const rows = await act.tx
    .selectFrom('release.fee_invoice')
    .selectAll()
    .where(columnOf(charged), '=', charged.id)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_INVOICES)
    .execute();
  const entries =
    rows.length === 0
      ? []
      : await act.tx
          .selectFrom('release.fee_entry')
          .select(['id', 'invoice_id', 'kind', 'amount_cents as amount', 'number', 'method', 'reference', 'reason'])
          .select(['letter_id as letterId', 'recorded_at as at', 'recorded_by as by'])
          .where(
            'invoice_id',
            'in',
            rows.map(({ id }) => id),
          )
          .orderBy('recorded_at')
          .orderBy('id')
          .limit(MOST_ENTRIES)
          .execute();
  const numbers = new Map(rows.map(({ id, number }) => [id, number]));
  const replacedBy = new Map(rows.flatMap((row) => (row.replaces_id === null ? [] : [[row.replaces_id, row.number]])));
  return rows.map((row) => {
    const own = entries
      .filter(({ invoice_id: of }) => of === row.id)
      .map(({ invoice_id: _of, kind, ...rest }) => ({ ...rest, kind: kind as EntryKind })); // CHECK entry_kind_is_known
    const derived = deriveInvoiceState({ total: row.total_cents, dueOn: row.due_on, entries: own }, charged.today);
    const isReplaced = replacedBy.has(row.id) && derived.state === 'credited';
    return {
      id: row.id,
      number: row.number,
      issuedOn: row.issued_on,
      dueOn: row.due_on,
      payerName: row.payer_name,
      lines: row.lines as unknown as readonly FeeLine[], // as issue-invoice.ts wrote them
      total: row.total_cents,
      ...derived,
      state: isReplaced ? ('replaced' as const) : derived.state,
      credited: own.some(({ kind }) => kind === 'credit'),
      confirmedReason: row.confirmed_reason,
      prepay: row.pend_id !== null,
      letterId: row.letter_id,
      replaces: row.replaces_id === null ? null : (numbers.get(row.replaces_id) ?? null),
      replacedBy: replacedBy.get(row.id) ?? null,
      entries: own,
      at: row.recorded_at,
      by: row.recorded_by,
    };
  });
}
