import { checkPrimeSync } from 'node:crypto';
import type { JWK } from 'jose';

const BITS = 3_072;
const PRIME_BYTES = BITS / 16;
const SECRET_BYTES = 32;
const PUBLIC_EXPONENT = 65_537n;
/** A prime of this size is met after about 500 odd numbers; after so many something else is wrong. */
const MOST_STEPS = 100_000;

/**
 * An RSA key of 3,072 bits out of secrets that are the same each time: both primes are the first at or after a secret number
 * whose two highest bits are set (FIPS 186-5 appendix A.1.3, in steps of two), with 65537 as public exponent.
 * @param secret 32 bytes for each label, known to nobody else
 */
export function deriveRsaKey(secret: (label: string) => Buffer): JWK & { readonly n: string; readonly e: string } {
  const [p, q] = ['p', 'q'].map((name) => primeFrom(secretNumber(secret, name))) as [bigint, bigint];
  const n = p * q;
  const d = inverse(PUBLIC_EXPONENT, (p - 1n) * (q - 1n));
  return {
    ...{ kty: 'RSA', n: text(n), e: text(PUBLIC_EXPONENT), d: text(d), p: text(p), q: text(q) },
    ...{ dp: text(d % (p - 1n)), dq: text(d % (q - 1n)), qi: text(inverse(q, p)) },
  };
}

function secretNumber(secret: (label: string) => Buffer, name: string): bigint {
  const bytes = Buffer.concat(
    Array.from({ length: PRIME_BYTES / SECRET_BYTES }, (_, part) => secret(`${name} ${part + 1}`)),
  );
  bytes[0] = (bytes[0] ?? 0) | 0b1100_0000; // so that the product has all its bits
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 1;
  return BigInt(`0x${bytes.toString('hex')}`);
}

function primeFrom(start: bigint): bigint {
  for (let step = 0, candidate = start; step < MOST_STEPS; step++, candidate += 2n)
    if (candidate % PUBLIC_EXPONENT !== 1n && checkPrimeSync(candidate)) return candidate;
  throw new Error('No prime was found near the secret number.');
}

/** Of a number that has no divisor in common with the modulus: the extended algorithm of Euclid. */
function inverse(of: bigint, modulus: bigint): bigint {
  let [before, now, placeBefore, place] = [modulus, of, 0n, 1n];
  while (now !== 0n) {
    const times = before / now;
    [before, now] = [now, before - times * now];
    [placeBefore, place] = [place, placeBefore - times * place];
  }
  return ((placeBefore % modulus) + modulus) % modulus;
}

function text(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
}
