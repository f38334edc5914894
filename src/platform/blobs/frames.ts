import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/**
 * How content becomes ciphertext. `CKB1`, 32 random bytes of salt, then frames: up to 1 MiB of AES-256-GCM ciphertext
 * (NIST SP 800-38D) and its 16 byte tag. The blob key is HKDF(unit key, salt), used for this blob only, so the frame
 * number is a nonce that cannot repeat. The additional data of a frame is slot, number and last flag: frames can neither
 * be cut off, reordered, nor carried to another unit.
 */
export const FRAME_BYTES = 1024 * 1024;
const TAG_BYTES = 16;
const MAGIC = Buffer.from('CKB1');
const SALT_BYTES = 32;
export const HEADER_BYTES = MAGIC.length + SALT_BYTES;
const STORED_FRAME = FRAME_BYTES + TAG_BYTES;

export function framesFor(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / FRAME_BYTES));
}

export function storedBytes(bytes: number): number {
  return HEADER_BYTES + bytes + framesFor(bytes) * TAG_BYTES;
}

/** Where frame `n` of a content of `bytes` lies in the ciphertext: from inclusive, to exclusive. */
export function frameSpan(bytes: number, n: number): { from: number; to: number } {
  const from = HEADER_BYTES + n * STORED_FRAME;
  return { from, to: Math.min(from + STORED_FRAME, storedBytes(bytes)) };
}

export interface Sealer {
  readonly header: Buffer;
  seal(plain: Uint8Array, last: boolean): Buffer;
}

export function sealer(unitKey: Buffer, slot: string): Sealer {
  const salt = randomBytes(SALT_BYTES);
  const key = blobKey(unitKey, salt);
  let n = 0;
  return {
    header: Buffer.concat([MAGIC, salt]),
    seal(plain, last) {
      const cipher = createCipheriv('aes-256-gcm', key, nonce(n));
      cipher.setAAD(additional(slot, n, last));
      n += 1;
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
  };
}

export interface Opener {
  /** @throws when the frame is not number `n` of this slot, is not whole, or is (not) the last. */
  open(stored: Buffer, n: number, last: boolean): Buffer;
}

/** Undefined when the header is not ours. */
export function opener(unitKey: Buffer, slot: string, header: Buffer): Opener | undefined {
  if (header.length !== HEADER_BYTES || !header.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const key = blobKey(unitKey, header.subarray(MAGIC.length));
  return {
    open(stored, n, last) {
      const end = stored.length - TAG_BYTES;
      if (end < 0) throw new Error('shorter than a tag');
      const decipher = createDecipheriv('aes-256-gcm', key, nonce(n), { authTagLength: TAG_BYTES });
      decipher.setAAD(additional(slot, n, last));
      decipher.setAuthTag(stored.subarray(end));
      return Buffer.concat([decipher.update(stored.subarray(0, end)), decipher.final()]);
    },
  };
}

function blobKey(unitKey: Buffer, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', unitKey, salt, 'chartkeeper blob key 1', 32));
}

function nonce(n: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(n, 8);
  return bytes;
}

function additional(slot: string, n: number, last: boolean): Buffer {
  const tail = Buffer.alloc(5);
  tail.writeUInt32BE(n);
  tail.writeUInt8(last ? 1 : 0, 4);
  return Buffer.concat([MAGIC, Buffer.from(slot, 'ascii'), tail]);
}

/** Cuts a stream into full frames; only the last may be shorter, and an empty content is one empty frame. */
export async function* cutFrames(
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  tooLong: () => Error,
  limit: number,
): AsyncGenerator<{ frame: Buffer; last: boolean }> {
  let frame = Buffer.allocUnsafe(FRAME_BYTES);
  let filled = 0;
  let total = 0;
  for await (const chunk of source) {
    total += chunk.length;
    if (total > limit) throw tooLong();
    for (let at = 0; at < chunk.length;) {
      if (filled === FRAME_BYTES) {
        yield { frame, last: false };
        frame = Buffer.allocUnsafe(FRAME_BYTES);
        filled = 0;
      }
      const part = chunk.subarray(at, at + FRAME_BYTES - filled);
      frame.set(part, filled);
      filled += part.length;
      at += part.length;
    }
  }
  yield { frame: frame.subarray(0, filled), last: true };
}
