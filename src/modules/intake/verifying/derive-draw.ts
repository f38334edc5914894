import { createHash } from 'node:crypto';

/** A number from 0 up to 1 that is always the same for a document: nobody can choose which one is verified. */
export function deriveDraw(documentId: string): number {
  return createHash('sha256').update(documentId).digest().readUInt32BE(0) / 2 ** 32;
}
