import type { Act, Actor } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { ownSession } from './own-session.ts';
import { checkRegistration, type KeptPasskey } from './passkeys.ts';
import { problems } from './problems.ts';
import type { ProvingServices } from './prove-second-factor.ts';
import { requireStepUp } from './require-step-up.ts';
import { secondFactorsOf } from './sign-in.ts';

export const PASSKEYS_PER_PERSON = 20;

export interface PresentedPasskey {
  readonly challenge: string;
  readonly passkey: Omit<KeptPasskey, 'id'> | undefined;
}

/** Outside the transaction: checks the new passkey's answer against the challenge of this session. */
export async function presentPasskey(
  services: ProvingServices,
  actor: Actor,
  answer: unknown,
): Promise<PresentedPasskey | undefined> {
  const now = services.clock.now();
  const asked = await services.acting.lookup(async (queries) => {
    const session = await ownSession(queries, actor, now);
    if (session === undefined) return undefined;
    return queries
      .selectFrom('accounts.challenge')
      .select('challenge')
      .where('session_id', '=', session.id)
      .where('purpose', '=', 'register-passkey')
      .where('expires_at', '>', now)
      .executeTakeFirst();
  });
  if (asked === undefined) return undefined;
  return {
    challenge: asked.challenge,
    passkey: await checkRegistration(services.publicUrl, asked.challenge, answer),
  };
}

/** @throws accounts/passkey-refused, accounts/step-up-needed */
export async function registerPasskey(
  act: Act,
  label: string,
  presented: PresentedPasskey | undefined,
): Promise<{ passkeyId: string }> {
  await requireStepUp(act);
  const session = await ownSession(act.tx, act.actor, act.now);
  const taken =
    session === undefined || presented === undefined
      ? undefined
      : await act.tx
          .deleteFrom('accounts.challenge')
          .where('session_id', '=', session.id)
          .where('purpose', '=', 'register-passkey')
          .where('challenge', '=', presented.challenge)
          .returning('session_id')
          .executeTakeFirst();
  if (taken === undefined || presented?.passkey === undefined)
    throw problems.passkeyRefused({
      detail: 'Nothing was saved. Begin again and follow your browser; it may take a minute at most.',
    });
  const { passkeys } = await secondFactorsOf(act, act.actor.id);
  if (passkeys.length >= PASSKEYS_PER_PERSON)
    throw problems.passkeyRefused({
      detail: `You have ${passkeys.length} passkeys already. Remove one first; nothing was saved.`,
    });
  const passkeyId = newId();
  const { passkey } = presented;
  const saved = await act.tx
    .insertInto('accounts.passkey')
    .values({
      id: passkeyId,
      person_id: act.actor.id,
      credential_id: passkey.credentialId,
      public_key: passkey.publicKey,
      counter: passkey.counter,
      transports: [...passkey.transports],
      label,
      registered_at: act.now,
    })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (saved === undefined)
    throw problems.passkeyRefused({ detail: 'This passkey is registered already. Nothing was changed.' });
  act.note({ subjectIds: [passkeyId] });
  return { passkeyId };
}

export async function listPasskeys(act: Act) {
  const rows = await act.tx
    .selectFrom('accounts.passkey')
    .select(['id', 'label', 'registered_at', 'last_used_at'])
    .where('person_id', '=', act.actor.id)
    .orderBy('registered_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    registeredAt: row.registered_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }));
}

/** @throws accounts/passkey-refused where it is not one's own, accounts/step-up-needed */
export async function removePasskey(act: Act, passkeyId: string): Promise<void> {
  await requireStepUp(act);
  const removed = await act.tx
    .deleteFrom('accounts.passkey')
    .where('id', '=', passkeyId)
    .where('person_id', '=', act.actor.id)
    .returning('id')
    .executeTakeFirst();
  if (removed === undefined)
    throw problems.passkeyRefused({ detail: 'There is no such passkey of yours. Nothing was changed.', status: 404 });
  act.note({ subjectIds: [passkeyId] });
}
