import { secretHash, secretToken } from '../../platform/ids.ts';
import { countFailure, signInGate, triedBy, type Tried } from './count-failure.ts';
import type { SignInGate } from './derive-sign-in-gate.ts';
import { type Proof, proveSecondFactor, type ProvingServices, type Shown } from './prove-second-factor.ts';

export interface PresentedSecondFactor {
  readonly ticketHash: Buffer;
  readonly personId: string | undefined;
  readonly gate: SignInGate;
  readonly tried: Tried | undefined;
  readonly proof: Proof | undefined;
  /** The token of the session to come, or of the session after a step-up. */
  readonly token: string;
}

/** Checks a second factor against a half-done sign-in, outside the transaction. A wrong one counts like a wrong password. */
export async function presentSecondFactor(
  services: ProvingServices,
  parts: { ticket: string; shown: Shown; address: string },
): Promise<PresentedSecondFactor> {
  const now = services.clock.now();
  const ticketHash = secretHash(parts.ticket);
  const pending = await services.acting.lookup((queries) =>
    queries
      .selectFrom('accounts.pending_sign_in as pending')
      .innerJoin('accounts.person as person', 'person.id', 'pending.person_id')
      .select(['person.id', 'person.username', 'pending.challenge'])
      .where('pending.ticket_hash', '=', ticketHash)
      .where('pending.expires_at', '>', now)
      .executeTakeFirst(),
  );
  if (pending === undefined)
    return { ticketHash, personId: undefined, gate: { kind: 'open' }, tried: undefined, proof: undefined, token: '' };
  const checked = await checkCounted(services, { ...parts, ...pending, personId: pending.id });
  return { ticketHash, personId: pending.id, token: secretToken(), ...checked };
}

/** One counted try at a second factor; nothing is compared while the username is shut. */
export async function checkCounted(
  services: ProvingServices,
  parts: { personId: string; username: string; challenge: string | undefined; shown: Shown; address: string },
): Promise<{ gate: SignInGate; tried: Tried; proof: Proof | undefined }> {
  const now = services.clock.now();
  const tried = triedBy(services.keyring, parts);
  const gate = await services.acting.lookup((queries) => signInGate(queries, tried, now));
  if (gate.kind !== 'open') return { gate, tried, proof: undefined };
  const proof = await proveSecondFactor(services, parts, parts.shown);
  if (proof === undefined) await countFailure(services.acting, tried, parts.personId, now);
  return { gate, tried, proof };
}
