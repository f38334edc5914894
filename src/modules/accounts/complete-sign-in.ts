import type { Act } from '../../platform/act.ts';
import { refuseWhileShut, signInGate } from './count-failure.ts';
import { deactivationOf } from './people.ts';
import type { PresentedSecondFactor } from './present-second-factor.ts';
import { problems } from './problems.ts';
import { spendProof } from './prove-second-factor.ts';
import { type Browser, type StartedSession, startSession } from './start-session.ts';

/**
 * The second half: the ticket is used up, the failures are forgotten, the session begins under a token nobody has seen.
 * @throws accounts/ticket-expired, accounts/sign-in-refused, accounts/sign-in-delayed, accounts/sign-in-stopped
 */
export async function completeSignIn(
  act: Act,
  presented: PresentedSecondFactor,
  browser: Browser,
): Promise<StartedSession> {
  const { personId, tried, proof } = presented;
  if (personId === undefined || tried === undefined)
    throw problems.ticketExpired({ detail: 'Begin again with username and password. Nothing else was lost.' });
  act.note({ subjectIds: [personId] });
  refuseWhileShut(presented.gate, act.now);
  if (proof === undefined) throw refused();
  refuseWhileShut(await signInGate(act.tx, tried, act.now), act.now);
  const ticket = await act.tx
    .deleteFrom('accounts.pending_sign_in')
    .where('ticket_hash', '=', presented.ticketHash)
    .returning('challenge')
    .executeTakeFirst();
  if (ticket === undefined || (await deactivationOf(act.tx, personId)) !== undefined) throw refused();
  if (!(await spendProof(act, personId, proof))) throw refused();
  await act.tx
    .deleteFrom('accounts.sign_in_attempt')
    .where('kind', '=', 'username')
    .where('digest', '=', tried.username)
    .execute();
  act.note({ detail: { factor: proof.factor } });
  return startSession(act, { personId, factor: proof.factor, token: presented.token, browser });
}

function refused() {
  return problems.signInRefused({
    detail: 'The code or passkey was not accepted. Each code works once: wait for the next one and try again.',
  });
}
