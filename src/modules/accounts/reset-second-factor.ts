import type { Act } from '../../platform/act.ts';
import { secretToken } from '../../platform/ids.ts';
import { endAllAccess } from './end-access.ts';
import { makeLink } from './links.ts';
import { personToManage } from './manage-person.ts';
import { markOf } from './shown-once.ts';

/**
 * The authenticator is lost, or the invitation ran out: every proof of the person goes, sessions end, and a new link is
 * handed over. A password alone never leads to a new second factor.
 * @throws accounts/no-such-person, accounts/beyond-reach, accounts/step-up-needed
 */
export async function resetSecondFactor(act: Act, personId: string, token = secretToken()) {
  await personToManage(act, personId);
  await endAllAccess(act, personId, 'second-factor-reset');
  await act.tx.deleteFrom('accounts.totp').where('person_id', '=', personId).execute();
  await act.tx.deleteFrom('accounts.passkey').where('person_id', '=', personId).execute();
  await act.tx.deleteFrom('accounts.recovery_code').where('person_id', '=', personId).execute();
  const link = await makeLink(act, { purpose: 'second-factor', personId, token });
  return { expiresAt: link.expiresAt.toISOString(), mark: markOf(token) };
}
