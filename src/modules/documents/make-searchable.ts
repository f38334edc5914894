import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import type { JobContext } from '../../platform/module.ts';
import type { DocumentRef } from './document.ts';
import { findRenditions, type Rendition } from './find-renditions.ts';
import { loadStanding, noteDocument } from './load-document.ts';
import { type PlacedWord, renderSearchable, type SearchablePage } from './render-searchable.ts';
import { nameBlobs } from './write-version.ts';

const MAX_BYTES = 1024 * 1024 * 1024;
const MAX_PAGE_BYTES = 64 * 1024 * 1024;

/** Asks, in the act that files a document from pictures, for its searchable copy to be made soon after. */
export function wantSearchable(act: Act, ref: DocumentRef): void {
  act.enqueue(
    'documents.make-searchable',
    { patientId: ref.patientId, documentId: ref.documentId },
    { key: `searchable-${ref.documentId}` },
  );
}

/** A PDF of our page pictures with their words unseen above them, beside the original, which nobody touches. Safe to repeat. */
export async function makeSearchable(context: JobContext, ref: DocumentRef): Promise<void> {
  const { blobs } = context.services;
  const request = { verb: 'documents.make-searchable', subject: { kind: 'document', id: ref.documentId } };
  const found = await context.act(request, async (act) => {
    const { keySlot, currentVersionId: versionId } = await loadStanding(act, ref);
    const renditions = await findRenditions(act, {
      ...{ patientId: ref.patientId, documentIds: [ref.documentId], versionId },
      kinds: ['page-image', 'words', 'searchable'],
    });
    noteDocument(act, ref);
    return { keySlot, versionId, renditions, now: act.now };
  });
  if (found.renditions.some(({ kind }) => kind === 'searchable')) return;
  const images = found.renditions.filter(({ kind }) => kind === 'page-image');
  if (images.length === 0) return;

  async function* pages(): AsyncGenerator<SearchablePage> {
    for (const image of images) {
      const words = found.renditions.find(
        ({ kind, pageNumber }) => kind === 'words' && pageNumber === image.pageNumber,
      );
      yield { image: await blobs.read(image.blob, MAX_PAGE_BYTES), words: await wordsOf(words) };
    }
  }
  const wordsOf = async (rendition: Rendition | undefined): Promise<readonly PlacedWord[]> => {
    if (rendition === undefined) return [];
    const text = (await blobs.read(rendition.blob, MAX_PAGE_BYTES)).toString('utf8');
    return (JSON.parse(text) as { words: PlacedWord[] }).words; // we wrote it
  };
  const blob = await blobs.put(found.keySlot, renderSearchable(pages(), found.now), { maxBytes: MAX_BYTES });
  await context.act(request, async (act) => {
    const document = await loadStanding(act, ref);
    noteDocument(act, ref);
    // A newer version came meanwhile: its own filing asks for its own copy.
    if (document.currentVersionId !== found.versionId) return;
    // Another run was faster; where both come here at once, the index of the table lets one of them through.
    const made = await findRenditions(act, {
      ...{ patientId: ref.patientId, documentIds: [ref.documentId], versionId: found.versionId },
      kinds: ['searchable'],
    });
    if (made.length > 0) return;
    await nameBlobs(act, [blob]);
    await act.tx
      .insertInto('documents.rendition')
      .values({
        id: newId(),
        patient_id: document.patientId,
        document_id: document.documentId,
        facility_id: document.facilityId,
        labels: document.labels,
        version_id: found.versionId,
        page_id: null,
        kind: 'searchable',
        media_type: 'application/pdf',
        file_name: 'searchable.pdf',
        blob_address: blob.address,
        recorded_at: act.now,
        recorded_by: act.actor.id,
      })
      .execute();
    act.emit('documents.made-searchable', { ...ref, versionId: found.versionId });
  });
}
