import { createHash } from 'node:crypto';
import type { Actor } from '../../platform/act.ts';
import type { Queries } from '../../platform/db/database.ts';
import { deriveSessionState } from './derive-session-state.ts';

/** More browsers at once than this end the oldest. */
export const SESSIONS_PER_PERSON = 10;

/** How the log names a session: not the id, which the person's own list shows. */
export function sessionHash(sessionId: string): string {
  return createHash('sha256').update(`session ${sessionId}`).digest('hex');
}

export async function liveSessions(tx: Queries, personId: string, now: Date) {
  const rows = await tx
    .selectFrom('accounts.session as session')
    .leftJoin('accounts.session_end as ended', 'ended.session_id', 'session.id')
    .select([
      'session.id',
      'session.factor',
      'session.created_at',
      'session.last_seen_at',
      'session.step_up_at',
      'session.expires_at',
      'session.agent_digest',
    ])
    .where('session.person_id', '=', personId)
    .where('session.expires_at', '>', now)
    .where('ended.session_id', 'is', null)
    .orderBy('session.created_at')
    .limit(SESSIONS_PER_PERSON * 20)
    .execute();
  return rows.filter(
    (row) => deriveSessionState({ lastSeenAt: row.last_seen_at, expiresAt: row.expires_at }, now) === 'live',
  );
}

/** The session that the actor of a request is in; undefined for machines, operators and jobs. */
export async function ownSession(tx: Queries, actor: Actor, now: Date) {
  if (actor.kind !== 'person' || actor.sessionHash === undefined) return undefined;
  const live = await liveSessions(tx, actor.id, now);
  return live.find((session) => sessionHash(session.id) === actor.sessionHash);
}
