import { type FileHandle, open } from 'node:fs/promises';
import { evaluateSignature } from './evaluate-signature.ts';
import { chunksOf, digestOutside } from './seal-file.ts';

/** A file says where its signatures are; one that says so more often is none of ours. */
const MOST_RANGES = 50;
const MAX_CONTENTS = 200_000;
const KEEP = 200;

export interface SealState {
  /**
   * valid: sealed with one of our certificates and not a byte is another. changed: it was sealed, and is not as it was
   * then. foreign: a seal, but not of one of our certificates. none: it bears no seal.
   */
  readonly state: 'valid' | 'changed' | 'foreign' | 'none';
  readonly fingerprint?: string;
}

/** What the seal of a file is worth, whatever else the file holds: only a signature over all of it counts. */
export async function readSeal(path: string, ours: readonly string[]): Promise<SealState> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const ranges = await findRanges(file, size);
    if (ranges.length === 0) return { state: 'none' };
    for (const range of ranges) {
      const [begin = -1, length = 0, after = 0, rest = 0] = range;
      if (begin !== 0 || length >= after || after - length > MAX_CONTENTS || after + rest !== size) continue;
      const hex = Buffer.alloc(after - length);
      await file.read(hex, 0, hex.length, length);
      const inside = /^<([0-9a-fA-F]+)>$/.exec(hex.toString('latin1'))?.[1];
      if (inside === undefined) continue;
      try {
        const digest = await digestOutside(file, length, after, size);
        const { good, fingerprint } = evaluateSignature(Buffer.from(inside, 'hex'), digest);
        if (!good) continue;
        return { state: ours.includes(fingerprint) ? 'valid' : 'foreign', fingerprint };
      } catch {
        continue;
      }
    }
    return { state: 'changed' };
  } finally {
    await file.close();
  }
}

async function findRanges(file: FileHandle, size: number): Promise<number[][]> {
  const found = new Map<string, number[]>();
  let tail = '';
  for await (const chunk of chunksOf(file, 0, size)) {
    const text = tail + chunk.toString('latin1');
    for (const [whole, a, b, c, d] of text.matchAll(
      /\/ByteRange\s{0,4}\[\s{0,4}(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s{0,60}\]/g,
    ))
      if (found.size < MOST_RANGES) found.set(whole, [a, b, c, d].map(Number));
    tail = text.slice(-KEEP);
  }
  return [...found.values()];
}
