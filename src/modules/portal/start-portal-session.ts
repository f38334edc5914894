import type { Act } from '../../platform/act.ts';
import { newId, secretHash } from '../../platform/ids.ts';
import { SESSION_HOURS, SESSIONS_PER_ACCOUNT } from './session-times.ts';

/** Opens a session for an account that has just been proved; the oldest of too many ends. */
export async function startPortalSession(act: Act, accountId: string, token: string): Promise<void> {
  const live = await act.tx
    .selectFrom('portal.session')
    .select('id')
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', act.now)
    .orderBy('created_at')
    .limit(100)
    .execute();
  const tooMany = live.slice(0, Math.max(0, live.length - SESSIONS_PER_ACCOUNT + 1)).map(({ id }) => id);
  if (tooMany.length > 0)
    await act.tx
      .updateTable('portal.session')
      .set({ ended_at: act.now, end_reason: 'replaced' })
      .where('id', 'in', tooMany)
      .execute();
  await act.tx
    .insertInto('portal.session')
    .values({
      id: newId(),
      token_hash: secretHash(token),
      account_id: accountId,
      created_at: act.now,
      last_seen_at: act.now,
      expires_at: new Date(act.now.getTime() + SESSION_HOURS * 3_600_000),
    })
    .execute();
}

/** @returns how many were live */
export async function endPortalSessions(
  act: Act,
  of: { readonly accountId: string; readonly sessionId?: string | undefined },
  reason: 'signed-out' | 'everywhere' | 'passphrase-changed' | 'ended-by-desk',
): Promise<void> {
  await act.tx
    .updateTable('portal.session')
    .set({ ended_at: act.now, end_reason: reason })
    .where('account_id', '=', of.accountId)
    .where('ended_at', 'is', null)
    .$if(of.sessionId !== undefined, (query) => query.where('id', '=', of.sessionId ?? ''))
    .execute();
}
