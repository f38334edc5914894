import type { Act } from '../../../platform/act.ts';

const MOST = 500;

/** An invoice as whoever it was sent to may know it. Amounts in cents of a US dollar. */
export interface OwnInvoice {
  readonly number: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly total: number;
  /** Still to pay; below nothing: paid too much. */
  readonly balance: number;
}

const COLUMNS = ['i.number', 'i.issued_on', 'i.due_on', 'i.total_cents', 'i.balance_cents'] as const;

/** What was asked for of the requester of these requests: an invoice to another payer is nobody else's. */
export async function readOwnInvoices(
  act: Act,
  requestIds: readonly string[],
): Promise<(OwnInvoice & { requestId: string })[]> {
  if (requestIds.length === 0) return [];
  const rows = await act.tx
    .selectFrom('release.fee_invoice as i')
    .innerJoin('release.request as r', 'r.id', 'i.request_id')
    .select('r.id as request_id')
    .select(COLUMNS)
    .where('i.request_id', 'in', [...requestIds])
    .whereRef('i.payer_name', '=', 'r.requester_name')
    .orderBy('i.recorded_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({ requestId: row.request_id, ...told(row) }));
}

/**
 * What money was asked for over the records of these registrations of one person, for copies or for an accounting, and of
 * whom: only who was asked may know it, which is the caller's to see to.
 */
export async function readInvoicesOfPerson(act: Act, patientIds: readonly string[]) {
  const rows = await act.tx
    .selectFrom('release.fee_invoice as i')
    .select(['i.id', 'i.rights_id', 'i.payer_name', 'i.letter_id'])
    .select(COLUMNS)
    .where('i.patient_id', 'in', [...patientIds])
    .orderBy('i.recorded_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, payerName: row.payer_name, letterId: row.letter_id, ...told(row) },
    of: row.rights_id === null ? ('copies' as const) : ('accounting' as const),
  }));
}

interface Row {
  readonly number: string;
  readonly issued_on: string;
  readonly due_on: string;
  readonly total_cents: number;
  readonly balance_cents: number;
}

function told(row: Row): OwnInvoice {
  return {
    number: row.number,
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    total: row.total_cents,
    balance: row.balance_cents,
  };
}
