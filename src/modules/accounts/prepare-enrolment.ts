import { newId, secretHash, secretToken } from '../../platform/ids.ts';
import { evaluatePassword, type PasswordFlaw } from './evaluate-password.ts';
import { hashPassword } from './hash-password.ts';
import type { ProvingServices } from './prove-second-factor.ts';
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts';
import { openSecret, sealSecret } from './seal.ts';
import { newTotpSecret, totpStep } from './totp.ts';

/** What a person with a link chose first: a password, and the secret their authenticator is to learn. */
export interface PreparedEnrolment {
  /** Undefined where the token leads nowhere: then nothing was hashed. */
  readonly username: string | undefined;
  readonly flaws: readonly PasswordFlaw[];
  readonly passwordHash: string;
  readonly sealedSecret: Buffer;
  readonly secret: string;
}

const NOTHING = { flaws: [], passwordHash: '', sealedSecret: Buffer.alloc(0), secret: '' };

/** Outside the transaction: hashes the password, seals the secret for the link. `own` are the first administrator's words. */
export async function prepareEnrolment(
  services: ProvingServices,
  parts: { token: string; password: string; own?: { username: string; displayName: string } },
): Promise<PreparedEnrolment> {
  const link = await usableLink(services, parts.token);
  const words =
    parts.own ??
    (link === undefined || link.username === null
      ? undefined
      : { username: link.username, displayName: link.name ?? '' });
  if (link === undefined || words === undefined) return { ...NOTHING, username: undefined };
  const flaws = evaluatePassword(parts.password, [words.username, words.displayName]);
  if (flaws.length > 0) return { ...NOTHING, username: words.username, flaws };
  const secret = newTotpSecret();
  return {
    username: words.username,
    flaws,
    passwordHash: await hashPassword(parts.password),
    sealedSecret: sealSecret(services.keyring, secret, link.id),
    secret,
  };
}

/** What the proof of the authenticator leads to, made outside the transaction. */
export interface PreparedConfirmation {
  /** Undefined where no enrolment was begun under this token. */
  readonly personId: string | undefined;
  /** Undefined where the code is wrong. */
  readonly step: number | undefined;
  /** As the enrolment was when the code was compared: another one begun meanwhile is not confirmed by it. */
  readonly sealedForLink: Buffer;
  readonly sealedSecret: Buffer;
  readonly recoveryCodes: readonly string[];
  readonly recoveryHashes: readonly Buffer[];
  readonly sessionToken: string;
}

export async function prepareConfirmation(
  services: ProvingServices,
  parts: { token: string; code: string },
): Promise<PreparedConfirmation> {
  const link = await usableLink(services, parts.token);
  const recoveryCodes = newRecoveryCodes();
  const made = { recoveryCodes, recoveryHashes: recoveryCodes.map(recoveryCodeHash), sessionToken: secretToken() };
  const sealedForLink = link?.sealed ?? undefined;
  if (link === undefined || sealedForLink === undefined) {
    const nothing = Buffer.alloc(0);
    return { ...made, personId: undefined, step: undefined, sealedForLink: nothing, sealedSecret: nothing };
  }
  const secret = openSecret(services.keyring, sealedForLink, link.id);
  const personId = link.personId ?? newId();
  return {
    ...made,
    personId,
    step: totpStep(secret, parts.code, services.clock.now()),
    sealedForLink,
    sealedSecret: sealSecret(services.keyring, secret, personId),
  };
}

async function usableLink(services: ProvingServices, token: string) {
  const now = services.clock.now();
  return services.acting.lookup((queries) =>
    queries
      .selectFrom('accounts.setup_link as link')
      .leftJoin('accounts.person as person', 'person.id', 'link.person_id')
      .leftJoin('accounts.enrolment as enrolment', 'enrolment.link_id', 'link.id')
      .select([
        'link.id',
        'link.person_id as personId',
        'person.username',
        'person.display_name as name',
        'enrolment.sealed_secret as sealed',
      ])
      .where('link.token_hash', '=', secretHash(token))
      .where('link.used_at', 'is', null)
      .where('link.superseded_at', 'is', null)
      .where('link.expires_at', '>', now)
      .executeTakeFirst(),
  );
}
