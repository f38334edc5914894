import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** Keeps a shared secret so that the database alone cannot tell it. `boundTo` is the id of its row's owner: a copy under another owner does not open. */
export function seal(key: Buffer, secret: string, boundTo: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(boundTo));
  return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** @throws when the bytes were changed, or sealed for another owner or under another key. */
export function unseal(key: Buffer, sealed: Buffer, boundTo: string): string {
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE)).setAAD(Buffer.from(boundTo));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  return decipher.update(sealed.subarray(NONCE, sealed.length - TAG), undefined, 'utf8') + decipher.final('utf8');
}
