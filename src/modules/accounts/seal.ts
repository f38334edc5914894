import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Keyring } from '../../platform/keys/index.ts';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** Keeps a shared secret so that the database alone cannot tell it. `boundTo` is the id of its row's owner: a copy under another owner does not open. */
export function sealSecret(keyring: Pick<Keyring, 'derive'>, secret: string, boundTo: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, keyring.derive('accounts second factor'), nonce).setAAD(Buffer.from(boundTo));
  return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** @throws when the bytes were changed, or sealed for another owner or under another key. */
export function openSecret(keyring: Pick<Keyring, 'derive'>, sealed: Buffer, boundTo: string): string {
  const key = keyring.derive('accounts second factor');
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE)).setAAD(Buffer.from(boundTo));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  return decipher.update(sealed.subarray(NONCE, sealed.length - TAG), undefined, 'utf8') + decipher.final('utf8');
}

/** Digest of a username or address that cannot be guessed from outside: people type passwords into the username field. */
export function keyedDigest(keyring: Pick<Keyring, 'derive'>, text: string): Buffer {
  return createHmac('sha256', keyring.derive('accounts sign-in counter')).update(text).digest();
}
