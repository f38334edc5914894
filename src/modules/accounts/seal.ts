import { createHmac } from 'node:crypto';
import { type Keyring, seal, unseal } from '../../platform/keys/index.ts';

const USE = 'accounts second factor';

/** See platform/keys/seal.ts; bound to the person. */
export function sealSecret(keyring: Pick<Keyring, 'derive'>, secret: string, boundTo: string): Buffer {
  return seal(keyring.derive(USE), secret, boundTo);
}

/** @throws when the bytes were changed, or sealed for another owner or under another key. */
export function openSecret(keyring: Pick<Keyring, 'derive'>, sealed: Buffer, boundTo: string): string {
  return unseal(keyring.derive(USE), sealed, boundTo);
}

/** Digest of a username or address that cannot be guessed from outside: people type passwords into the username field. */
export function keyedDigest(keyring: Pick<Keyring, 'derive'>, text: string): Buffer {
  return createHmac('sha256', keyring.derive('accounts sign-in counter')).update(text).digest();
}
