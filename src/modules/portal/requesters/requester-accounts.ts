import type { Act } from '../../../platform/act.ts';
import type { Keyring } from '../../../platform/keys/index.ts';
import { idsOfRequester } from '../../release/index.ts';
import { liftStopOf } from '../desk-access.ts';
import { invitationState } from '../invitation-state.ts';
import { problems } from '../problems.ts';
import { endPortalSessions } from '../start-portal-session.ts';
import { entryOf } from './invite-requester.ts';

const MOST = 100;

/** Who asks in the portal for this entry and what was merged into it, and how the desk knew them. */
export async function listRequesterAccounts(act: Act, requesterId: string) {
  const ids = await idsOfRequester(act, requesterId);
  const invitations = await act.tx
    .selectFrom('portal.requester_invitation')
    .selectAll()
    .where('requester_id', 'in', ids)
    .orderBy('recorded_at', 'desc')
    .limit(MOST)
    .execute();
  const accounts = await act.tx
    .selectFrom('portal.account as a')
    .select([
      'a.id',
      'a.display_name',
      'a.totp_confirmed_at',
      'a.created_at',
      'a.ended_at',
      'a.ended_by',
      'a.end_reason',
    ])
    .select((eb) => [
      eb
        .selectFrom('portal.session as s')
        .select((s) => s.fn.max('s.created_at').as('at'))
        .whereRef('s.account_id', '=', 'a.id')
        .as('last_sign_in'),
      eb
        .selectFrom('portal.requester_ask as k')
        .select((k) => k.fn.countAll<string>().as('n'))
        .whereRef('k.account_id', '=', 'a.id')
        .as('asks'),
    ])
    .where('a.requester_id', 'in', ids)
    .orderBy('a.created_at', 'desc')
    .limit(MOST)
    .execute();
  act.note({ subjectIds: [requesterId], count: accounts.length });
  return {
    invitations: invitations.map((row) => ({
      id: row.id,
      name: row.person_name,
      knownBy: row.known_by,
      knownWords: row.known_words,
      state: invitationState(row, act.now),
      expiresAt: row.expires_at,
      at: row.recorded_at,
      by: row.recorded_by,
    })),
    accounts: accounts.map((row) => ({
      id: row.id,
      name: row.display_name,
      secondStep: row.totp_confirmed_at !== null,
      since: row.created_at,
      lastSignIn: row.last_sign_in,
      requests: Number(row.asks ?? 0),
      ended: row.ended_at === null ? null : { at: row.ended_at, by: row.ended_by ?? '', reason: row.end_reason ?? '' },
    })),
  };
}

/** @throws portal/invitation-unknown, portal/requester-unknown */
export async function withdrawRequesterInvitation(
  act: Act,
  input: { requesterId: string; invitationId: string },
): Promise<void> {
  const entry = await entryOf(act, input.requesterId);
  const done = await act.tx
    .updateTable('portal.requester_invitation')
    .set({ withdrawn_at: act.now, withdrawn_by: act.actor.id })
    .where('requester_id', 'in', await idsOfRequester(act, entry.id))
    .where('id', '=', input.invitationId)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (done.numUpdatedRows !== 1n)
    throw problems.invitationUnknown({ detail: 'Nothing was changed: it was used, withdrawn, or never was. Reload.' });
  act.note({ subjectIds: [input.invitationId] });
}

/** Its requests go on at the desk; nobody follows them in the portal any more. @throws portal/access-unknown, portal/requester-unknown */
export async function endRequesterAccount(
  act: Act,
  input: { requesterId: string; accountId: string; reason: string },
): Promise<void> {
  const account = await accountOfEntry(act, input);
  if (account.ended_at !== null) throw unknown();
  await act.tx
    .updateTable('portal.account')
    .set({ ended_at: act.now, ended_by: act.actor.id, end_reason: input.reason })
    .where('id', '=', account.id)
    .execute();
  await endPortalSessions(act, { accountId: account.id }, 'ended-by-desk');
}

/** @throws portal/access-unknown, portal/requester-unknown */
export async function liftRequesterStop(
  act: Act,
  input: { requesterId: string; accountId: string },
  keyring: Pick<Keyring, 'derive'>,
): Promise<void> {
  await liftStopOf(act, (await accountOfEntry(act, input)).id, keyring);
}

async function accountOfEntry(act: Act, input: { requesterId: string; accountId: string }) {
  const entry = await entryOf(act, input.requesterId);
  const account = await act.tx
    .selectFrom('portal.account')
    .select(['id', 'ended_at'])
    .where('id', '=', input.accountId)
    .where('requester_id', 'in', await idsOfRequester(act, entry.id))
    .executeTakeFirst();
  if (account === undefined) throw unknown();
  act.note({ subjectIds: [entry.id, account.id] });
  return account;
}

function unknown() {
  return problems.accessUnknown({ detail: 'Nothing was changed: it ended before, or never was. Reload.' });
}
