import type { Act } from '../../platform/act.ts';
import { secretHash } from '../../platform/ids.ts';
import { refuseWhileShut, signInGate } from './count-failure.ts';
import { CHALLENGE_MINUTES } from './passkeys.ts';
import type { PresentedPassword } from './present-password.ts';
import { problems } from './problems.ts';

export type SecondFactorMethod = 'passkey' | 'totp' | 'recovery-code';

export interface HalfSignedIn {
  readonly personId: string;
  readonly methods: SecondFactorMethod[];
  readonly passkeys: { credentialId: string; transports: string[] }[];
}

/**
 * The first half: username and password. Every refusal reads the same, whether the username exists or not.
 * @throws accounts/sign-in-refused, accounts/sign-in-delayed, accounts/sign-in-stopped, accounts/second-factor-missing
 */
export async function signIn(act: Act, presented: PresentedPassword): Promise<HalfSignedIn> {
  refuseWhileShut(presented.gate, act.now);
  const { personId } = presented;
  if (personId === undefined)
    throw problems.signInRefused({
      detail: 'Username and password do not belong together, or the account is not active. Check both and try again.',
    });
  act.note({ subjectIds: [personId] });
  // Others may have guessed at the same time; a right guess among too many wrong ones is refused like them.
  refuseWhileShut(await signInGate(act.tx, presented.tried, act.now), act.now);
  const { methods, passkeys } = await secondFactorsOf(act, personId);
  if (methods.length === 0)
    throw problems.secondFactorMissing({
      detail: 'Open the link your administrator gave you to set up a second factor, or ask for a new one.',
    });
  await act.tx
    .insertInto('accounts.pending_sign_in')
    .values({
      ticket_hash: secretHash(presented.ticket),
      person_id: personId,
      challenge: presented.challenge,
      created_at: act.now,
      expires_at: new Date(act.now.getTime() + CHALLENGE_MINUTES * 60_000),
    })
    .execute();
  return { personId, methods, passkeys };
}

/** What the person can show, the strongest first. */
export async function secondFactorsOf(act: Act, personId: string) {
  const passkeys = await act.tx
    .selectFrom('accounts.passkey')
    .select(['credential_id as credentialId', 'transports'])
    .where('person_id', '=', personId)
    .execute();
  const totp = await act.tx
    .selectFrom('accounts.totp')
    .select('person_id')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  const codes = await act.tx
    .selectFrom('accounts.recovery_code')
    .select('id')
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  const methods: SecondFactorMethod[] = [
    ...(passkeys.length > 0 ? (['passkey'] as const) : []),
    ...(totp === undefined ? [] : (['totp'] as const)),
    ...(codes === undefined ? [] : (['recovery-code'] as const)),
  ];
  return { methods, passkeys };
}
