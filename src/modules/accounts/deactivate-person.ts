import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { administersEverything, keepAnAdministrator } from './administrators.ts';
import { endAllAccess } from './end-access.ts';
import { personToManage } from './manage-person.ts';
import { deactivationOf } from './people.ts';
import { problems } from './problems.ts';
import { revokeTokensIssuedBy } from './revoke-token.ts';

/**
 * A person leaves: no sign-in, no session, no link from this act on. Tokens they issued to machines are revoked too,
 * since they saw them, unless `keepTokens` says that feeds depend on them.
 * @throws accounts/no-such-person, accounts/beyond-reach, accounts/last-administrator, accounts/already-so
 */
export async function deactivatePerson(
  act: Act,
  input: { personId: string; reason: string; keepTokens?: boolean | undefined },
): Promise<{ tokensRevoked: number }> {
  const { personId, reason } = input;
  await personToManage(act, personId);
  if ((await deactivationOf(act.tx, personId)) !== undefined)
    throw problems.alreadySo({ detail: 'This person is deactivated already. Nothing was changed.' });
  if (await administersEverything(act, personId)) await keepAnAdministrator(act, personId);
  await act.tx
    .insertInto('accounts.deactivation')
    .values({ id: newId(), person_id: personId, at: act.now, by: act.actor.id, reason })
    .execute();
  await endAllAccess(act, personId, 'deactivated');
  const tokensRevoked = input.keepTokens === true ? 0 : await revokeTokensIssuedBy(act, personId, reason);
  act.note({ detail: { tokensRevoked } });
  act.emit('accounts.person-deactivated', { personId });
  return { tokensRevoked };
}

/** @throws accounts/no-such-person, accounts/beyond-reach, accounts/already-so */
export async function reinstatePerson(act: Act, input: { personId: string; reason: string }): Promise<void> {
  await personToManage(act, input.personId);
  const deactivationId = await deactivationOf(act.tx, input.personId);
  if (deactivationId === undefined)
    throw problems.alreadySo({ detail: 'This person is not deactivated. Nothing was changed.' });
  await act.tx
    .insertInto('accounts.reinstatement')
    .values({ deactivation_id: deactivationId, at: act.now, by: act.actor.id, reason: input.reason })
    .execute();
  act.emit('accounts.person-reinstated', { personId: input.personId });
}
