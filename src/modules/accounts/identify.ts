import { sql } from 'kysely';
import type { ActContext, Acting, Actor } from '../../platform/act.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Queries } from '../../platform/db/database.ts';
import { secretHash } from '../../platform/ids.ts';
import { actorThroughApp, findAppGrant } from './apps/find-app.ts';
import { assignmentsOf } from './assignments-of.ts';
import { deriveSessionState, IDLE_MINUTES } from './derive-session-state.ts';
import { identificationEpoch, identifiedLately, keepIdentified } from './identified-lately.ts';
import { sessionHash } from './own-session.ts';

const NOTE_SEEN_EVERY_MS = 60_000;

/** Housekeeping is needed for `last_seen_at` alone: an entry in the log for every minute somebody works would bury it. */
export interface IdentifyingServices {
  readonly acting: Pick<Acting, 'lookup' | 'maintain'>;
  readonly clock: Clock;
}

type Assignments = Actor['assignments'];

interface SessionRow {
  id: string;
  person_id: string;
  display_name: string;
  last_seen_at: Date;
  expires_at: Date;
  assignments: Assignments;
  own_patient_ids: string[];
}

interface TokenRow {
  client_id: string;
  grant_id: string | null;
  name: string;
  scopes: string[];
  expires_at: Date;
  assignments: Assignments;
}

/**
 * Who holds this session cookie, or undefined: unknown, ended, idle, over, or the person was deactivated. A `passive`
 * question (an open stream of news) does not count as somebody at work, or no session would ever be idle.
 */
export async function identifySession(
  services: IdentifyingServices,
  token: string,
  options: { passive: boolean } = { passive: false },
): Promise<ActContext | undefined> {
  const now = services.clock.now();
  const hash = secretHash(token);
  const key = hash.toString('hex');
  const lately = identifiedLately(key, now);
  if (lately !== undefined) return { actor: lately };
  const epoch = identificationEpoch();
  const row = await services.acting.lookup((queries) => sessionOf(queries, hash));
  if (row === undefined) return undefined;
  if (deriveSessionState({ lastSeenAt: row.last_seen_at, expiresAt: row.expires_at }, now) !== 'live') return undefined;
  const actor: Actor = {
    kind: 'person',
    realm: 'staff',
    id: row.person_id,
    name: row.display_name,
    assignments: row.assignments,
    sessionHash: sessionHash(row.id),
    ownPatientIds: row.own_patient_ids,
  };
  if (!options.passive && now.getTime() - row.last_seen_at.getTime() >= NOTE_SEEN_EVERY_MS)
    await noteSeen(services, row.id, now);
  const idleAt = (options.passive ? row.last_seen_at : now).getTime() + IDLE_MINUTES * 60_000;
  keepIdentified(key, actor, new Date(Math.min(row.expires_at.getTime(), idleAt)), now, epoch);
  return { actor };
}

/**
 * Who holds this bearer token: a machine, or a person through an app. Undefined: unknown, expired, revoked, or its client
 * was, or what the person allowed holds no more.
 */
export async function identifyToken(services: IdentifyingServices, token: string): Promise<ActContext | undefined> {
  const now = services.clock.now();
  const hash = secretHash(token);
  const key = hash.toString('hex');
  const lately = identifiedLately(key, now);
  if (lately !== undefined) return { actor: lately };
  const epoch = identificationEpoch();
  const row = await services.acting.lookup((queries) => tokenOf(queries, hash));
  if (row === undefined || row.expires_at.getTime() <= now.getTime()) return undefined;
  const actor = row.grant_id === null ? machineOf(row) : await throughApp(services, row, row.grant_id, now);
  if (actor === undefined) return undefined;
  keepIdentified(key, actor, row.expires_at, now, epoch);
  return { actor };
}

function machineOf(row: TokenRow): Actor {
  const { client_id: id, name, assignments, scopes } = row;
  return { kind: 'machine', realm: 'machine', id, name, assignments, grants: scopes };
}

async function throughApp(
  services: IdentifyingServices,
  row: TokenRow,
  grantId: string,
  now: Date,
): Promise<Actor | undefined> {
  const grant = await services.acting.lookup((queries) => findAppGrant(queries, grantId, now));
  return grant === undefined ? undefined : actorThroughApp(grant, row.scopes);
}

async function noteSeen(services: IdentifyingServices, sessionId: string, now: Date): Promise<void> {
  await services.acting.maintain((queries) =>
    queries
      .updateTable('accounts.session')
      .set({ last_seen_at: now })
      .where('id', '=', sessionId)
      .where('last_seen_at', '<', now)
      .execute(),
  );
}

/** One question by unique index: asked for every request that was not asked within the last second. */
async function sessionOf(queries: Queries, hash: Buffer): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`
    SELECT session.id, session.person_id, person.display_name, session.last_seen_at, session.expires_at,
      ${assignmentsOf('person_id', 'person.id')} AS assignments,
      ARRAY(SELECT link.patient_id::text FROM accounts.person_patient link
            WHERE link.person_id = person.id
              AND NOT EXISTS (SELECT FROM accounts.person_patient_end ended WHERE ended.link_id = link.id)) AS own_patient_ids
    FROM accounts.session session
    JOIN accounts.person person ON person.id = session.person_id
    WHERE session.token_hash = ${hash}
      AND NOT EXISTS (SELECT FROM accounts.session_end ended WHERE ended.session_id = session.id)
      AND NOT EXISTS (SELECT FROM accounts.deactivation gone WHERE gone.person_id = person.id
                      AND NOT EXISTS (SELECT FROM accounts.reinstatement back WHERE back.deactivation_id = gone.id))`.execute(
    queries,
  );
  return rows[0];
}

async function tokenOf(queries: Queries, hash: Buffer): Promise<TokenRow | undefined> {
  const { rows } = await sql<TokenRow>`
    SELECT token.client_id, token.grant_id, client.name, token.scopes, token.expires_at,
      ${assignmentsOf('client_id', 'client.id')} AS assignments
    FROM accounts.access_token token
    JOIN accounts.machine_client client ON client.id = token.client_id
    WHERE token.token_hash = ${hash}
      AND NOT EXISTS (SELECT FROM accounts.access_token_revocation gone WHERE gone.token_id = token.id)
      AND NOT EXISTS (SELECT FROM accounts.machine_client_revocation gone WHERE gone.client_id = client.id)`.execute(
    queries,
  );
  return rows[0];
}
