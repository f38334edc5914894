import type { Act } from '../../../platform/act.ts';
import type { RequestContext } from '../../../platform/http/route.ts';
import type { DocumentRef, NewPage, NewRendition } from '../document.ts';
import { findRenditions, type Rendition } from '../find-renditions.ts';
import { loadDocument, noteDocument } from '../load-document.ts';
import { textOf } from '../read-page.ts';
import { beforehand } from '../route-subjects.ts';
import { findWholeVersion } from './load-origin.ts';
import type { OutsideDecision } from './origin.ts';

/** The version that a decision would leave in sight; its bytes are those of the whole one, in the same unit. */
export interface PreparedReview {
  /** What was looked at: the decision is refused where a newer one came in between. */
  readonly wholeVersionId: string;
  readonly ofPages: number;
  readonly pages: readonly NewPage[];
  readonly renditions: readonly NewRendition[];
}

interface Found {
  readonly whole: { readonly id: string; readonly pages: number };
  readonly pages: readonly { number: number; width: number | null; height: number | null; confidence: number | null }[];
  readonly renditions: readonly Rendition[];
}

/**
 * Outside the transaction: the words of the pages that stay, since a version is found by its own words. Nothing is copied;
 * the pages of a part are named once more, and the original of the whole stays with the whole.
 */
export async function prepareReview(
  context: RequestContext,
  input: DocumentRef & { readonly decision: OutsideDecision; readonly pages?: readonly number[] | undefined },
): Promise<PreparedReview> {
  const found = await beforehand(
    context,
    {
      verb: 'documents.prepare-outside-review',
      permission: 'documents/review-outside',
      subject: { kind: 'document', id: input.documentId, patientId: input.patientId },
    },
    (act) => findContent(act, input),
  );
  const partly = input.decision === 'keep-part';
  const wanted = new Set(partly ? input.pages : found.pages.map(({ number }) => number));
  const pages: NewPage[] = [];
  for (const page of found.pages.filter(({ number }) => wanted.has(number))) {
    const own = found.renditions.filter(({ pageNumber }) => pageNumber === page.number);
    const words = own.find(({ kind }) => kind === 'text');
    pages.push({
      renditions: own.flatMap(asNew),
      ...(words === undefined ? {} : { text: await textOf(context.services, words) }),
      ...(page.width === null ? {} : { width: page.width }),
      ...(page.height === null ? {} : { height: page.height }),
      ...(page.confidence === null ? {} : { confidence: page.confidence }),
    });
  }
  return {
    wholeVersionId: found.whole.id,
    ofPages: found.whole.pages,
    pages,
    renditions: partly ? [] : found.renditions.filter(({ pageNumber }) => pageNumber === null).flatMap(asNew),
  };
}

async function findContent(act: Act, ref: DocumentRef): Promise<Found> {
  await loadDocument(act, ref, 'read');
  const whole = await findWholeVersion(act, ref);
  const pages = await act.tx
    .selectFrom('documents.page')
    .select(['number', 'width', 'height', 'confidence'])
    .where('patient_id', '=', ref.patientId)
    .where('version_id', '=', whole.id)
    .orderBy('number')
    .execute();
  const renditions = await findRenditions(act, {
    patientId: ref.patientId,
    documentIds: [ref.documentId],
    versionId: whole.id,
  });
  noteDocument(act, ref);
  return { whole, pages, renditions };
}

function asNew({ kind, mediaType, blob, fileName }: Rendition): NewRendition[] {
  return kind === 'amendment' ? [] : [{ kind, mediaType, blob, ...(fileName === null ? {} : { fileName }) }];
}
