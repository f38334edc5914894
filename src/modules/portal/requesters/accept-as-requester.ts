import type { Act } from '../../../platform/act.ts';
import { secretToken } from '../../../platform/ids.ts';
import type { Services } from '../../../platform/services.ts';
import { hashPassword } from '../../accounts/index.ts';
import { standingRequester } from '../../release/index.ts';
import { invitationHash } from '../invitation-code.ts';
import { atTheDoor } from '../on-behalf.ts';
import { mustBeStrong, openAccount, proveCode } from '../open-account.ts';
import { problems } from '../problems.ts';
import { startPortalSession } from '../start-portal-session.ts';

/**
 * Opens the account of a requester by a code that the desk gave after a call-back or a document, and signs it in. Used,
 * expired, withdrawn and unknown codes answer alike; the tries of a day are counted.
 * @throws portal/invitation-refused, portal/proof-limit, portal/name-taken, portal/passphrase-weak
 */
export async function acceptAsRequester(
  services: Services,
  parts: { code: string; name: string; passphrase: string; language: 'en' | 'es'; address: string },
): Promise<{ token: string }> {
  mustBeStrong(parts.passphrase, [parts.name]);
  await proveCode(services, parts, async (act) => void (await openInvitation(act, parts.code)));
  const passphraseHash = await hashPassword(parts.passphrase);
  const token = secretToken();
  await atTheDoor(services, 'portal.accept-requester-invitation', async (act) => {
    const invitation = await openInvitation(act, parts.code);
    const accountId = await openAccount(act, {
      ...parts,
      passphraseHash,
      displayName: invitation.person_name,
      requesterId: invitation.requesterId,
    });
    const used = await act.tx
      .updateTable('portal.requester_invitation')
      .set({ used_at: act.now, account_id: accountId })
      .where('id', '=', invitation.id)
      .where('used_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    if (used.numUpdatedRows !== 1n) throw refused();
    act.note({ subjectIds: [accountId] });
    await startPortalSession(act, accountId, token);
  });
  return { token };
}

async function openInvitation(act: Act, code: string) {
  const row = await act.tx
    .selectFrom('portal.requester_invitation')
    .select(['id', 'requester_id', 'person_name'])
    .where('code_hash', '=', invitationHash(code))
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', act.now)
    .executeTakeFirst();
  const entry = await standingRequester(act, row?.requester_id ?? null);
  if (row === undefined || entry === undefined) throw refused();
  act.note({ subjectIds: [row.id, entry.id] });
  return { ...row, requesterId: entry.id };
}

function refused() {
  return problems.invitationRefused({
    detail: 'Nothing was saved. Check the code. It works once, for 14 days; the records office gives you a new one.',
  });
}
