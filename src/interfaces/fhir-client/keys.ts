import { createECDH, createHash } from 'node:crypto';
import type { JWK } from 'jose';
import type { Keyring } from '../../platform/keys/index.ts';

const COORDINATE = 48;

/**
 * Our key as a client, P-384 for ES384: derived like the other keys of the product, so the same on every server that has
 * the key-encryption key, and stored nowhere. One key for all servers: each knows us by a client id of its own.
 */
export function clientKey(keyring: Pick<Keyring, 'derive'>): JWK {
  const pair = createECDH('secp384r1');
  const secret = Buffer.concat([keyring.derive('fhir client key 1'), keyring.derive('fhir client key 2')]).subarray(
    0,
    COORDINATE,
  );
  pair.setPrivateKey(secret);
  const point = pair.getPublicKey();
  const half = {
    kty: 'EC',
    crv: 'P-384',
    x: point.subarray(1, 1 + COORDINATE).toString('base64url'),
    y: point.subarray(1 + COORDINATE).toString('base64url'),
  };
  const kid = createHash('sha256').update(`${half.x}.${half.y}`).digest('base64url').slice(0, 16);
  return { ...half, d: secret.toString('base64url'), kid, alg: 'ES384', use: 'sig' };
}

/** What other servers are given, or fetch, to know us by (RFC 7517). */
export function publicKeys(keyring: Pick<Keyring, 'derive'>): { readonly keys: readonly JWK[] } {
  const { d: _secret, ...half } = clientKey(keyring);
  return { keys: [{ ...half, key_ops: ['verify'] }] };
}
