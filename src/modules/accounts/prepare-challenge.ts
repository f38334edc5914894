import type { Act } from '../../platform/act.ts';
import { ownSession } from './own-session.ts';
import { CHALLENGE_MINUTES } from './passkeys.ts';
import { personById } from './people.ts';
import { problems } from './problems.ts';
import { requireStepUp } from './require-step-up.ts';

export type ChallengePurpose = 'register-passkey' | 'step-up';

/**
 * Notes what a passkey has to sign next in this session, and tells which passkeys the person has.
 * @throws accounts/no-such-session, accounts/step-up-needed before another passkey is registered
 */
export async function prepareChallenge(act: Act, purpose: ChallengePurpose, challenge: string) {
  if (purpose === 'register-passkey') await requireStepUp(act);
  const session = await ownSession(act.tx, act.actor, act.now);
  if (session === undefined) throw problems.noSuchSession({ detail: 'Sign in again; nothing was changed.' });
  const noted = { challenge, expires_at: new Date(act.now.getTime() + CHALLENGE_MINUTES * 60_000) };
  await act.tx
    .insertInto('accounts.challenge')
    .values({ session_id: session.id, purpose, ...noted })
    .onConflict((conflict) => conflict.columns(['session_id', 'purpose']).doUpdateSet(noted))
    .execute();
  const passkeys = await act.tx
    .selectFrom('accounts.passkey')
    .select(['credential_id as credentialId', 'transports'])
    .where('person_id', '=', act.actor.id)
    .execute();
  const person = await personById(act.tx, act.actor.id);
  // As stored: a repeat under the same Idempotency-Key must hand out the same challenge.
  return { challenge, passkeys, person: { id: person.id, username: person.username, name: person.display_name } };
}
