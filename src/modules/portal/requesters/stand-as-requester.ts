import type { Act } from '../../../platform/act.ts';
import { type RequesterEntry, standingRequester } from '../../release/index.ts';
import { problems } from '../problems.ts';
import { ownAccount } from '../stand-for.ts';

/** As which entry of the directory an account asks, judged now. */
export interface RequesterStanding {
  readonly accountId: string;
  readonly personName: string;
  readonly entry: RequesterEntry;
}

/**
 * May this account ask as a requester now? The desk has not ended it, and its entry stands in the directory, itself or by
 * what it was merged into. An account of a patient is none.
 * @throws portal/not-reached
 */
export async function standAsRequester(act: Act): Promise<RequesterStanding> {
  const accountId = ownAccount(act);
  const account = await act.tx
    .selectFrom('portal.account')
    .select(['display_name', 'requester_id'])
    .where('id', '=', accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  const entry = await standingRequester(act, account?.requester_id ?? null);
  if (account === undefined || entry === undefined)
    throw problems.notReached({ detail: 'Nothing was opened. Sign in again, or call the records office.' });
  return { accountId, personName: account.display_name, entry };
}
