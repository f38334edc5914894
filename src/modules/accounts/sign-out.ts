import type { Act } from '../../platform/act.ts';
import { endSessions } from './end-access.ts';
import { liveSessions, ownSession } from './own-session.ts';
import { problems } from './problems.ts';

/** Ends the session the request came in with. */
export async function signOut(act: Act): Promise<void> {
  const session = await ownSession(act.tx, act.actor, act.now);
  if (session !== undefined)
    await endSessions(act, { personId: act.actor.id, sessionIds: [session.id], reason: 'signed-out' });
}

/**
 * Ends another session of one's own: the PC on the ward, the laptop left at home.
 * @throws accounts/no-such-session
 */
export async function endOwnSession(act: Act, sessionId: string): Promise<void> {
  const live = await liveSessions(act.tx, act.actor.id, act.now);
  if (!live.some((session) => session.id === sessionId))
    throw problems.noSuchSession({ detail: 'It has ended already, or it is not yours. Nothing was changed.' });
  await endSessions(act, { personId: act.actor.id, sessionIds: [sessionId], reason: 'ended-elsewhere' });
}
