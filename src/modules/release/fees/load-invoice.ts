import type { Selectable } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { DB } from '../../../platform/db/database.ts';
import { newId } from '../../../platform/ids.ts';
import { loadRequest } from '../load-request.ts';
import { resumeRequest } from '../pend-request.ts';
import { loadRights } from '../rights/load-rights.ts';
import { type Charged, chargedAccounting, chargedCopies } from './charged.ts';
import { deriveBalance, derivePaid, type Entry, type EntryKind } from './derive-invoice-state.ts';
import { refreshOverdue } from './flag-overdue.ts';
import { feeProblems } from './problems.ts';

export interface LoadedInvoice {
  readonly row: Selectable<DB['release.fee_invoice']>;
  readonly charged: Charged;
  readonly entries: readonly Entry[];
  readonly balance: number;
  readonly paid: number;
  readonly credited: boolean;
}

/** One invoice to work on, its row locked. A request that is closed may still be paid for. @throws release/invoice-unknown */
export async function loadInvoice(act: Act, invoiceId: string): Promise<LoadedInvoice> {
  const row = await act.tx
    .selectFrom('release.fee_invoice')
    .selectAll()
    .where('id', '=', invoiceId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined)
    throw feeProblems.invoiceUnknown({ detail: 'Nothing was changed. Reload the list of invoices.' });
  const charged = await whatItAsksFor(act, row);
  const entries = await readEntries(act, invoiceId);
  act.note({ subjectIds: [invoiceId] });
  return {
    row,
    charged,
    entries,
    balance: deriveBalance(row.total_cents, entries),
    paid: derivePaid(entries),
    credited: entries.some(({ kind }) => kind === 'credit'),
  };
}

async function whatItAsksFor(act: Act, row: LoadedInvoice['row']): Promise<Charged> {
  if (row.request_id !== null) return chargedCopies(await loadRequest(act, row.request_id, 'any-work'));
  if (row.rights_id !== null) return chargedAccounting(await loadRights(act, row.rights_id, true));
  throw new Error(`Invoice ${row.id} asks for nothing`); // CHECK invoice_is_for_one_thing
}

async function readEntries(act: Act, invoiceId: string): Promise<Entry[]> {
  const rows = await act.tx
    .selectFrom('release.fee_entry')
    .select(['kind', 'amount_cents as amount'])
    .where('invoice_id', '=', invoiceId)
    .execute();
  return rows.map(({ kind, amount }) => ({ kind: kind as EntryKind, amount })); // CHECK entry_kind_is_known
}

/** @throws release/invoice-credited */
export function mustStand(invoice: LoadedInvoice): void {
  if (invoice.credited)
    throw feeProblems.invoiceCredited({
      detail: 'Nothing was changed. Reload the request: another one may have taken its place.',
    });
}

export interface NewEntry extends Entry {
  readonly number?: string | undefined;
  readonly method?: 'cash' | 'check' | 'card-terminal' | 'bank-transfer' | 'online' | 'other' | undefined;
  readonly reference?: string | undefined;
  readonly reason?: string | undefined;
  readonly letterId?: string | undefined;
}

/** Writes entries, keeps the balance, and lets the case go on once nothing is owed any more. */
export async function writeEntries(act: Act, invoice: LoadedInvoice, entries: readonly NewEntry[]): Promise<number> {
  const { row } = invoice;
  await act.tx
    .insertInto('release.fee_entry')
    .values(
      entries.map((entry) => ({
        id: newId(),
        patient_id: row.patient_id,
        facility_id: row.facility_id,
        labels: row.labels,
        invoice_id: row.id,
        kind: entry.kind,
        amount_cents: entry.amount,
        number: entry.number ?? null,
        method: entry.method ?? null,
        reference: entry.reference?.trim() ?? null,
        reason: entry.reason?.trim() ?? null,
        letter_id: entry.letterId ?? null,
        recorded_at: act.now,
        recorded_by: act.actor.id,
      })),
    )
    .execute();
  const balance = deriveBalance(row.total_cents, [...invoice.entries, ...entries]);
  await act.tx.updateTable('release.fee_invoice').set({ balance_cents: balance }).where('id', '=', row.id).execute();
  for (const { kind, amount } of entries) act.note({ detail: { entry: kind, cents: amount } });
  await refreshOverdue(act, invoice.charged);
  return balance;
}

/** The case no longer waits for this money. */
export async function endWait(act: Act, invoice: LoadedInvoice): Promise<void> {
  const { pend_id: pendId } = invoice.row;
  const { request } = invoice.charged;
  if (pendId === null || request === null || request.facts.cancelled || request.facts.closed) return;
  const waits = await act.tx
    .selectFrom('release.pend')
    .select('id')
    .where('request_id', '=', request.id)
    .where('id', '=', pendId)
    .where('resumed_at', 'is', null)
    .executeTakeFirst();
  if (waits !== undefined) await resumeRequest(act, { requestId: request.id, pendId });
}
