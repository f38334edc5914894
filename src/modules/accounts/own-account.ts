import type { Act } from '../../platform/act.ts';
import { IDLE_MINUTES } from './derive-session-state.ts';
import { liveSessions, ownSession, sessionHash } from './own-session.ts';
import { personById, rolesHeld } from './people.ts';
import { STEP_UP_MINUTES } from './require-step-up.ts';

/** Who a person is and how they are signed in, as the browser shows it. */
export async function describeAccount(act: Act, personId: string, sessionId: string | undefined) {
  const person = await personById(act.tx, personId);
  const assignments = await rolesHeld(act.tx)
    .select(['held.role', 'held.facility_id as facilityId'])
    .where('held.person_id', '=', personId)
    .orderBy('held.role')
    .execute();
  const session =
    sessionId === undefined
      ? undefined
      : (await liveSessions(act.tx, personId, act.now)).find((each) => each.id === sessionId);
  const codes = await act.tx
    .selectFrom('accounts.recovery_code')
    .select((select) => select.fn.countAll<string>().as('left'))
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return {
    person: { id: person.id, username: person.username, name: person.display_name, email: person.email },
    assignments,
    recoveryCodesLeft: Number(codes.left),
    ...(session === undefined
      ? {}
      : {
          session: {
            id: session.id,
            expiresAt: session.expires_at.toISOString(),
            idleSeconds: IDLE_MINUTES * 60,
            steppedUpUntil: new Date(session.step_up_at.getTime() + STEP_UP_MINUTES * 60_000).toISOString(),
          },
        }),
  };
}

export async function describeOwnAccount(act: Act) {
  act.note({ coalesce: 'own-account' });
  const session = await ownSession(act.tx, act.actor, act.now);
  return describeAccount(act, act.actor.id, session?.id);
}

/** The browsers one is signed in at; one that is not known may be a stranger's. */
export async function listOwnSessions(act: Act) {
  const live = await liveSessions(act.tx, act.actor.id, act.now);
  act.note({ count: live.length });
  return live.map((session) => ({
    id: session.id,
    factor: session.factor,
    createdAt: session.created_at.toISOString(),
    lastSeenAt: session.last_seen_at.toISOString(),
    expiresAt: session.expires_at.toISOString(),
    browser: session.agent_digest.toString('hex').slice(0, 8),
    current: sessionHash(session.id) === act.actor.sessionHash,
  }));
}
