import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { PublicKeySet } from './read-client-keys.ts';

const CLIENTS_SHOWN = 200;
const TOKENS_SHOWN = 2_000;

/** Machines with the keys they prove themselves by and their tokens that still work. */
export async function listClients(act: Act) {
  const clients = await act.tx
    .selectFrom('accounts.machine_client as client')
    .leftJoin('accounts.machine_client_revocation as gone', 'gone.client_id', 'client.id')
    .select([
      'client.id',
      'client.name',
      'client.scopes',
      'client.redirect_uris',
      'client.created_at',
      'gone.at as revoked_at',
    ])
    .orderBy('client.name')
    .limit(CLIENTS_SHOWN)
    .execute();
  const keys = await act.tx
    .selectFrom('accounts.client_keys')
    .distinctOn('client_id')
    .select(['client_id', 'jwks', 'jwks_url', 'at'])
    .where(sql<boolean>`client_id = ANY(${clients.map((client) => client.id)}::uuid[])`)
    .orderBy('client_id')
    .orderBy('at', 'desc')
    .execute();
  const tokens = await act.tx
    .selectFrom('accounts.access_token as token')
    .leftJoin('accounts.access_token_revocation as gone', 'gone.token_id', 'token.id')
    .select(['token.id', 'token.client_id', 'token.scopes', 'token.created_at', 'token.expires_at'])
    .where('gone.token_id', 'is', null)
    .where('token.grant_id', 'is', null)
    .where('token.expires_at', '>', act.now)
    .orderBy('token.created_at', 'desc')
    .limit(TOKENS_SHOWN)
    .execute();
  act.note({ count: clients.length });
  return clients.map((client) => ({
    keys: shownKeys(keys.find((each) => each.client_id === client.id)),
    id: client.id,
    name: client.name,
    scopes: client.scopes,
    redirectUris: client.redirect_uris,
    createdAt: client.created_at.toISOString(),
    revokedAt: client.revoked_at?.toISOString() ?? null,
    tokens: tokens
      .filter((token) => token.client_id === client.id && client.revoked_at === null)
      .map((token) => ({
        id: token.id,
        scopes: token.scopes,
        createdAt: token.created_at.toISOString(),
        expiresAt: token.expires_at.toISOString(),
      })),
  }));
}

function shownKeys(row: { jwks: unknown; jwks_url: string | null; at: Date } | undefined) {
  if (row === undefined) return null;
  const { keys } = (row.jwks ?? { keys: [] }) as PublicKeySet; // as registerClient wrote it
  return { url: row.jwks_url, kids: keys.map((key) => key['kid'] ?? ''), since: row.at.toISOString() };
}
