import type { Act } from '../../platform/act.ts';
import type { DocumentRef } from './document.ts';
import { loadStanding } from './load-document.ts';

/**
 * Under which key slot more content of a document is put, before the transaction that names it: a new version, the words
 * of an amendment.
 */
export async function findUnitSlot(act: Act, ref: DocumentRef): Promise<string> {
  return (await loadStanding(act, ref)).keySlot;
}
