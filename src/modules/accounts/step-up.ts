import type { Act, Actor } from '../../platform/act.ts';
import { secretHash, secretToken } from '../../platform/ids.ts';
import { refuseWhileShut } from './count-failure.ts';
import type { SignInGate } from './derive-sign-in-gate.ts';
import { forgetIdentified } from './identified-lately.ts';
import { ownSession } from './own-session.ts';
import { personById } from './people.ts';
import { checkCounted } from './present-second-factor.ts';
import { problems } from './problems.ts';
import { type Proof, type ProvingServices, type Shown, spendProof } from './prove-second-factor.ts';
import { markOf } from './shown-once.ts';

export interface PresentedStepUp {
  readonly gate: SignInGate;
  readonly proof: Proof | undefined;
  readonly token: string;
}

/** Outside the transaction: compares what the signed-in person shows. */
export async function presentStepUp(
  services: ProvingServices,
  actor: Actor,
  parts: { shown: Shown; address: string },
): Promise<PresentedStepUp> {
  const now = services.clock.now();
  const asked = await services.acting.lookup(async (queries) => {
    const session = await ownSession(queries, actor, now);
    if (session === undefined) return undefined;
    const challenge = await queries
      .selectFrom('accounts.challenge')
      .select('challenge')
      .where('session_id', '=', session.id)
      .where('purpose', '=', 'step-up')
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return { challenge: challenge?.challenge, username: (await personById(queries, actor.id)).username };
  });
  const token = secretToken();
  if (asked === undefined) return { gate: { kind: 'open' }, proof: undefined, token };
  return { ...(await checkCounted(services, { ...parts, ...asked, personId: actor.id })), token };
}

/**
 * The person proved the second factor again: the session goes on under a new token.
 * @throws accounts/code-wrong, accounts/sign-in-delayed, accounts/sign-in-stopped, accounts/no-such-session
 */
export async function stepUp(act: Act, presented: PresentedStepUp): Promise<{ mark: string }> {
  refuseWhileShut(presented.gate, act.now);
  const session = await ownSession(act.tx, act.actor, act.now);
  if (session === undefined) throw problems.noSuchSession({ detail: 'Sign in again; what you typed is kept.' });
  const { proof } = presented;
  if (proof === undefined || !(await spendProof(act, act.actor.id, proof)))
    throw problems.codeWrong({
      detail: 'Nothing was changed. Each code works once: wait for the next one and try again.',
      at: 'code',
    });
  await act.tx
    .deleteFrom('accounts.challenge')
    .where('session_id', '=', session.id)
    .where('purpose', '=', 'step-up')
    .execute();
  await act.tx
    .updateTable('accounts.session')
    .set({ token_hash: secretHash(presented.token), step_up_at: act.now, last_seen_at: act.now })
    .where('id', '=', session.id)
    .execute();
  act.note({ detail: { factor: proof.factor } });
  act.afterCommit(forgetIdentified);
  return { mark: markOf(presented.token) };
}
