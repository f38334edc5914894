import { printTable } from '../../../platform/print-table.ts';
import type { Act } from '../../../platform/act.ts';
import { daysBetween, localDate } from '../../../../packages/rule-engine/index.ts';
import { listFacilities } from '../../directory/index.ts';
import { AGES, deriveAge } from './derive-invoice-state.ts';

const MOST_ROWS = 500;
const MOST_EXPORTED = 50_000;

export interface OpenInvoice {
  readonly id: string;
  /** The request whose copies it asks for, or the one for an accounting. */
  readonly requestId: string | null;
  readonly rightsId: string | null;
  readonly requestNumber: string;
  readonly number: string;
  readonly payerName: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly total: number;
  readonly balance: number;
  readonly daysLate: number;
  readonly age: (typeof AGES)[number];
}

/**
 * Invoices on which something is open, the longest late first; what was paid too much stands among them. By index
 * fee_invoice_open, which settled ones are not in. Nobody is shown one about himself.
 */
export async function listInvoices(
  act: Act,
  asked: { readonly show: 'open' | 'overdue'; readonly all?: boolean },
): Promise<{
  invoices: OpenInvoice[];
  more: boolean;
  ages: { age: OpenInvoice['age']; count: number; cents: number }[];
}> {
  const limit = asked.all === true ? MOST_EXPORTED : MOST_ROWS;
  const own = [...(act.actor.ownPatientIds ?? [])];
  const rows = await act.tx
    .selectFrom('release.fee_invoice as i')
    .leftJoin('release.request as r', 'r.id', 'i.request_id')
    .leftJoin('release.rights_request as g', (join) =>
      join.onRef('g.patient_id', '=', 'i.patient_id').onRef('g.id', '=', 'i.rights_id'),
    )
    .select(({ fn }) => fn.coalesce('r.number', 'g.number').as('request_number'))
    .select(['i.id', 'i.request_id', 'i.rights_id', 'i.number', 'i.payer_name', 'i.facility_id'])
    .select(['i.issued_on', 'i.due_on', 'i.total_cents', 'i.balance_cents', 'i.patient_id'])
    .where('i.balance_cents', '<>', 0)
    .$if(own.length > 0, (query) => query.where('i.patient_id', 'not in', own))
    .orderBy('i.due_on')
    .orderBy('i.id')
    .limit(limit + 1)
    .execute();
  const zones = new Map((await listFacilities(act)).map((facility) => [facility.id, facility.timeZone]));
  const listed = rows.slice(0, limit).map((row) => {
    const today = localDate(act.now, zones.get(row.facility_id) ?? 'UTC');
    const daysLate = row.balance_cents > 0 ? Math.max(0, daysBetween(row.due_on, today)) : 0;
    return {
      id: row.id,
      requestId: row.request_id,
      rightsId: row.rights_id,
      requestNumber: row.request_number ?? '',
      number: row.number,
      payerName: row.payer_name,
      issuedOn: row.issued_on,
      dueOn: row.due_on,
      total: row.total_cents,
      balance: row.balance_cents,
      daysLate,
      age: deriveAge(daysLate),
    };
  });
  const invoices = asked.show === 'overdue' ? listed.filter(({ daysLate }) => daysLate > 0) : listed;
  act.note({ count: invoices.length, patientIds: [...new Set(rows.map((row) => row.patient_id))].slice(0, 100) });
  return {
    invoices,
    more: rows.length > limit,
    ages: AGES.map((age) => {
      const of = invoices.filter((each) => each.age === age && each.balance > 0);
      return { age, count: of.length, cents: of.reduce((sum, { balance }) => sum + balance, 0) };
    }),
  };
}

/** As a table for a spreadsheet, in which no cell can be a formula. Amounts are decimals of the currency. */
export function printInvoices(invoices: readonly OpenInvoice[]): Buffer {
  const money = (cents: number) =>
    `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
  return printTable([
    ['invoice', 'request', 'payer', 'issued', 'due', 'total USD', 'open USD', 'days late', 'age'],
    ...invoices.map((each) => [
      ...[each.number, each.requestNumber, each.payerName, each.issuedOn, each.dueOn],
      ...[money(each.total), money(each.balance), String(each.daysLate), each.age],
    ]),
  ]);
}
