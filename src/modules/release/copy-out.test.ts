import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import type { BlobRef } from '../../platform/blobs/index.ts';
import { copyOut } from './copy-out.ts';

const folder = mkdtempSync(join(tmpdir(), 'ck-copy-out-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const refOf = (bytes: number): BlobRef => ({ address: '', slot: '', bytes, frames: 1, digest: '' });
const storeOf = (content: Buffer) => ({
  open: () => Readable.from([content.subarray(0, 10), content.subarray(10)], { objectMode: false }),
  read: () => Promise.resolve(content),
});

describe('copying a blob out', () => {
  it.each([
    ['taken whole', 1_000],
    ['too large for that, as a stream', 5 * 1024 * 1024],
  ])('%s: file and hash are of its content', async (_how, size) => {
    const content = randomBytes(size);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const path = join(folder, String(size));
    expect(await copyOut(storeOf(content), refOf(size), path)).toBe(sha256);
    expect(readFileSync(path).equals(content)).toBe(true);
    expect(await copyOut(storeOf(content), refOf(size), undefined)).toBe(sha256);
  });
});
