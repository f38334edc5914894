import type { Act } from '../../platform/act.ts';
import { secretToken } from '../../platform/ids.ts';
import type { ClientId } from './ids.ts';
import { keepToken } from './keep-token.ts';
import { problems } from './problems.ts';
import { readScopes } from './read-scopes.ts';
import { addClient, assertReach } from './register-client.ts';
import { requireStepUp } from './require-step-up.ts';

export const TOKEN_DAYS = 90;
export const TOKEN_DAYS_MAX = 366;

export interface IssuedToken {
  readonly token: string;
  readonly tokenId: string;
  readonly clientId: ClientId;
  readonly expiresAt: Date;
}

/**
 * A bearer token for a machine. A client not known yet is registered under that name with the role of an integration
 * client at all facilities; one that is gets the scopes it did not have.
 * @param ttl seconds; 90 days when not given, a year at most
 * @throws accounts/scope-not-understood, accounts/is-an-app, accounts/no-such-client once it was revoked, accounts/step-up-needed
 */
export async function issueToken(
  act: Act,
  input: { client: string; scope: string; ttl?: number | undefined },
  token = secretToken(),
): Promise<IssuedToken> {
  await requireStepUp(act);
  assertReach(act);
  const scopes = readScopes(input.scope);
  const seconds = Math.min(input.ttl ?? TOKEN_DAYS * 86_400, TOKEN_DAYS_MAX * 86_400);
  const clientId = (await knownClient(act, input.client, scopes)) ?? (await addClient(act, input.client, scopes));
  const { tokenId, expiresAt } = await keepToken(act, { token, clientId, scopes, seconds, fetched: false });
  act.note({ subjectIds: [clientId] });
  return { token, tokenId, clientId, expiresAt };
}

async function knownClient(act: Act, name: string, scopes: readonly string[]): Promise<ClientId | undefined> {
  const client = await act.tx
    .selectFrom('accounts.machine_client as client')
    .leftJoin('accounts.machine_client_revocation as gone', 'gone.client_id', 'client.id')
    .select(['client.id', 'client.scopes', 'client.redirect_uris', 'gone.at as revokedAt'])
    .where('client.name', '=', name)
    .executeTakeFirst();
  if (client === undefined) return undefined;
  if (client.revokedAt !== null)
    throw problems.noSuchClient({
      detail: 'This client was revoked. Nothing was issued; register it under a new name.',
    });
  if (client.redirect_uris.length > 0)
    throw problems.isAnApp({
      detail:
        'Nothing was issued. An app gets its tokens from the people who allow it; issue one to a machine under another name.',
      at: 'client',
    });
  const added = scopes.filter((scope) => !client.scopes.includes(scope));
  if (added.length > 0)
    await act.tx
      .updateTable('accounts.machine_client')
      .set({ scopes: [...client.scopes, ...added] })
      .where('id', '=', client.id)
      .execute();
  return client.id as ClientId;
}
