import type { Act } from '../../../platform/act.ts';
import type { BlobRef } from '../../../platform/blobs/index.ts';
import { findRenditions, listDocuments } from '../../documents/index.ts';
import { findPageRefs } from '../../intake/index.ts';
import type { LoadedRequest } from '../load-request.ts';
import { problems } from '../problems.ts';

/** One page that may be of the form, with where its words and picture lie. */
export interface SourcePage {
  /** From 1, over everything that was given. */
  readonly number: number;
  readonly words: BlobRef | undefined;
  readonly image: BlobRef | undefined;
  readonly signature: 'present' | 'absent' | 'unclear' | null;
  readonly itemId: string | null;
}

export interface FormSource {
  readonly kind: 'intake' | 'document' | 'none';
  readonly document: { readonly patientId: string; readonly documentId: string } | null;
  readonly pages: readonly SourcePage[];
  readonly given: number;
  /** Pages that arrived and that nobody has read yet. */
  readonly waiting: number;
}

/** Beyond these nobody looks for a form: a chart is attached, not an authorization. */
const MOST_PAGES_LOOKED_AT = 300;
const NOTHING: FormSource = { kind: 'none', document: null, pages: [], given: 0, waiting: 0 };

/**
 * The pages that came with the request, or a document of the patient's record that is the form.
 * @throws release/form-elsewhere
 */
export async function findFormSource(
  act: Act,
  request: LoadedRequest,
  documentId: string | undefined,
): Promise<FormSource> {
  return documentId === undefined ? fromIntake(act, request.id) : fromDocument(act, request, documentId);
}

async function fromIntake(act: Act, requestId: string): Promise<FormSource> {
  const rows = await act.tx
    .selectFrom('release.intake_pages')
    .select(['item_id', 'pages'])
    .where('request_id', '=', requestId)
    .where('taken_back_at', 'is', null)
    .orderBy('recorded_at')
    .orderBy('id')
    .limit(100)
    .execute();
  const given = rows.flatMap(({ item_id: itemId, pages }) => pages.map((number) => ({ itemId, number })));
  if (given.length === 0) return NOTHING;
  const looked = given.slice(0, MOST_PAGES_LOOKED_AT);
  const refs = await findPageRefs(act, looked);
  const pages = looked.flatMap((key, at) => {
    const ref = refs.find((each) => each.itemId === key.itemId && each.number === key.number);
    if (ref === undefined) return [];
    const signature = ref.signature as SourcePage['signature']; // the reader's own words
    return [{ number: at + 1, words: ref.words, image: ref.image, signature, itemId: key.itemId }];
  });
  return { kind: 'intake', document: null, pages, given: given.length, waiting: looked.length - pages.length };
}

async function fromDocument(act: Act, request: LoadedRequest, documentId: string): Promise<FormSource> {
  const { patientId } = request;
  const { documents } =
    patientId === null ? { documents: [] } : await listDocuments(act, { patientId, documentIds: [documentId] });
  const [document] = documents;
  if (patientId === null || document === undefined)
    throw problems.formElsewhere({
      detail: 'Nothing was read. Choose the form from the record of this patient.',
      at: 'documentId',
    });
  const renditions = await findRenditions(act, {
    patientId: document.patientId,
    documentIds: [documentId],
    kinds: ['words', 'page-image'],
  });
  const count = Math.min(document.pages, MOST_PAGES_LOOKED_AT);
  const blobOf = (kind: string, number: number) =>
    renditions.find((each) => each.kind === kind && each.pageNumber === number)?.blob;
  const pages = Array.from({ length: count }, (_each, at) => ({
    number: at + 1,
    words: blobOf('words', at + 1),
    image: blobOf('page-image', at + 1),
    // A filed page no longer says whether its reading saw ink.
    signature: null,
    itemId: null,
  }));
  act.note({ subjectIds: [documentId] });
  return {
    kind: 'document',
    document: { patientId: document.patientId, documentId },
    pages,
    given: document.pages,
    waiting: 0,
  };
}

/** Documents of the record that may be a signed form: those filed as consents. */
export async function listFormDocuments(act: Act, patientId: string | null) {
  if (patientId === null) return [];
  const { documents } = await listDocuments(act, { patientId });
  return documents
    .filter(({ section, enteredInError }) => section === 'consents' && enteredInError === null)
    .slice(0, 20)
    .map(({ id, typeName, title, date, pages }) => ({ documentId: id, title: title ?? typeName, date, pages }));
}
