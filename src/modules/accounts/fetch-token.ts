import { sql } from 'kysely';
import type { Act, Acting, Actor } from '../../platform/act.ts';
import type { Queries } from '../../platform/db/database.ts';
import { secretHash } from '../../platform/ids.ts';
import type { ClientId } from './ids.ts';
import { keepToken } from './keep-token.ts';
import type { PublicKeySet } from './read-client-keys.ts';

/** A client with registered keys, as whoever checks its proof needs it. */
export interface KeyedClient {
  readonly actor: Actor;
  /** SMART system scopes it was registered with. */
  readonly scopes: readonly string[];
  readonly keys: PublicKeySet | undefined;
  readonly keysUrl: string | undefined;
}

/** Undefined: unknown, revoked, registered without keys, or an app. */
export async function findKeyedClient(queries: Queries, clientId: string): Promise<KeyedClient | undefined> {
  const { rows } = await sql<{
    id: string;
    name: string;
    scopes: string[];
    jwks: PublicKeySet | null;
    jwks_url: string | null;
    assignments: Actor['assignments'];
  }>`
    SELECT client.id, client.name, client.scopes, keys.jwks, keys.jwks_url, (
      SELECT coalesce(json_agg(json_build_object('role', held.role, 'facilityId', held.facility_id)), '[]')
      FROM accounts.role_assignment held
      WHERE held.client_id = client.id
        AND NOT EXISTS (SELECT FROM accounts.role_assignment_end ended WHERE ended.assignment_id = held.id)) AS assignments
    FROM accounts.machine_client client
    CROSS JOIN LATERAL (SELECT jwks, jwks_url FROM accounts.client_keys
                        WHERE client_id = client.id ORDER BY at DESC, id DESC LIMIT 1) keys
    WHERE client.id = ${clientId} AND client.redirect_uris = '{}'
      AND NOT EXISTS (SELECT FROM accounts.machine_client_revocation gone WHERE gone.client_id = client.id)`.execute(
    queries,
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    actor: { kind: 'machine', realm: 'machine', id: row.id, name: row.name, assignments: row.assignments },
    scopes: row.scopes,
    keys: row.jwks ?? undefined,
    keysUrl: row.jwks_url ?? undefined,
  };
}

/** A token that the acting client fetched by proving its key. */
export async function keepFetchedToken(
  act: Act,
  input: { token: string; scopes: readonly string[]; seconds: number },
): Promise<void> {
  await keepToken(act, { ...input, clientId: act.actor.id, fetched: true });
}

export interface LiveToken {
  readonly id: string;
  readonly clientId: ClientId;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Of a machine in its own name. Undefined: unknown, expired, revoked, or its client was. */
export async function findLiveToken(queries: Queries, token: string, now: Date): Promise<LiveToken | undefined> {
  const row = await queries
    .selectFrom('accounts.access_token as token')
    .leftJoin('accounts.access_token_revocation as gone', 'gone.token_id', 'token.id')
    .leftJoin('accounts.machine_client_revocation as left', 'left.client_id', 'token.client_id')
    .select(['token.id', 'token.client_id', 'token.scopes', 'token.created_at', 'token.expires_at'])
    .where('token.token_hash', '=', secretHash(token))
    .where('token.grant_id', 'is', null)
    .where('token.expires_at', '>', now)
    .where('gone.token_id', 'is', null)
    .where('left.client_id', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    clientId: row.client_id as ClientId,
    scopes: row.scopes,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}

/**
 * Marks a proof as used. False: it was used before; of two at the same moment one is told so, by the primary key.
 * @param proof its issuer and id, as one text
 */
export function spendAssertion(acting: Pick<Acting, 'maintain'>, proof: string, expiresAt: Date): Promise<boolean> {
  return acting.maintain(async (queries) => {
    const spent = await queries
      .insertInto('accounts.spent_assertion')
      .values({ digest: secretHash(proof), expires_at: expiresAt })
      .onConflict((conflict) => conflict.doNothing())
      .returning('digest')
      .executeTakeFirst();
    return spent !== undefined;
  });
}
