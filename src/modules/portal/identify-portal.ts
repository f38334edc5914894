import { sql } from 'kysely';
import type { Actor, Acting } from '../../platform/act.ts';
import type { Clock } from '../../platform/clock.ts';
import { secretHash } from '../../platform/ids.ts';
import { registrationsWith } from '../patients/index.ts';
import { isLive } from './session-times.ts';

const NOTE_SEEN_EVERY_MS = 60_000;

/** The routes of the realm: only they read its cookie, and they read no other. */
export const PORTAL_PATH = '/api/v1/portal/';

export interface PortalServices {
  readonly acting: Pick<Acting, 'lookup' | 'maintain'>;
  readonly clock: Clock;
}

const PREFIX = 'portal:';
export const actorIdOf = (accountId: string): string => `${PREFIX}${accountId}`;

/** The account behind an actor of the realm. */
export function accountOf(actor: Actor): string | undefined {
  return actor.realm === 'portal' && actor.id.startsWith(PREFIX) ? actor.id.slice(PREFIX.length) : undefined;
}

/** Who holds this cookie of the portal, bound to the records that the account reaches now. Asked anew at every request. */
export async function identifyPortal(services: PortalServices, token: string): Promise<{ actor: Actor } | undefined> {
  const now = services.clock.now();
  const found = await services.acting.lookup(async (queries) => {
    const session = await queries
      .selectFrom('portal.session as s')
      .innerJoin('portal.account as a', 'a.id', 's.account_id')
      .select(['s.id', 's.account_id as accountId', 's.last_seen_at as lastSeenAt', 's.expires_at as expiresAt'])
      .select('a.requester_id as requesterId')
      .where('s.token_hash', '=', secretHash(token))
      .where('s.ended_at', 'is', null)
      .where('a.ended_at', 'is', null)
      .executeTakeFirst();
    if (session === undefined || !isLive(session, now)) return undefined;
    // A requester reaches no record: whatever it is shown, the product reads for it.
    if (session.requesterId !== null) return { session, role: 'portal-requester' as const, bound: [] };
    const { rows } = await sql<{ id: string }>`
      SELECT id FROM portal.reached_by(${session.accountId}::uuid) AS id`.execute(queries);
    const reached = rows.map(({ id }) => id);
    const role = 'portal-patient' as const;
    return { session, role, bound: reached.length === 0 ? [] : await registrationsWith(queries, reached) };
  });
  if (found === undefined) return undefined;
  const { session, role, bound } = found;
  if (now.getTime() - session.lastSeenAt.getTime() >= NOTE_SEEN_EVERY_MS)
    await services.acting.maintain((queries) =>
      queries.updateTable('portal.session').set({ last_seen_at: now }).where('id', '=', session.id).execute(),
    );
  return { actor: portalActor(session.accountId, session.id, bound, role) };
}

export function portalActor(
  accountId: string,
  sessionId: string,
  boundPatientIds: readonly string[],
  role: 'portal-patient' | 'portal-requester' = 'portal-patient',
): Actor {
  return {
    kind: 'person',
    realm: 'portal',
    id: actorIdOf(accountId),
    name: 'Somebody in the portal',
    assignments: [{ role, facilityId: null }],
    sessionHash: sessionId,
    boundPatientIds,
  };
}
