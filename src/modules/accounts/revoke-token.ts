import type { Act } from '../../platform/act.ts';
import { forgetIdentified } from './identified-lately.ts';
import { problems } from './problems.ts';

/** @throws accounts/no-such-client where there is no such token, or it is dead already */
export async function revokeToken(act: Act, input: { tokenId: string; reason: string }): Promise<void> {
  const token = await liveTokens(act).where('token.id', '=', input.tokenId).executeTakeFirst();
  if (token === undefined)
    throw problems.noSuchClient({ detail: 'The token expired or was revoked already. Nothing was changed.' });
  await revoke(act, [token], input.reason);
}

/** Tokens somebody saw when issuing them. Returns how many were still alive. */
export async function revokeTokensIssuedBy(act: Act, personId: string, reason: string): Promise<number> {
  const tokens = await liveTokens(act).where('token.created_by', '=', personId).execute();
  await revoke(act, tokens, reason);
  return tokens.length;
}

/** The client and every token of it. @throws accounts/no-such-client */
export async function revokeClient(act: Act, input: { clientId: string; reason: string }): Promise<void> {
  const revoked = await act.tx
    .insertInto('accounts.machine_client_revocation')
    .columns(['client_id', 'at', 'by', 'reason'])
    .expression((from) =>
      from
        .selectFrom('accounts.machine_client')
        .select((select) => [
          'id',
          select.val(act.now).as('at'),
          select.val(act.actor.id).as('by'),
          select.val(input.reason).as('reason'),
        ])
        .where('id', '=', input.clientId),
    )
    .onConflict((conflict) => conflict.column('client_id').doNothing())
    .returning('client_id')
    .executeTakeFirst();
  if (revoked === undefined)
    throw problems.noSuchClient({ detail: 'There is no such client, or it was revoked already. Nothing was changed.' });
  act.note({ subjectIds: [input.clientId] });
  act.emit('accounts.access-ended', { clientId: input.clientId });
  act.afterCommit(forgetIdentified);
}

function liveTokens(act: Act) {
  return act.tx
    .selectFrom('accounts.access_token as token')
    .leftJoin('accounts.access_token_revocation as gone', 'gone.token_id', 'token.id')
    .select(['token.id', 'token.client_id'])
    .where('gone.token_id', 'is', null)
    .where('token.expires_at', '>', act.now);
}

async function revoke(act: Act, tokens: readonly { id: string; client_id: string }[], reason: string): Promise<void> {
  if (tokens.length === 0) return;
  await act.tx
    .insertInto('accounts.access_token_revocation')
    .values(tokens.map((token) => ({ token_id: token.id, at: act.now, by: act.actor.id, reason })))
    .execute();
  act.note({ subjectIds: tokens.map((token) => token.id) });
  for (const clientId of new Set(tokens.map((token) => token.client_id)))
    act.emit('accounts.access-ended', { clientId });
  act.afterCommit(forgetIdentified);
}
