import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { AttachedFile } from '../packet/packet-input.ts';
import type { PacketFile } from './plan-attachments.ts';

/** Puts the files of the structured part into the folder of a packet, where its pages are put together. */
export async function layOutFiles(files: readonly PacketFile[], folder: string): Promise<AttachedFile[]> {
  const laid: AttachedFile[] = [];
  for (const [at, { bytes, ...file }] of files.entries()) {
    const stored = `f${at + 1}`;
    await writeFile(join(folder, stored), bytes, { mode: 0o600 });
    laid.push({ ...file, stored, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
  return laid;
}

/** What the files take in the volume that they are attached to. */
export function packedBytes(files: readonly PacketFile[]): number {
  return files.reduce((sum, { bytes }) => sum + deflateSync(bytes).length, 0);
}
