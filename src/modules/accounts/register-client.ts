import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { withinReach } from './decide-role-change.ts';
import { forgetIdentified } from './identified-lately.ts';
import type { ClientId } from './ids.ts';
import { beyondReach } from './manage-person.ts';
import { problems } from './problems.ts';
import type { PublicKeySet } from './read-client-keys.ts';
import { readScopes } from './read-scopes.ts';
import { requireStepUp } from './require-step-up.ts';

const CLIENT_ROLE = 'integration-client';

/** The public keys themselves, or where the client publishes them. */
export type ClientKeys = { readonly set: PublicKeySet } | { readonly url: string };

/**
 * A client that fetches its own tokens (SMART Backend Services), with the role of an integration client at all facilities.
 * @throws accounts/client-known, accounts/scope-not-understood, accounts/step-up-needed
 */
export async function registerClient(
  act: Act,
  input: { name: string; scope: string; keys: ClientKeys },
): Promise<{ clientId: ClientId }> {
  await requireStepUp(act);
  assertReach(act);
  const scopes = readScopes(input.scope);
  await assertNameFree(act, input.name);
  const clientId = await addClient(act, input.name, scopes);
  await setKeys(act, clientId, input.keys);
  act.note({ subjectIds: [clientId], detail: { scopes, ...said(input.keys) } });
  return { clientId };
}

/**
 * Other keys from now on: what the old ones would prove is refused. Tokens already fetched live out their minutes.
 * @throws accounts/no-such-client, accounts/step-up-needed
 */
export async function replaceClientKeys(act: Act, input: { clientId: string; keys: ClientKeys }): Promise<void> {
  await requireStepUp(act);
  assertReach(act);
  const client = await act.tx
    .selectFrom('accounts.machine_client as client')
    .leftJoin('accounts.machine_client_revocation as gone', 'gone.client_id', 'client.id')
    .select('client.id')
    .where('client.id', '=', input.clientId)
    .where('gone.client_id', 'is', null)
    .executeTakeFirst();
  if (client === undefined)
    throw problems.noSuchClient({ detail: 'There is no such client, or it was revoked. Nothing was changed.' });
  await setKeys(act, client.id, input.keys);
  act.note({ subjectIds: [client.id], detail: said(input.keys) });
  act.afterCommit(forgetIdentified);
}

/** The client's row and its role; whoever calls has asked for step-up and reach. */
export async function addClient(act: Act, name: string, scopes: readonly string[]): Promise<ClientId> {
  const id = newId<ClientId>();
  await act.tx
    .insertInto('accounts.machine_client')
    .values({ id, name, scopes: [...scopes], created_at: act.now, created_by: act.actor.id })
    .execute();
  await act.tx
    .insertInto('accounts.role_assignment')
    .values({ id: newId(), client_id: id, role: CLIENT_ROLE, granted_at: act.now, granted_by: act.actor.id })
    .execute();
  act.emit('accounts.roles-changed', { clientId: id });
  return id;
}

/** @throws accounts/beyond-reach: a client acts at every facility, so whoever manages only some makes none. */
export function assertReach(act: Act): void {
  if (!withinReach(act.scope.facilityIds, [{ role: CLIENT_ROLE, facilityId: null }])) throw beyondReach();
}

/** @throws accounts/client-known */
export async function assertNameFree(act: Act, name: string): Promise<void> {
  const known = await act.tx
    .selectFrom('accounts.machine_client')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirst();
  if (known !== undefined)
    throw problems.clientKnown({
      detail: `There is a client called ${name}. Nothing was registered; replace the keys of that one, or choose another name.`,
      at: 'name',
    });
}

export async function setKeys(act: Act, clientId: string, keys: ClientKeys): Promise<void> {
  await act.tx
    .insertInto('accounts.client_keys')
    .values({
      id: newId(),
      client_id: clientId,
      jwks: 'set' in keys ? JSON.stringify(keys.set) : null,
      jwks_url: 'url' in keys ? keys.url : null,
      at: act.now,
      by: act.actor.id,
    })
    .execute();
}

function said(keys: ClientKeys) {
  return 'set' in keys ? { kids: keys.set.keys.map((key) => key['kid'] ?? '') } : { keysUrl: keys.url };
}
