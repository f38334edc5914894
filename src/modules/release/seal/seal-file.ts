import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { OPEN_RANGE, RESERVED_BYTES } from './reserved-place.ts';

const CHUNK = 1024 * 1024;
/** Between the range and the contents stand a key and spaces. */
const BEFORE = 400;

/**
 * Puts a signature into the place that a finished volume keeps for it. The volume is read twice and never held: it is
 * signed as it lies, so an encrypted one too, whose contents of a signature stay in the clear (ISO 32000-1, 7.6.1).
 * @returns SHA-256 of the sealed file in hex.
 */
export async function sealFile(path: string, nonce: string, sign: (digest: Buffer) => Buffer): Promise<string> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const found = await findPlace(file, nonce, size);
    const from = found - 1;
    const to = found + 2 * RESERVED_BYTES + 1;
    await closeRange(file, from, [0, from, to, size - to]);
    const signature = sign(await digestOutside(file, from, to, size));
    if (signature.length > RESERVED_BYTES) throw new Error('the signature is larger than its place');
    const hex = Buffer.alloc(RESERVED_BYTES);
    signature.copy(hex);
    await file.write(Buffer.from(hex.toString('hex'), 'latin1'), 0, 2 * RESERVED_BYTES, found);
    await file.sync();
    const whole = createHash('sha256');
    for await (const chunk of chunksOf(file, 0, size)) whole.update(chunk);
    return whole.digest('hex');
  } finally {
    await file.close();
  }
}

/** Where the hexadecimal digits of the contents begin. */
async function findPlace(file: FileHandle, nonce: string, size: number): Promise<number> {
  const wanted = Buffer.from(nonce, 'latin1');
  let tail = Buffer.alloc(0);
  let at = 0;
  for await (const chunk of chunksOf(file, 0, size)) {
    const joined = Buffer.concat([tail, chunk]);
    const found = joined.indexOf(wanted);
    if (found >= 0) return at - tail.length + found;
    at += chunk.length;
    tail = Buffer.from(joined.subarray(Math.max(0, joined.length - wanted.length + 1)));
  }
  throw new Error('the volume keeps no place for a seal');
}

async function closeRange(file: FileHandle, before: number, range: readonly number[]): Promise<void> {
  const from = Math.max(0, before - BEFORE);
  const head = Buffer.alloc(before - from);
  await file.read(head, 0, head.length, from);
  const text = head.toString('latin1');
  const open = [...text.matchAll(new RegExp(`\\[\\s*0(\\s+${OPEN_RANGE}){3}\\s*\\]`, 'g'))].at(-1);
  if (open === undefined) throw new Error('the place for the seal has no range');
  const closed = `[${range.join(' ')}]`.padEnd(open[0].length);
  await file.write(Buffer.from(closed, 'latin1'), 0, closed.length, from + open.index);
}

export async function digestOutside(file: FileHandle, from: number, to: number, size: number): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of chunksOf(file, 0, from)) hash.update(chunk);
  for await (const chunk of chunksOf(file, to, size)) hash.update(chunk);
  return hash.digest();
}

export async function* chunksOf(file: FileHandle, from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to;) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK, to - at));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) throw new Error('the file became shorter while it was read');
    at += bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
}
