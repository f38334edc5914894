import type { JobContext } from '../../../../platform/module.ts';
import type { PageDigest } from '../derive-duplicates.ts';
import { type DocumentToRead, findDocumentsToRead, type PreflightPlan, type PreflightRef } from '../plan-preflight.ts';
import { deriveLookalikes, type Lookalike } from './derive-lookalikes.ts';
import { looksTheSame, type Print } from './derive-sameness.ts';
import { type ComparedPair, type ContentPair, findCompared, keyOfPair, type PageContent } from './keep-compared.ts';
import { contentOf, readPrints } from './read-prints.ts';

/** Prints kept at once; a page is compared with few, and those lie near it. */
const MOST_KEPT = 64;
/** Documents whose places are looked up at once. */
const DOCUMENTS_AT_ONCE = 200;

export interface Confirmed {
  readonly same: readonly Lookalike[];
  /** What was compared now, either way. */
  readonly compared: readonly ComparedPair[];
}

/**
 * Of pages that may be two scans of one paper, those that are: as it was found before, else their pictures are fetched again
 * and compared.
 */
export async function confirmLookalikes(
  context: JobContext,
  ref: PreflightRef,
  plan: PreflightPlan,
  pages: readonly PageDigest[],
): Promise<Confirmed> {
  const pairs = deriveLookalikes(pages);
  if (pairs.length === 0) return { same: [], compared: [] };
  const documents = await findDocuments(context, ref, plan, pairs);
  const known = await findKnown(
    context,
    pairs.flatMap((pair) => contentsOf(documents, pair) ?? []),
  );
  const printOf = openPrints(context, documents);
  const same: Lookalike[] = [];
  const compared: ComparedPair[] = [];
  for (const pair of pairs) {
    const contents = contentsOf(documents, pair);
    if (contents === undefined) continue;
    const before = known.get(keyOfPair(contents));
    const now = before ?? (await compare(await printOf(pair.page), await printOf(pair.like)));
    if (now === true) same.push(pair);
    if (before === undefined && now !== undefined) compared.push({ ...contents, same: now });
  }
  return { same, compared };
}

/** Undefined where one of them cannot be seen now. */
const compare = (one: Print | undefined, other: Print | undefined): boolean | undefined =>
  one === undefined || other === undefined ? undefined : looksTheSame(one, other);

function openPrints(context: JobContext, documents: ReadonlyMap<string, DocumentToRead>) {
  const kept = new Map<string, Print | undefined>();
  return async ({ documentId, page }: PageDigest): Promise<Print | undefined> => {
    const key = `${documentId} ${page}`;
    if (kept.has(key)) return kept.get(key);
    const document = documents.get(documentId);
    const print = document === undefined ? undefined : (await readPrints(context.services, document, [page])).get(page);
    kept.set(key, print);
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST_KEPT))) kept.delete(oldest);
    return print;
  };
}

function contentsOf(
  documents: ReadonlyMap<string, DocumentToRead>,
  { page, like }: Lookalike,
): ContentPair | undefined {
  const [one, other] = [contentOfPage(documents, page), contentOfPage(documents, like)];
  return one === undefined || other === undefined ? undefined : { page: one, like: other };
}

function contentOfPage(
  documents: ReadonlyMap<string, DocumentToRead>,
  { documentId, page }: PageDigest,
): PageContent | undefined {
  const document = documents.get(documentId);
  const blob = document && contentOf(document, page);
  return blob && { patientId: document.scoped.patientId, documentId, address: blob.address, page };
}

function findKnown(context: JobContext, pairs: readonly ContentPair[]): Promise<ReadonlyMap<string, boolean>> {
  return context.act({ verb: 'release.read-for-preflight' }, async (act) => {
    act.note({ count: pairs.length });
    return findCompared(act, pairs);
  });
}

async function findDocuments(
  context: JobContext,
  ref: PreflightRef,
  plan: PreflightPlan,
  pairs: readonly Lookalike[],
): Promise<ReadonlyMap<string, DocumentToRead>> {
  const wanted = new Set(pairs.flatMap(({ page, like }) => [page.documentId, like.documentId]));
  const scoped = plan.documents.filter(({ documentId }) => wanted.has(documentId));
  const found = new Map<string, DocumentToRead>();
  for (let from = 0; from < scoped.length; from += DOCUMENTS_AT_ONCE) {
    const batch = scoped.slice(from, from + DOCUMENTS_AT_ONCE);
    const documents = await context.act({ verb: 'release.read-for-preflight' }, (act) =>
      findDocumentsToRead(act, ref.patientId, batch),
    );
    for (const each of documents) found.set(each.scoped.documentId, each);
  }
  return found;
}
