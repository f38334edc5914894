import type { Act } from '../../../platform/act.ts';
import { forgetIdentified } from '../identified-lately.ts';
import { problems } from '../problems.ts';

export type GrantEndCause = 'by-person' | 'by-administrator' | 'given-back' | 'used-twice' | 'access-ended';

/** An app may not go on: its codes and tokens are dead from this act on. What has ended stays as it is. */
export async function endAppGrants(act: Act, grantIds: readonly string[], cause: GrantEndCause): Promise<number> {
  if (grantIds.length === 0) return 0;
  const ended = await act.tx
    .insertInto('accounts.app_grant_end')
    .values(grantIds.map((id) => ({ grant_id: id, at: act.now, by: act.actor.id, cause })))
    .onConflict((conflict) => conflict.column('grant_id').doNothing())
    .returning('grant_id')
    .execute();
  act.note({ subjectIds: ended.map((row) => row.grant_id), detail: { appsEnded: ended.length } });
  act.afterCommit(forgetIdentified);
  return ended.length;
}

/** Ends what the acting person allowed. @throws accounts/no-such-grant */
export async function endOwnAppGrant(act: Act, grantId: string): Promise<void> {
  await endOne(act, { grantId, personId: act.actor.id }, 'by-person');
}

/** Ends what somebody allowed an app. @throws accounts/no-such-grant */
export async function endAppGrantOf(act: Act, of: { clientId: string; grantId: string }): Promise<void> {
  await endOne(act, of, 'by-administrator');
}

/** All that a person allowed, when whatever proves them changed or was taken away. */
export async function endAllAppGrants(act: Act, personId: string): Promise<void> {
  const rows = await act.tx
    .selectFrom('accounts.app_grant')
    .select('id')
    .where('person_id', '=', personId)
    .where('expires_at', '>', act.now)
    .execute();
  await endAppGrants(
    act,
    rows.map((row) => row.id),
    'access-ended',
  );
}

async function endOne(
  act: Act,
  of: { grantId: string; personId?: string; clientId?: string },
  cause: GrantEndCause,
): Promise<void> {
  const row = await act.tx
    .selectFrom('accounts.app_grant')
    .select(['id', 'client_id'])
    .where('id', '=', of.grantId)
    .$if(of.personId !== undefined, (query) => query.where('person_id', '=', of.personId ?? ''))
    .$if(of.clientId !== undefined, (query) => query.where('client_id', '=', of.clientId ?? ''))
    .executeTakeFirst();
  if (row === undefined)
    throw problems.noSuchGrant({ detail: 'No app has this permission. Nothing was changed; read the list anew.' });
  await endAppGrants(act, [row.id], cause);
  act.note({ detail: { app: row.client_id } });
  act.emit('accounts.access-ended', { clientId: row.client_id });
}
