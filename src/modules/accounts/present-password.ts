import { secretToken } from '../../platform/ids.ts';
import { countFailure, signInGate, triedBy, type Tried } from './count-failure.ts';
import type { SignInGate } from './derive-sign-in-gate.ts';
import { passwordMatches } from './hash-password.ts';
import { newChallenge } from './passkeys.ts';
import type { ProvingServices } from './prove-second-factor.ts';
import { usernameKey } from './username.ts';

export interface PresentedPassword {
  readonly tried: Tried;
  /** As it stood before this try. */
  readonly gate: SignInGate;
  /** Set where username and password belong together and the person may sign in. */
  readonly personId: string | undefined;
  readonly ticket: string;
  readonly challenge: string;
}

/**
 * Compares a password outside the transaction, since it takes a while. The same work is done for an unknown username; a
 * wrong try is counted before anybody is told.
 */
export async function presentPassword(
  services: ProvingServices,
  parts: { username: string; password: string; address: string },
): Promise<PresentedPassword> {
  const { acting } = services;
  const now = services.clock.now();
  const tried = triedBy(services.keyring, parts);
  const presented = { tried, ticket: secretToken(), challenge: newChallenge() };
  const found = await acting.lookup(async (queries) => ({
    gate: await signInGate(queries, tried, now),
    person: await queries
      .selectFrom('accounts.person as person')
      .leftJoin('accounts.password as password', 'password.person_id', 'person.id')
      .select(['person.id', 'password.hash'])
      .where('person.username_key', '=', usernameKey(parts.username))
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('accounts.deactivation as gone')
              .leftJoin('accounts.reinstatement as back', 'back.deactivation_id', 'gone.id')
              .select('gone.id')
              .whereRef('gone.person_id', '=', 'person.id')
              .where('back.deactivation_id', 'is', null),
          ),
        ),
      )
      .executeTakeFirst(),
  }));
  if (found.gate.kind !== 'open') return { ...presented, gate: found.gate, personId: undefined };
  const right = await passwordMatches(parts.password, found.person?.hash ?? undefined);
  if (!right) await countFailure(acting, tried, found.person?.id, now);
  return { ...presented, gate: found.gate, personId: right ? found.person?.id : undefined };
}
