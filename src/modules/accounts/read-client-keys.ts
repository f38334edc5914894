import { createPublicKey } from 'node:crypto';
import { problems } from './problems.ts';

const MOST_KEYS = 10;
const RSA_BITS = 2048;
/** What the two algorithms that SMART App Launch 2 (client-confidential-asymmetric) requires need. */
const PUBLIC_MEMBERS = { RSA: ['n', 'e'], EC: ['crv', 'x', 'y'] } as const;

export interface PublicKeySet {
  readonly keys: readonly Readonly<Record<string, string>>[];
}

/**
 * The public keys of a client, each reduced to what a proof is checked with.
 * @throws accounts/keys-not-understood: a private key among them, no `kid`, RSA below 2048 bits, a curve that is not P-384
 */
export function readClientKeys(given: unknown): PublicKeySet {
  const keys = typeof given === 'object' && given !== null && 'keys' in given ? given.keys : undefined;
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > MOST_KEYS)
    throw refused(`It must be a JSON Web Key Set, {"keys": [...]}, with 1 to ${MOST_KEYS} keys.`);
  const read = keys.map(readKey);
  if (new Set(read.map((key) => key['kid'])).size !== read.length) throw refused('Two keys have the same kid.');
  return { keys: read };
}

function readKey(key: unknown): Record<string, string> {
  if (typeof key !== 'object' || key === null) throw refused('A key is no object.');
  const { kty, kid } = key as Record<string, unknown>;
  if ('d' in key || 'k' in key)
    throw refused(
      'It holds a private or shared key. That key is known to others now: make a new pair, give us its public half.',
    );
  if (typeof kid !== 'string' || kid === '' || kid.length > 200)
    throw refused('Each key needs a kid, by which a proof names it.');
  if (kty !== 'RSA' && kty !== 'EC') throw refused(`The key ${kid} is neither RSA (for RS384) nor EC (for ES384).`);
  const members = PUBLIC_MEMBERS[kty].map((name) => [name, (key as Record<string, unknown>)[name]]);
  const jwk = { kty, ...Object.fromEntries(members) } as Record<string, string>; // Node checks the members below
  assertStrong(jwk, kid);
  return { ...jwk, kid, use: 'sig', alg: kty === 'RSA' ? 'RS384' : 'ES384' };
}

function assertStrong(jwk: Record<string, string>, kid: string): void {
  let bits: number | undefined;
  try {
    bits = createPublicKey({ key: jwk, format: 'jwk' }).asymmetricKeyDetails?.modulusLength;
  } catch {
    throw refused(`The key ${kid} cannot be read as a public key.`);
  }
  if (jwk['kty'] === 'RSA' && (bits ?? 0) < RSA_BITS) throw refused(`The key ${kid} has fewer than ${RSA_BITS} bits.`);
  if (jwk['kty'] === 'EC' && jwk['crv'] !== 'P-384') throw refused(`The key ${kid} is not on the curve P-384.`);
}

/**
 * Where a client publishes its keys: https, and only a host that the operator allows, since the server itself goes there.
 * @throws accounts/keys-not-understood
 */
export function readKeysUrl(text: string, allowedHosts: readonly string[]): string {
  const url = URL.parse(text);
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.hash !== '' || text.length > 500)
    throw refused('The address of the keys must begin with https:// and name nobody.');
  if (!allowedHosts.includes(url.host))
    throw refused(
      `The host ${url.host} is not among those that this server may fetch keys from (setting CHARTKEEPER_KEY_HOSTS). Have it added, or give the keys themselves.`,
    );
  return url.href;
}

function refused(why: string) {
  return problems.keysNotUnderstood({ detail: `Nothing was registered. ${why}`, at: 'keys' });
}
