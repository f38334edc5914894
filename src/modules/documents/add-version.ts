import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { DocumentRef, NewPage, NewRendition } from './document.ts';
import { countChange, type LoadedDocument, loadStanding, noteDocument } from './load-document.ts';
import { endUnreadable } from './mark-unreadable.ts';
import { raiseLate } from './late/raise-late.ts';
import { askReviewWhereDue } from './outside/ask-review.ts';
import { type NewVersion, writeVersion } from './write-version.ts';
import { type SaidStatus } from './write-version-status.ts';

export interface AddVersion extends DocumentRef {
  /** Blobs put under the key slot of the document's unit: see findUnitSlot. */
  readonly pages: readonly NewPage[];
  readonly renditions: readonly NewRendition[];
  readonly reason: string;
  readonly originId?: string;
  /** Preliminary, final, corrected or amended, where that came with it. */
  readonly said?: SaidStatus;
  /** As of fileDocument: never late for its encounter. */
  readonly isHistory?: boolean;
}

/**
 * New content for a document: a better scan, a replacement by its source. The former version stays readable; signatures
 * stay on the version they were put on. It is found by the words of the new version.
 * @throws documents/not-found, documents/entered-in-error, documents/blob-of-other, documents/too-many-pages
 */
export async function addVersion(act: Act, input: AddVersion): Promise<{ versionId: string; number: number }> {
  const document = await loadStanding(act, input);
  const { versionId, number } = await replaceContent(act, document, input);
  await endUnreadable(act, document, 'a better copy came');
  await askReviewWhereDue(act, document, versionId);
  await countChange(act, document);
  noteDocument(act, input, { number, pages: input.pages.length });
  act.emit('documents.version-added', {
    patientId: document.patientId,
    documentId: document.documentId,
    versionId,
    number,
  });
  if (input.isHistory !== true) await raiseLate(act, { ...document, versionId, what: 'version' });
  return { versionId, number };
}

/** Writes the next version and lets the document be found by its words, not by those of the former one. */
export async function replaceContent(
  act: Act,
  document: LoadedDocument,
  version: Omit<NewVersion, 'number'>,
): Promise<{ versionId: string; number: number }> {
  const number = document.currentNumber + 1;
  await act.tx
    .deleteFrom('documents.words')
    .where('patient_id', '=', document.patientId)
    .where('document_id', '=', document.documentId)
    .where('version_id', '=', document.currentVersionId)
    // Page 0 is what was said about the document afterwards: that is found whichever version stands.
    .where(sql<boolean>`page_numbers <> '{0}'`)
    .execute();
  const { versionId } = await writeVersion(act, document, {
    number,
    pages: version.pages,
    renditions: version.renditions,
    ...(version.reason === undefined ? {} : { reason: version.reason }),
    ...(version.originId === undefined ? {} : { originId: version.originId }),
    ...(version.said === undefined ? {} : { said: version.said }),
  });
  return { versionId, number };
}
