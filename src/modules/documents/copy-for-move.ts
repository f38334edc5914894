import type { Act } from '../../platform/act.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';
import type { Services } from '../../platform/services.ts';
import type { DocumentRef, NewPage, NewRendition } from './document.ts';
import { findRenditions } from './find-renditions.ts';
import { loadMovable } from './load-document.ts';
import type { AmendmentKind } from './write-amendment.ts';

/** The content of a document under a key slot of its own, on disk: what moveDocument files in the other chart. */
export interface PreparedMove {
  readonly keySlot: string;
  /** The version that was copied: moveDocument refuses when a newer one came in between. */
  readonly versionId: string;
  readonly pages: readonly NewPage[];
  readonly renditions: readonly NewRendition[];
  readonly amendments: readonly PreparedAmendment[];
}

export interface PreparedAmendment {
  readonly id: string;
  readonly kind: AmendmentKind;
  readonly blob: BlobRef;
  readonly text: string;
}

const MAX_TEXT_BYTES = 2_000_000;

/**
 * Copies the bytes of a document to a new unit, since nothing is shared between units. Runs outside the transaction that
 * moves; `read` is a short act of its own that says what there is. Copies that no move names are swept after a day.
 * @throws documents/not-found, documents/entered-in-error, blobs/missing, blobs/damaged, keys/destroyed
 */
export async function copyForMove(
  services: Pick<Services, 'blobs' | 'keyring'>,
  read: <T>(fn: (act: Act) => Promise<T>) => Promise<T>,
  ref: DocumentRef,
): Promise<PreparedMove> {
  const found = await read((act) => findContent(act, ref));
  const keySlot = services.keyring.newSlot();
  const copy = (blob: BlobRef) => services.blobs.put(keySlot, services.blobs.open(blob), { maxBytes: blob.bytes });
  const textOf = async (blob: BlobRef) => (await services.blobs.read(blob, MAX_TEXT_BYTES)).toString('utf8');

  const renditions: NewRendition[] = [];
  const pages = new Map(found.pages.map((page) => [page.number, { ...page, renditions: [] as NewRendition[] }]));
  const texts = new Map<number, string>();
  for (const { kind, mediaType, fileName, pageNumber, blob } of found.renditions) {
    if (kind === 'amendment') continue;
    const copied = { kind, mediaType, blob: await copy(blob), ...(fileName === null ? {} : { fileName }) };
    if (pageNumber === null) renditions.push(copied);
    else pages.get(pageNumber)?.renditions.push(copied);
    if (kind === 'text' && pageNumber !== null) texts.set(pageNumber, await textOf(blob));
  }
  const amendments: PreparedAmendment[] = [];
  for (const { id, kind, renditionId } of found.amendments) {
    const original = found.renditions.find((rendition) => rendition.id === renditionId);
    if (original === undefined) continue;
    amendments.push({ id, kind, blob: await copy(original.blob), text: await textOf(original.blob) });
  }
  return {
    keySlot,
    versionId: found.versionId,
    pages: [...pages.values()].map(({ number, ...page }) => {
      const text = texts.get(number);
      return text === undefined ? page : { ...page, text };
    }),
    renditions,
    amendments,
  };
}

async function findContent(act: Act, ref: DocumentRef) {
  const document = await loadMovable(act, ref);
  const renditions = await findRenditions(act, { patientId: ref.patientId, documentIds: [ref.documentId] });
  const pages = await act.tx
    .selectFrom('documents.page')
    .select(['number', 'width', 'height', 'confidence'])
    .where('patient_id', '=', ref.patientId)
    .where('version_id', '=', document.currentVersionId)
    .orderBy('number')
    .execute();
  const amendments = await act.tx
    .selectFrom('documents.amendment')
    .select(['id', 'kind', 'rendition_id'])
    .where('patient_id', '=', ref.patientId)
    .where('document_id', '=', ref.documentId)
    .orderBy('recorded_at')
    .execute();
  act.note({ patientIds: [ref.patientId], subjectIds: [ref.documentId], count: pages.length });
  return {
    versionId: document.currentVersionId,
    renditions,
    pages: pages.map((page) => ({
      number: page.number,
      ...(page.width === null ? {} : { width: page.width }),
      ...(page.height === null ? {} : { height: page.height }),
      ...(page.confidence === null ? {} : { confidence: page.confidence }),
    })),
    // CHECK amendment_kind_is_known
    amendments: amendments.map((row) => ({
      id: row.id,
      kind: row.kind as AmendmentKind,
      renditionId: row.rendition_id,
    })),
  };
}
