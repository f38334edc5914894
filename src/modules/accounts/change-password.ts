import type { Act, Actor } from '../../platform/act.ts';
import { refuseWhileShut } from './count-failure.ts';
import { endAllAppGrants } from './apps/end-app-grant.ts';
import { endSessions } from './end-access.ts';
import { refuseFlaws } from './enrol.ts';
import { evaluatePassword, type PasswordFlaw } from './evaluate-password.ts';
import { hashPassword } from './hash-password.ts';
import { liveSessions, ownSession } from './own-session.ts';
import { personById } from './people.ts';
import { type PresentedPassword, presentPassword } from './present-password.ts';
import { problems } from './problems.ts';
import type { ProvingServices } from './prove-second-factor.ts';
import { requireStepUp } from './require-step-up.ts';

export interface PreparedPassword {
  readonly presented: PresentedPassword;
  readonly flaws: readonly PasswordFlaw[];
  readonly hash: string | undefined;
}

/** Outside the transaction: compares the old password (a counted try) and hashes the new one. */
export async function preparePassword(
  services: ProvingServices,
  actor: Actor,
  parts: { password: string; newPassword: string; address: string },
): Promise<PreparedPassword | undefined> {
  if (actor.kind !== 'person') return undefined;
  const person = await services.acting.lookup((queries) => personById(queries, actor.id));
  const presented = await presentPassword(services, { ...parts, username: person.username });
  const flaws = evaluatePassword(parts.newPassword, [person.username, person.display_name]);
  const usable = presented.personId === actor.id && flaws.length === 0;
  return { presented, flaws, hash: usable ? await hashPassword(parts.newPassword) : undefined };
}

/**
 * A new password; every other session of the person ends, and apps may not go on.
 * @throws accounts/sign-in-refused for a wrong old password, accounts/password-weak, accounts/step-up-needed
 */
export async function changePassword(act: Act, prepared: PreparedPassword | undefined): Promise<void> {
  await requireStepUp(act);
  if (prepared !== undefined) refuseWhileShut(prepared.presented.gate, act.now);
  if (prepared === undefined || prepared.presented.personId !== act.actor.id)
    throw problems.signInRefused({ detail: 'The old password is not right. Nothing was changed.', at: 'password' });
  refuseFlaws(prepared.flaws);
  await act.tx
    .updateTable('accounts.password')
    .set({ hash: prepared.hash ?? '', set_at: act.now })
    .where('person_id', '=', act.actor.id)
    .execute();
  const own = await ownSession(act.tx, act.actor, act.now);
  const others = (await liveSessions(act.tx, act.actor.id, act.now)).filter((session) => session.id !== own?.id);
  const sessionIds = others.map((session) => session.id);
  await endSessions(act, { personId: act.actor.id, sessionIds, reason: 'password-changed' });
  await endAllAppGrants(act, act.actor.id);
}
