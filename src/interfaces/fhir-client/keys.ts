import { createECDH, createHash } from 'node:crypto';
import type { JWK } from 'jose';
import type { Keyring } from '../../platform/keys/index.ts';
import { deriveRsaKey } from './derive-rsa-key.ts';

const COORDINATE = 48;

/** What SMART App Launch 2 asks servers to take: at least one of the two. */
export type Algorithm = 'ES384' | 'RS384';

/** Of a row: CHECK server_algorithm_is_known. */
export function algorithmOf(text: string): Algorithm {
  return text === 'RS384' ? text : 'ES384';
}

type Secrets = Pick<Keyring, 'derive'>;

/** Finding primes takes a moment, and they are always the same. */
const found = new WeakMap<Secrets, JWK>();

/**
 * Our keys as a client, P-384 for ES384 and RSA for RS384: derived like the other keys of the product, so the same on every
 * server that has the key-encryption key, and stored nowhere. One pair for all servers: each knows us by a client id of its own.
 */
export function clientKey(keyring: Secrets, algorithm: Algorithm): JWK {
  return algorithm === 'ES384' ? curveKey(keyring) : rsaKey(keyring);
}

function rsaKey(keyring: Secrets): JWK {
  const known = found.get(keyring);
  if (known !== undefined) return known;
  const pair = deriveRsaKey((label) => keyring.derive(`fhir client RSA key ${label}`));
  const key = { ...pair, kid: kidOf(pair.n), alg: 'RS384', use: 'sig' };
  found.set(keyring, key);
  return key;
}

function curveKey(keyring: Secrets): JWK {
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
  return { ...half, d: secret.toString('base64url'), kid: kidOf(`${half.x}.${half.y}`), alg: 'ES384', use: 'sig' };
}

/** What other servers are given, or fetch, to know us by (RFC 7517). */
export function publicKeys(keyring: Secrets): { readonly keys: readonly JWK[] } {
  const { d: _secret, ...curve } = curveKey(keyring);
  const { kty, n, e, kid, alg, use } = rsaKey(keyring);
  return { keys: [curve, { kty, n, e, kid, alg, use } as JWK].map((half) => ({ ...half, key_ops: ['verify'] })) };
}

function kidOf(half: string): string {
  return createHash('sha256').update(half).digest('base64url').slice(0, 16);
}
