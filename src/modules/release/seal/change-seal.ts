import { createHash } from 'node:crypto';
import type { Act } from '../../../platform/act.ts';
import type { Keyring } from '../../../platform/keys/index.ts';
import { keepSeal, type NewSeal } from './open-seal.ts';

/** From now on packets are sealed with this one. What was sealed before stays valid with its own. */
export async function changeSeal(
  act: Act,
  keyring: Pick<Keyring, 'derive'>,
  input: { facilityId: string; made: NewSeal; reason: string },
) {
  const { facilityId, made, reason } = input;
  const id = await keepSeal(act, keyring, facilityId, made, reason);
  return {
    id,
    subject: made.subject,
    fingerprint: createHash('sha256').update(made.certificate).digest('hex'),
    notAfter: made.notAfter.toISOString(),
  };
}
