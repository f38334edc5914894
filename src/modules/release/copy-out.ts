import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BlobRef, BlobStore } from '../../platform/blobs/index.ts';

/** Up to here a blob is taken whole, as the store proves it: most are, and a chain of streams costs more than the bytes. */
const WHOLE_BYTES = 4 * 1024 * 1024;

/** Copies a blob into a file, or nowhere, and returns the SHA-256 of its content in hex. */
export async function copyOut(
  blobs: Pick<BlobStore, 'open' | 'read'>,
  blob: BlobRef,
  path: string | undefined,
): Promise<string> {
  const hash = createHash('sha256');
  if (blob.bytes <= WHOLE_BYTES) {
    const bytes = await blobs.read(blob, WHOLE_BYTES);
    if (path !== undefined) await writeFile(path, bytes, { mode: 0o600 });
    return hash.update(bytes).digest('hex');
  }
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, path === undefined ? undefined : chunk);
    },
  });
  const content = blobs.open(blob);
  if (path === undefined) {
    hashing.resume();
    await pipeline(content, hashing);
  } else await pipeline(content, hashing, createWriteStream(path, { mode: 0o600 }));
  return hash.digest('hex');
}
