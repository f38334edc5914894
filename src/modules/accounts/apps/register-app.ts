import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { ClientId } from '../ids.ts';
import { assertNameFree, assertReach, type ClientKeys, setKeys } from '../register-client.ts';
import { requireStepUp } from '../require-step-up.ts';
import { readAppScopes } from './read-app-scopes.ts';
import { readRedirectUris } from './read-redirect-uris.ts';

/**
 * An app that people let read in their own name (SMART App Launch 2, standalone). It holds no role: what it sees is what
 * the person may see, as far as the scopes go. Without keys it is a public client, which proves itself by PKCE alone.
 * @throws accounts/client-known, accounts/scope-not-understood, accounts/redirect-refused, accounts/step-up-needed
 */
export async function registerApp(
  act: Act,
  input: { name: string; scope: string; redirectUris: readonly string[]; keys: ClientKeys | undefined },
): Promise<{ clientId: ClientId }> {
  await requireStepUp(act);
  assertReach(act);
  const scopes = readAppScopes(input.scope);
  const redirectUris = readRedirectUris(input.redirectUris);
  await assertNameFree(act, input.name);
  const clientId = newId<ClientId>();
  await act.tx
    .insertInto('accounts.machine_client')
    .values({
      id: clientId,
      name: input.name,
      scopes,
      redirect_uris: redirectUris,
      created_at: act.now,
      created_by: act.actor.id,
    })
    .execute();
  if (input.keys !== undefined) await setKeys(act, clientId, input.keys);
  act.note({ subjectIds: [clientId], detail: { scopes, redirectUris, public: input.keys === undefined } });
  return { clientId };
}
