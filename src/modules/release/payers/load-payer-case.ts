import type { Selectable } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { DB } from '../../../platform/db/database.ts';
import { type DestinationRow, loadDestination } from './load-destination.ts';
import { payerProblems as problems } from './problems.ts';

export interface PayerCase {
  readonly row: Selectable<DB['release.payer_case']>;
  readonly destination: DestinationRow;
}

export async function readPayerCase(act: Act, requestId: string): Promise<PayerCase | undefined> {
  const row = await act.tx
    .selectFrom('release.payer_case')
    .selectAll()
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row === undefined ? undefined : { row, destination: await loadDestination(act, row.destination_id) };
}

/** @throws release/payer-case-unknown */
export async function loadPayerCase(act: Act, requestId: string): Promise<PayerCase> {
  const found = await readPayerCase(act, requestId);
  if (found === undefined)
    throw problems.payerCaseUnknown({ detail: 'Nothing was saved. Say first where it is handed in.' });
  return found;
}
