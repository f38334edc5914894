import type { Act } from '../../platform/act.ts';
import { endAllAppGrants } from './apps/end-app-grant.ts';
import { forgetIdentified } from './identified-lately.ts';

export type SessionEndReason =
  'signed-out' | 'ended-elsewhere' | 'deactivated' | 'second-factor-reset' | 'password-changed' | 'replaced';

/** Ends sessions before their time; in this process from the next request on, in others within a second. */
export async function endSessions(
  act: Act,
  parts: { personId: string; sessionIds: readonly string[]; reason: SessionEndReason },
): Promise<number> {
  if (parts.sessionIds.length === 0) return 0;
  const ended = await act.tx
    .insertInto('accounts.session_end')
    .values(parts.sessionIds.map((id) => ({ session_id: id, at: act.now, by: act.actor.id, reason: parts.reason })))
    .onConflict((conflict) => conflict.column('session_id').doNothing())
    .returning('session_id')
    .execute();
  act.note({ detail: { sessionsEnded: ended.length } });
  act.emit('accounts.access-ended', { personId: parts.personId });
  act.afterCommit(forgetIdentified);
  return ended.length;
}

/** Whatever a person could come in with: sessions (also idle ones), apps, half-done sign-ins, links not used yet. */
export async function endAllAccess(act: Act, personId: string, reason: SessionEndReason): Promise<void> {
  const open = await act.tx
    .selectFrom('accounts.session as session')
    .leftJoin('accounts.session_end as ended', 'ended.session_id', 'session.id')
    .select('session.id')
    .where('session.person_id', '=', personId)
    .where('session.expires_at', '>', act.now)
    .where('ended.session_id', 'is', null)
    .execute();
  await endSessions(act, { personId, sessionIds: open.map((row) => row.id), reason });
  await endAllAppGrants(act, personId);
  await act.tx.deleteFrom('accounts.pending_sign_in').where('person_id', '=', personId).execute();
  await act.tx
    .updateTable('accounts.setup_link')
    .set({ superseded_at: act.now })
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .where('superseded_at', 'is', null)
    .execute();
}
