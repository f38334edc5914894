import type { Act } from '../../../platform/act.ts';

const MOST = 500;

/** An invoice as whoever it was sent to may know it. Amounts in cents of a US dollar. */
export interface OwnInvoice {
  readonly requestId: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly total: number;
  /** Still to pay; below nothing: paid too much. */
  readonly balance: number;
}

/** What was asked for of the requester of these requests: an invoice to another payer is nobody else's. */
export async function readOwnInvoices(act: Act, requestIds: readonly string[]): Promise<OwnInvoice[]> {
  if (requestIds.length === 0) return [];
  const rows = await act.tx
    .selectFrom('release.fee_invoice as i')
    .innerJoin('release.request as r', 'r.id', 'i.request_id')
    .select(['r.id as request_id', 'i.number', 'i.issued_on', 'i.due_on', 'i.total_cents', 'i.balance_cents'])
    .where('i.request_id', 'in', [...requestIds])
    .whereRef('i.payer_name', '=', 'r.requester_name')
    .orderBy('i.recorded_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    requestId: row.request_id,
    number: row.number,
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    total: row.total_cents,
    balance: row.balance_cents,
  }));
}
