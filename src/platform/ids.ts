import { createHash, randomBytes, randomUUID } from 'node:crypto';

declare const brand: unique symbol;
/** A string that only its own module may mint: `type PatientId = Brand<string, 'PatientId'>`. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(text: string): boolean {
  return UUID.test(text);
}

let lastMillis = 0;
let sequence = 0;

/**
 * UUID version 7 (RFC 9562): 48 bits of milliseconds, 12 bits counting up inside one millisecond so that ids made by
 * one process sort in the order they were made, 62 random bits. Nothing rests on an id being secret.
 */
export function newId<T extends string = string>(millis: number = Date.now()): T {
  // Node draws the randomness of many at once: a tenth of the cost of 16 random bytes for each.
  const random = randomUUID();
  if (millis > lastMillis) {
    lastMillis = millis;
    sequence = parseInt(random.slice(0, 3), 16) & 0x7ff;
  } else if (++sequence > 0xfff) {
    lastMillis += 1;
    sequence = 0;
  }
  const time = lastMillis.toString(16).padStart(12, '0');
  const count = sequence.toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${random.slice(19)}` as T;
}

/** The same id for the same words: for facts that must not exist twice however often their source arrives. */
export function namedId<T extends string = string>(...words: readonly string[]): T {
  const bytes = createHash('sha256').update(words.join('\u0000')).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as T;
}

/** A link, ticket or token: 256 random bits. Only {@link secretHash} of it is ever stored. */
export function secretToken(): string {
  return randomBytes(32).toString('base64url');
}

export function secretHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
