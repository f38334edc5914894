import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';
import { newId } from '../../platform/ids.ts';
import { deriveWords } from './derive-words.ts';
import { MAX_PAGES, MAX_WHOLE_RENDITIONS, type NewPage, type NewRendition } from './document.ts';
import { problems } from './problems.ts';
import { type SaidStatus, writeVersionStatus } from './write-version-status.ts';

/** What every row of a document carries. */
export interface DocumentHome {
  readonly patientId: string;
  readonly documentId: string;
  readonly facilityId: string;
  readonly labels: bigint;
  readonly keySlot: string;
}

export interface NewVersion {
  readonly number: number;
  readonly pages: readonly NewPage[];
  readonly renditions: readonly NewRendition[];
  readonly reason?: string;
  readonly originId?: string;
  /** What the version is, where that came with it. */
  readonly said?: SaidStatus;
}

/** Far below PostgreSQL's 65,535 parameters a statement. */
const ROWS_AT_ONCE = 500;

/** Writes one version: pages, renditions with the names of their blobs, and the words it is found by. */
export async function writeVersion(
  act: Act,
  home: DocumentHome,
  version: NewVersion,
): Promise<{ versionId: string; pagesNotWhollySearchable: number }> {
  check(home, version);
  const versionId = newId();
  const common = {
    patient_id: home.patientId,
    document_id: home.documentId,
    facility_id: home.facilityId,
    labels: home.labels,
  };
  const told = { recorded_at: act.now, recorded_by: act.actor.id };
  await act.tx
    .insertInto('documents.version')
    .values({
      ...common,
      id: versionId,
      number: version.number,
      page_count: version.pages.length,
      reason: version.reason ?? null,
      origin_id: version.originId ?? null,
      ...told,
    })
    .execute();

  const pages = version.pages.map((page, at) => ({ ...page, id: newId(), number: at + 1 }));
  for (const some of inParts(pages))
    await act.tx
      .insertInto('documents.page')
      .values(
        some.map((page) => ({
          ...common,
          id: page.id,
          version_id: versionId,
          number: page.number,
          width: page.width ?? null,
          height: page.height ?? null,
          confidence: page.confidence ?? null,
        })),
      )
      .execute();

  const renditions = [
    ...version.renditions.map((rendition) => ({ ...rendition, pageId: null })),
    ...pages.flatMap((page) => page.renditions.map((rendition) => ({ ...rendition, pageId: page.id }))),
  ];
  await nameBlobs(
    act,
    renditions.map(({ blob }) => blob),
  );
  for (const some of inParts(renditions))
    await act.tx
      .insertInto('documents.rendition')
      .values(
        some.map((rendition) => ({
          ...common,
          id: newId(),
          version_id: versionId,
          page_id: rendition.pageId,
          kind: rendition.kind,
          media_type: rendition.mediaType,
          file_name: rendition.fileName ?? null,
          blob_address: rendition.blob.address,
          ...told,
        })),
      )
      .execute();

  if (version.said !== undefined) await writeVersionStatus(act, home, versionId, version.said);
  const cut = await writeWords(act, home, versionId, pages);
  return { versionId, pagesNotWhollySearchable: cut };
}

/** The row that names a blob commits with the fact that needs it; the bytes are on disk already (shapes.md 3). */
export async function nameBlobs(act: Act, blobs: readonly BlobRef[]): Promise<void> {
  for (const some of inParts([...new Map(blobs.map((blob) => [blob.address, blob])).values()]))
    await act.tx
      .insertInto('platform.blob')
      .values(some.map((blob) => ({ ...blob, at: act.now })))
      .onConflict((conflict) => conflict.column('address').doNothing())
      .execute();
}

export async function writeWords(
  act: Act,
  home: DocumentHome,
  versionId: string,
  pages: readonly { readonly number: number; readonly text?: string }[],
): Promise<number> {
  const words = deriveWords(pages);
  if (words.texts.length > 0)
    await sql`SELECT documents.put_words(${home.patientId}::uuid, ${home.documentId}::uuid, ${versionId}::uuid,
      ${words.texts.map(() => newId())}::uuid[], ${home.facilityId}::uuid, ${home.labels}::bigint,
      ${words.numbers}::integer[], ${words.texts}::text[])`.execute(act.tx);
  return words.cut;
}

function check(home: DocumentHome, version: NewVersion): void {
  if (version.pages.length > MAX_PAGES || version.renditions.length > MAX_WHOLE_RENDITIONS)
    throw problems.tooManyPages({
      detail: `A document may have ${MAX_PAGES.toLocaleString('en')} pages. Nothing was filed. Split it and file the parts.`,
    });
  const all = [...version.renditions, ...version.pages.flatMap((page) => page.renditions)];
  if (all.some(({ blob }) => blob.slot !== home.keySlot))
    throw problems.blobOfOther({
      detail:
        'Nothing was filed and what was received is safe. Try again; if it happens again, tell your administrator.',
      internal: 'a rendition was put under another key slot than its unit names',
    });
}

function* inParts<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) yield rows.slice(at, at + ROWS_AT_ONCE);
}
