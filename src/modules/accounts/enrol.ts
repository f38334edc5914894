import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { PASSWORD_MAX, PASSWORD_MIN, type PasswordFlaw } from './evaluate-password.ts';
import { endAllAccess } from './end-access.ts';
import { linkExpired, takeLink } from './links.ts';
import type { PreparedConfirmation, PreparedEnrolment } from './prepare-enrolment.ts';
import { problems } from './problems.ts';
import { markOf } from './shown-once.ts';
import { type Browser, type StartedSession, startSession } from './start-session.ts';

/**
 * A person with a link chose a password. Nothing counts until a code proves the authenticator.
 * @throws accounts/link-expired, accounts/password-weak
 */
export async function beginEnrolment(
  act: Act,
  parts: {
    token: string;
    first: boolean;
    own?: { username: string; displayName: string; email?: string | undefined };
  },
  prepared: PreparedEnrolment,
): Promise<{ username: string; mark: string }> {
  const link = await takeLink(act, parts.token, { first: parts.first, spend: false });
  refuseFlaws(prepared.flaws);
  if (prepared.username === undefined) throw linkExpired();
  const chosen = {
    username: parts.own?.username ?? null,
    display_name: parts.own?.displayName ?? null,
    email: parts.own?.email ?? null,
    password_hash: prepared.passwordHash,
    sealed_secret: prepared.sealedSecret,
    begun_at: act.now,
  };
  await act.tx
    .insertInto('accounts.enrolment')
    .values({ link_id: link.id, ...chosen })
    .onConflict((conflict) => conflict.column('link_id').doUpdateSet(chosen))
    .execute();
  act.note({ subjectIds: link.personId === null ? [] : [link.personId] });
  return { username: prepared.username, mark: markOf(prepared.secret) };
}

/** @throws accounts/password-weak */
export function refuseFlaws(flaws: readonly PasswordFlaw[]): void {
  const [flaw] = flaws;
  if (flaw === undefined) return;
  const advice: Record<PasswordFlaw, string> = {
    'too-short': `Use at least ${PASSWORD_MIN} characters; a sentence of your own is easy to remember.`,
    'too-long': `Use at most ${PASSWORD_MAX} characters.`,
    'easily-guessed': 'It is made of words, names, dates or rows of keys that are tried first. Take words of your own.',
  };
  throw problems.passwordWeak({ detail: `Nothing was saved. ${advice[flaw]}`, at: 'password' });
}

/** What was begun under a link, taken and removed. @throws accounts/link-expired, accounts/code-wrong */
export async function takeEnrolment(act: Act, token: string, first: boolean, prepared: PreparedConfirmation) {
  const link = await takeLink(act, token, { first, spend: true });
  const { personId, step } = prepared;
  const enrolment = await act.tx
    .deleteFrom('accounts.enrolment')
    .where('link_id', '=', link.id)
    .where('sealed_secret', '=', prepared.sealedForLink)
    .returning(['username', 'display_name', 'email', 'password_hash'])
    .executeTakeFirst();
  if (personId === undefined || enrolment === undefined) throw linkExpired();
  if (step === undefined)
    throw problems.codeWrong({
      detail: 'Check that the clock of your phone is right and give the code shown now. Nothing was saved yet.',
      at: 'code',
    });
  return { personId, step, ...enrolment };
}

/** Password, authenticator and recovery codes of a person, in place of all earlier ones. */
export async function setProofs(
  act: Act,
  parts: { personId: string; passwordHash: string; step: number },
  prepared: PreparedConfirmation,
): Promise<void> {
  const { personId } = parts;
  const password = { hash: parts.passwordHash, set_at: act.now };
  await act.tx
    .insertInto('accounts.password')
    .values({ person_id: personId, ...password })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(password))
    .execute();
  await act.tx.deleteFrom('accounts.totp').where('person_id', '=', personId).execute();
  await act.tx
    .insertInto('accounts.totp')
    .values({
      person_id: personId,
      sealed_secret: prepared.sealedSecret,
      last_step: parts.step,
      confirmed_at: act.now,
    })
    .execute();
  await setRecoveryCodes(act, personId, prepared.recoveryHashes);
}

export async function setRecoveryCodes(act: Act, personId: string, hashes: readonly Buffer[]): Promise<void> {
  await act.tx.deleteFrom('accounts.recovery_code').where('person_id', '=', personId).execute();
  await act.tx
    .insertInto('accounts.recovery_code')
    .values(hashes.map((hash) => ({ id: newId(), person_id: personId, hash, created_at: act.now })))
    .execute();
}

/**
 * The invited person proved the authenticator: password and second factor are theirs, and they are signed in.
 * @throws accounts/link-expired, accounts/code-wrong
 */
export async function confirmEnrolment(
  act: Act,
  token: string,
  prepared: PreparedConfirmation,
  browser: Browser,
): Promise<StartedSession> {
  const enrolment = await takeEnrolment(act, token, false, prepared);
  const { personId, step } = enrolment;
  act.note({ subjectIds: [personId] });
  await endAllAccess(act, personId, 'second-factor-reset');
  await setProofs(act, { personId, step, passwordHash: enrolment.password_hash }, prepared);
  await act.tx.deleteFrom('accounts.sign_in_attempt').where('person_id', '=', personId).execute();
  return startSession(act, { personId, factor: 'totp', token: prepared.sessionToken, browser });
}
