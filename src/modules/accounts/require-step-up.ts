import type { Act } from '../../platform/act.ts';
import { ownSession } from './own-session.ts';
import { problems } from './problems.ts';

export const STEP_UP_MINUTES = 10;

/**
 * Before destruction, bulk export, rights and keys: a person must have proved the second factor in this session within
 * the last ten minutes (OWASP ASVS 5.0 7.5.3). Operators at the machine and jobs have no session to take over.
 * @throws accounts/step-up-needed
 */
export async function requireStepUp(act: Act): Promise<void> {
  if (act.actor.kind !== 'person') return;
  const session = await ownSession(act.tx, act.actor, act.now);
  if (session !== undefined && act.now.getTime() - session.step_up_at.getTime() < STEP_UP_MINUTES * 60_000) return;
  throw problems.stepUpNeeded({
    detail: 'Nothing was changed. Confirm with your passkey or a code from your authenticator, then do it again.',
  });
}
