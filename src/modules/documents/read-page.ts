import type { Act } from '../../platform/act.ts';
import type { Download } from '../../platform/http/route.ts';
import type { Services } from '../../platform/services.ts';
import type { DocumentRef, RenditionKind } from './document.ts';
import { findRenditions, type Rendition } from './find-renditions.ts';
import { problems } from './problems.ts';

export interface PageRef extends DocumentRef {
  readonly versionId: string;
  readonly number: number;
}

/** A page as we encode it stays far below; what is larger was not made by us. */
const MAX_PAGE_BYTES = 32 * 1024 * 1024;
const MAX_TEXT_BYTES = 2 * 1024 * 1024;
/** As long as one audit entry of a page view stands for the document (shapes.md 2): after that it is asked for again. */
const CACHE_SECONDS = 300;
/** Only what our own encoder makes is ever shown inline; a stranger's bytes are a download. */
const SHOWN_INLINE = new Set(['image/png', 'image/jpeg', 'image/webp']);

/**
 * Finds one form of a page. Views of one document by one session are one audit entry in five minutes.
 * @throws documents/not-found
 */
export async function findPage(act: Act, ref: PageRef, kinds: readonly RenditionKind[]): Promise<Rendition> {
  const found = await findRenditions(act, {
    patientId: ref.patientId,
    documentIds: [ref.documentId],
    versionId: ref.versionId,
    pageNumber: ref.number,
    kinds,
  });
  const rendition = kinds.map((kind) => found.find((each) => each.kind === kind)).find((each) => each !== undefined);
  if (rendition === undefined)
    throw problems.notFound({ detail: 'This page has nothing of that kind to show. Reload the document.' });
  act.note({
    patientIds: [ref.patientId],
    subjectIds: [ref.documentId],
    count: 1,
    detail: { page: ref.number },
    coalesce: ref.documentId,
  });
  return rendition;
}

export async function imageOf(services: Pick<Services, 'blobs'>, rendition: Rendition): Promise<Download> {
  if (!SHOWN_INLINE.has(rendition.mediaType))
    throw problems.notAnImage({
      detail: 'Nothing is shown. Download the original instead, and tell your administrator.',
      internal: `a page image of type ${rendition.mediaType}`,
    });
  const bytes = await services.blobs.read(rendition.blob, MAX_PAGE_BYTES);
  return { bytes, contentType: rendition.mediaType, contentLength: bytes.length, cacheSeconds: CACHE_SECONDS };
}

export async function textOf(services: Pick<Services, 'blobs'>, rendition: Rendition): Promise<string> {
  return (await services.blobs.read(rendition.blob, MAX_TEXT_BYTES)).toString('utf8');
}

/** The reader's own JSON, word by word; sent as it was kept. */
export async function wordsOf(services: Pick<Services, 'blobs'>, rendition: Rendition): Promise<Download> {
  const bytes = await services.blobs.read(rendition.blob, MAX_PAGE_BYTES);
  return { bytes, contentType: 'application/json', contentLength: bytes.length, cacheSeconds: CACHE_SECONDS };
}

/** The words of an amendment, by its own id. */
export async function findAmendmentText(act: Act, ref: DocumentRef & { amendmentId: string }): Promise<Rendition> {
  const said = await act.tx
    .selectFrom('documents.amendment')
    .select('rendition_id')
    .where('patient_id', '=', ref.patientId)
    .where('document_id', '=', ref.documentId)
    .where('id', '=', ref.amendmentId)
    .executeTakeFirst();
  const found = await findRenditions(act, {
    patientId: ref.patientId,
    documentIds: [ref.documentId],
    kinds: ['amendment'],
  });
  const rendition = found.find((each) => each.id === said?.rendition_id);
  if (rendition === undefined)
    throw problems.notFound({ detail: 'Nothing here under that address. Reload the document.' });
  act.note({ patientIds: [ref.patientId], subjectIds: [ref.documentId], count: 1, coalesce: ref.documentId });
  return rendition;
}
