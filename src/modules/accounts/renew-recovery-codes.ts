import type { Act } from '../../platform/act.ts';
import { setRecoveryCodes } from './enrol.ts';
import { recoveryCodeHash } from './recovery-codes.ts';
import { requireStepUp } from './require-step-up.ts';
import { markOf } from './shown-once.ts';

/** New recovery codes in place of the old ones, used or not. @throws accounts/step-up-needed */
export async function renewRecoveryCodes(act: Act, codes: readonly string[]): Promise<{ mark: string }> {
  await requireStepUp(act);
  await setRecoveryCodes(act, act.actor.id, codes.map(recoveryCodeHash));
  return { mark: markOf(codes.join(' ')) };
}
