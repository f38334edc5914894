import type { Act } from '../../platform/act.ts';
import { type BlobRef, nameBlobs } from '../../platform/blobs/index.ts';
import { newId } from '../../platform/ids.ts';
import { deriveQualityScore, type FileKind, type ReadPage, type Refusal } from '../../platform/reading/index.ts';
import { deriveCodeFacts, deriveOwnSheet } from './codes/derive-code-facts.ts';
import type { LabelPattern } from './codes/label-pattern.ts';
import { labelPatternsInForce } from './codes/label-patterns.ts';
import type { PageContent } from './duplicates/derive-page-content.ts';
import { recordPageContent } from './duplicates/record-page-content.ts';
import type { Item } from './load-item.ts';
import { noteObjectCodes } from './objects/object-pages.ts';
import { queueFailed, queueSeparation } from './queue-part.ts';
import { cutPages } from './separation/cut-batch.ts';
import { derivePageFacts } from './separation/derive-page-facts.ts';
import { joinBatch } from './separation/join-batch.ts';
import { keyOf } from './separation/layout.ts';
import { placeRescan } from './separation/place-rescan.ts';
import { releaseOrQueue, type Texts } from './separation/release-batch.ts';
import { noteTestPages } from './sources/note-test-pages.ts';
import { recordTranscript } from './transcription/record-transcript.ts';

export interface StoredPage {
  readonly number: number;
  readonly refusal?: Refusal;
  readonly page?: Omit<ReadPage, 'image' | 'thumbnail'>;
  readonly image?: BlobRef;
  readonly width?: number;
  readonly height?: number;
  readonly thumbnail?: BlobRef;
  readonly text?: BlobRef;
  readonly words?: BlobRef;
  readonly content?: PageContent;
}

const PAGES_PER_STATEMENT = 500;

/** The pages of an item, cut into documents, with what was proposed for each. */
export async function recordPages(
  act: Act,
  item: Item,
  read: { kind: FileKind; pages: readonly StoredPage[] },
): Promise<void> {
  const claimed = await act.tx
    .updateTable('intake.item')
    .set({ read_at: act.now, media_kind: read.kind, pages: read.pages.length, engine: engineOf(read.pages) })
    .where('id', '=', item.id)
    .where('read_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (claimed === undefined) return;
  const blobs = read.pages
    .flatMap((page) => [page.image, page.thumbnail, page.text, page.words])
    .filter((blob) => blob !== undefined);
  await nameBlobs(act, blobs);
  const patterns = await labelPatternsInForce(act, item.facilityId);
  for (let from = 0; from < read.pages.length; from += PAGES_PER_STATEMENT)
    await act.tx
      .insertInto('intake.page')
      .values(read.pages.slice(from, from + PAGES_PER_STATEMENT).map((page) => rowOf(item, page, patterns)))
      .execute();
  await noteObjectCodes(act, item, read.pages);
  // Sheets of ours all say the same; they are no duplicates of each other.
  const others = read.pages.filter(({ page }) => deriveOwnSheet(page?.barcodes ?? []) === undefined);
  await recordPageContent(act, item, others);
  await recordTranscript(act, item, { kind: read.kind, texts: read.pages.map(({ page }) => page?.text ?? '') });
  await separatePages(act, item, read.pages, patterns);
  await noteTestPages(
    act,
    item,
    read.pages.flatMap(({ page }) => page?.barcodes ?? []),
  );
  act.note({ subjectIds: [item.id], count: read.pages.length });
  act.emit('intake.item-read', { itemId: item.id });
}

/** Cut into documents; they go on to the index queue unless somebody has to look first. */
async function separatePages(
  act: Act,
  item: Item,
  pages: readonly StoredPage[],
  patterns: readonly LabelPattern[],
): Promise<void> {
  const batch = await joinBatch(act, item, pages.find(({ number }) => number === 1)?.page?.barcodes ?? []);
  const texts: Texts = new Map(
    pages.flatMap(({ number, page }) =>
      page === undefined
        ? []
        : [
            [
              keyOf({ itemId: item.id, number }),
              { text: page.text, words: page.words, barcodes: page.barcodes },
            ] as const,
          ],
    ),
  );
  if (await placeRescan(act, batch, item, pages.length)) return queueSeparation(act, batch);
  // The index of an archive says what its file is: no sheet or heading in it cuts it.
  const facts = pages.map((page) => (item.source === 'legacy' ? uncut(item, page) : factsOf(item, page, patterns)));
  await cutPages(act, batch, item.id, facts);
  await releaseOrQueue(act, batch.id, texts);
}

function factsOf(item: Item, { number, page }: StoredPage, patterns: readonly LabelPattern[]) {
  const text =
    page === undefined
      ? undefined
      : {
          text: { number, text: page.text, words: page.words, barcodes: page.barcodes },
          blank: page.quality.blank,
        };
  return derivePageFacts({ itemId: item.id, number }, text, patterns);
}

const uncut = (item: Item, { number, page }: StoredPage) => ({
  ...derivePageFacts({ itemId: item.id, number }, undefined, []),
  readable: page !== undefined,
});

/** The file as a whole could not be read: it stays visible with the reason until a person settles it. */
export async function recordFailure(
  act: Act,
  item: Item,
  refusal: Omit<Refusal, 'reason'> & { readonly reason: Refusal['reason'] | 'malware' },
): Promise<void> {
  await act.tx
    .insertInto('intake.failure')
    .values({
      id: newId(),
      item_id: item.id,
      facility_id: item.facilityId,
      labels: item.labels,
      reason: refusal.reason,
      detail: refusal.detail,
      failed_at: act.now,
    })
    .execute();
  await queueFailed(act, item);
  act.note({ subjectIds: [item.id], detail: { reason: refusal.reason } });
  act.emit('intake.item-failed', { itemId: item.id });
}

function rowOf(item: Item, stored: StoredPage, patterns: readonly LabelPattern[]) {
  return {
    item_id: item.id,
    number: stored.number,
    facility_id: item.facilityId,
    labels: item.labels,
    turned: stored.page?.turned ?? null,
    ...readingOf(stored, patterns),
    unreadable_reason: stored.refusal?.reason ?? (stored.image === undefined ? 'no-image' : null),
    unreadable_detail: stored.refusal?.detail ?? null,
  };
}

/** What a page is and says, as it was read. */
export function readingOf(stored: StoredPage, patterns: readonly LabelPattern[]) {
  const page = stored.page;
  const quality = page === undefined ? undefined : deriveQualityScore(page.quality, page.confidence, page.source);
  return {
    image_address: stored.image?.address ?? null,
    thumbnail_address: stored.thumbnail?.address ?? null,
    text_address: stored.text?.address ?? null,
    words_address: stored.words?.address ?? null,
    width: stored.width ?? null,
    height: stored.height ?? null,
    confidence: page?.confidence ?? null,
    text_source: page?.source ?? null,
    blank: page?.quality.blank ?? false,
    quality: JSON.stringify(page?.quality ?? {}),
    barcodes: page?.barcodes.length ?? 0,
    ...deriveCodeFacts(page?.barcodes ?? [], patterns),
    score: quality?.score ?? null,
    weaknesses: [...(quality?.weaknesses ?? [])],
    signature: page?.signature ?? null,
  };
}

function engineOf(pages: readonly StoredPage[]): string | null {
  const engines = new Set(
    pages.flatMap(({ page }) => (page === undefined ? [] : [`${page.engine.name} ${page.engine.version}`])),
  );
  return engines.size === 0 ? null : [...engines].sort().join(', ');
}
