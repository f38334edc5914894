import { daysBetween } from '../../../../packages/rule-engine/dates.ts';

export const ENTRY_KINDS = [
  'payment',
  'payment-returned',
  'refund',
  'waiver',
  'write-off',
  'credit',
  'carried-out',
  'carried-in',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export interface Entry {
  readonly kind: EntryKind;
  readonly amount: number;
}

/** What lowers the sum to pay, and what raises it again. */
const SIGN: Readonly<Record<EntryKind, 1 | -1>> = {
  payment: -1,
  waiver: -1,
  'write-off': -1,
  credit: -1,
  'carried-in': -1,
  'payment-returned': 1,
  refund: 1,
  'carried-out': 1,
};

export const INVOICE_STATES = ['open', 'part-paid', 'overdue', 'overpaid', 'paid', 'forgiven', 'credited'] as const;
export type InvoiceState = (typeof INVOICE_STATES)[number];

export function deriveBalance(total: number, entries: readonly Entry[]): number {
  return entries.reduce((balance, { kind, amount }) => balance + SIGN[kind] * amount, total);
}

/** What was paid and neither given back, returned by the bank nor carried to another invoice. */
export function derivePaid(entries: readonly Entry[]): number {
  const money: readonly EntryKind[] = ['payment', 'carried-in', 'payment-returned', 'refund', 'carried-out'];
  return entries.reduce((paid, { kind, amount }) => paid - (money.includes(kind) ? SIGN[kind] * amount : 0), 0);
}

/** How an invoice stands on a day. Overpaid before all: money of somebody else lies with us. */
export function deriveInvoiceState(
  invoice: { readonly total: number; readonly dueOn: string; readonly entries: readonly Entry[] },
  today: string,
): { readonly state: InvoiceState; readonly balance: number; readonly daysLate: number } {
  const { entries } = invoice;
  const balance = deriveBalance(invoice.total, entries);
  const has = (kind: EntryKind) => entries.some((entry) => entry.kind === kind);
  const daysLate = balance > 0 ? Math.max(0, daysBetween(invoice.dueOn, today)) : 0;
  const as = (state: InvoiceState) => ({ state, balance, daysLate });
  if (balance < 0) return as('overpaid');
  if (balance === 0) return as(has('credit') ? 'credited' : derivePaid(entries) > 0 ? 'paid' : 'forgiven');
  if (daysLate > 0) return as('overdue');
  return as(derivePaid(entries) > 0 ? 'part-paid' : 'open');
}

export const AGES = ['not-due', 'late-30', 'late-60', 'late-90', 'late-over-90'] as const;

/** Ageing as accounts receivable counts it, from the due day. */
export function deriveAge(daysLate: number): (typeof AGES)[number] {
  if (daysLate <= 0) return 'not-due';
  return daysLate <= 30 ? 'late-30' : daysLate <= 60 ? 'late-60' : daysLate <= 90 ? 'late-90' : 'late-over-90';
}
