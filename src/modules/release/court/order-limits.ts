import type { DateText } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';

/** What an order or subpoena names; null: that it leaves open. */
export interface OrderLimits {
  readonly from: DateText | null;
  readonly to: DateText | null;
  readonly typeCodes: readonly string[] | null;
  readonly documentIds: readonly string[] | null;
}

/** They rest on the process itself; on another authority its limits bind nobody. */
const ON_PROCESS: readonly string[] = ['court-order', 'part2-court-order', 'subpoena', 'law-enforcement-process'];

/** The limits of the process that counts, where the release rests on it. */
export async function readOrderLimits(act: Act, requestId: string, basis: string): Promise<OrderLimits | undefined> {
  if (!ON_PROCESS.includes(basis)) return undefined;
  const row = await act.tx
    .selectFrom('release.court_process')
    .select(['order_from', 'order_to', 'order_types', 'order_documents'])
    .where('request_id', '=', requestId)
    .where('counts', '=', true)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const limits = {
    from: row.order_from,
    to: row.order_to,
    typeCodes: row.order_types,
    documentIds: row.order_documents,
  };
  return Object.values(limits).every((each) => each === null) ? undefined : limits;
}
