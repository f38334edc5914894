import type { Act } from '../../../platform/act.ts';
import type { Queries } from '../../../platform/db/database.ts';
import { secretHash } from '../../../platform/ids.ts';
import { keepToken } from '../keep-token.ts';

/** A token that the app of the acting person fetched with a code or a refresh token. */
export async function keepAppToken(
  act: Act,
  input: { grantId: string; clientId: string; token: string; scopes: readonly string[]; seconds: number },
): Promise<void> {
  await keepToken(act, { ...input, fetched: true });
  act.note({ subjectIds: [input.grantId] });
}

export interface LiveAppToken {
  readonly id: string;
  readonly grantId: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Undefined: unknown, expired, revoked, or no token of an app. Whether its grant holds is asked of `findAppGrant`. */
export async function findAppToken(queries: Queries, token: string, now: Date): Promise<LiveAppToken | undefined> {
  const row = await queries
    .selectFrom('accounts.access_token as token')
    .leftJoin('accounts.access_token_revocation as gone', 'gone.token_id', 'token.id')
    .select(['token.id', 'token.grant_id', 'token.client_id', 'token.scopes', 'token.created_at', 'token.expires_at'])
    .where('token.token_hash', '=', secretHash(token))
    .where('token.expires_at', '>', now)
    .where('gone.token_id', 'is', null)
    .executeTakeFirst();
  if (row === undefined || row.grant_id === null) return undefined;
  return {
    id: row.id,
    grantId: row.grant_id,
    clientId: row.client_id,
    scopes: row.scopes,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
