import { createHash, randomBytes } from 'node:crypto';

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
  if (millis > lastMillis) {
    lastMillis = millis;
    sequence = randomBytes(2).readUInt16BE() & 0x7ff;
  } else if (++sequence > 0xfff) {
    lastMillis += 1;
    sequence = 0;
  }
  const bytes = randomBytes(16);
  bytes.writeUIntBE(lastMillis, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as T;
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
