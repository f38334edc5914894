import type { Act } from '../../platform/act.ts';
import { newId, secretHash } from '../../platform/ids.ts';

export interface NewToken {
  readonly token: string;
  readonly clientId: string;
  /** Of the person in whose name an app reads; none where a machine acts in its own. */
  readonly grantId?: string;
  readonly scopes: readonly string[];
  readonly seconds: number;
  /** By the client itself; else it was handed over. */
  readonly fetched: boolean;
}

/** A bearer token that counts from now on. Only its hash is kept. */
export async function keepToken(act: Act, kept: NewToken): Promise<{ tokenId: string; expiresAt: Date }> {
  const tokenId = newId();
  const expiresAt = new Date(act.now.getTime() + kept.seconds * 1000);
  await act.tx
    .insertInto('accounts.access_token')
    .values({
      id: tokenId,
      token_hash: secretHash(kept.token),
      client_id: kept.clientId,
      grant_id: kept.grantId ?? null,
      scopes: [...kept.scopes],
      created_at: act.now,
      created_by: act.actor.id,
      expires_at: expiresAt,
      fetched: kept.fetched,
    })
    .execute();
  act.note({ subjectIds: [tokenId], detail: { scopes: kept.scopes, expiresAt: expiresAt.toISOString() } });
  return { tokenId, expiresAt };
}
