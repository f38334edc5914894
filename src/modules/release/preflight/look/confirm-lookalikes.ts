import type { JobContext } from '../../../../platform/module.ts';
import type { PageDigest } from '../derive-duplicates.ts';
import { type DocumentToRead, findDocumentsToRead, type PreflightPlan, type PreflightRef } from '../plan-preflight.ts';
import { deriveLookalikes, type Lookalike } from './derive-lookalikes.ts';
import { looksTheSame, type Print } from './derive-sameness.ts';
import { readPrints } from './read-prints.ts';

/** Prints kept at once; a page is compared with few, and those lie near it. */
const MOST_KEPT = 64;
/** Documents whose places are looked up at once. */
const DOCUMENTS_AT_ONCE = 200;

/** Of pages that may be two scans of one paper, those that are: their pictures are fetched again and compared. */
export async function confirmLookalikes(
  context: JobContext,
  ref: PreflightRef,
  plan: PreflightPlan,
  pages: readonly PageDigest[],
): Promise<Lookalike[]> {
  const pairs = deriveLookalikes(pages);
  if (pairs.length === 0) return [];
  const documents = await findDocuments(context, ref, plan, pairs);
  const kept = new Map<string, Print | undefined>();
  const printOf = async ({ documentId, page }: PageDigest): Promise<Print | undefined> => {
    const key = `${documentId} ${page}`;
    if (kept.has(key)) return kept.get(key);
    const document = documents.get(documentId);
    const print = document === undefined ? undefined : (await readPrints(context.services, document, [page])).get(page);
    kept.set(key, print);
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST_KEPT))) kept.delete(oldest);
    return print;
  };
  const same: Lookalike[] = [];
  for (const pair of pairs) {
    const [one, other] = [await printOf(pair.page), await printOf(pair.like)];
    if (one !== undefined && other !== undefined && looksTheSame(one, other)) same.push(pair);
  }
  return same;
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
