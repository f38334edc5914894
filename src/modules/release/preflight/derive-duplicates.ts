import { compareDigests } from '../../intake/index.ts';
import type { Finding } from './derive-findings.ts';
import type { Lookalike } from './look/derive-lookalikes.ts';

export interface PageDigest {
  readonly documentId: string;
  readonly page: number;
  /** Place of the document in the release. */
  readonly position: number;
  readonly words: number;
  /** The same only where every word is. */
  readonly exact: bigint;
  readonly least: readonly bigint[];
  /** How light and dark lie on it; undefined where nothing is seen, or its words tell. */
  readonly look?: bigint | undefined;
}

/** Fewer words are a form that is always the same, or were not read. */
export const LEAST_WORDS = 25;
/** Two scans of one paper, each read with errors of its own. */
const ALIKE = 0.8;
/** Digests that two alike pages share at least one of: three values side by side. */
const BAND = 3;
/** Of a page that says what hundreds say there is nothing to choose. */
const MOST_IN_A_BAND = 50;

export type DuplicateFinding = Finding & { readonly documentId: string };

/**
 * Pure: pages that say the same as an earlier page of the release. Word for word asks; nearly so (a form filled in twice, a
 * second scan) is shown only. A document all of whose pages come earlier in one other document is one finding. Pages that look
 * like an earlier one, and whose words did not tell so, come after: they ask where no word was read on either, or the same
 * ones on both, and are shown only where words differ.
 */
export function deriveDuplicates(
  pages: readonly PageDigest[],
  lookalikes: readonly Lookalike[] = [],
): DuplicateFinding[] {
  const said = deriveSaidTwice(pages);
  const told = new Set(said.map(({ documentId, page }) => `${documentId} ${page ?? 'all'}`));
  const seen = lookalikes.flatMap(({ page, like }): DuplicateFinding[] => {
    const { documentId } = page;
    if (told.has(`${documentId} all`) || told.has(`${documentId} ${page.page}`)) return [];
    told.add(`${documentId} ${page.page}`);
    return [
      {
        documentId,
        kind: 'duplicate',
        what: 'look',
        weight: page.exact === like.exact ? 'asks' : 'notes',
        page: page.page,
        sameAs: { documentId: like.documentId, page: like.page },
      },
    ];
  });
  return [...said, ...seen];
}

function deriveSaidTwice(pages: readonly PageDigest[]): DuplicateFinding[] {
  const telling = pages.filter(({ words, least }) => words >= LEAST_WORDS && least.length > 0);
  const bands = bandsOf(telling);
  const pairs = telling.flatMap((page) => {
    const like = earlierLike(page, bands);
    return like === undefined ? [] : [{ page, ...like }];
  });
  const pagesOf = groupBy(pages, ({ documentId }) => documentId);
  return [...groupBy(pairs, ({ page }) => page.documentId)].flatMap(([documentId, found]): DuplicateFinding[] => {
    const [first] = found;
    const whole =
      first !== undefined &&
      found.length === pagesOf.get(documentId)?.length &&
      found.every(({ like }) => like.documentId === first.like.documentId && like.documentId !== documentId);
    if (whole)
      return [
        {
          documentId,
          kind: 'duplicate',
          what: 'document',
          weight: found.every(({ same }) => same) ? 'asks' : 'notes',
          sameAs: { documentId: first.like.documentId },
        },
      ];
    return found.map(({ page, like, same }) => ({
      documentId,
      kind: 'duplicate',
      what: 'page',
      weight: same ? 'asks' : 'notes',
      page: page.page,
      sameAs: { documentId: like.documentId, page: like.page },
    }));
  });
}

function bandsOf(pages: readonly PageDigest[]): Map<string, PageDigest[]> {
  const bands = new Map<string, PageDigest[]>();
  for (const page of pages)
    for (const key of keysOf(page)) {
      const band = bands.get(key);
      if (band === undefined) bands.set(key, [page]);
      else if (band.length < MOST_IN_A_BAND) band.push(page);
    }
  return bands;
}

function keysOf({ least }: PageDigest): string[] {
  return Array.from({ length: Math.floor(least.length / BAND) }, (_each, band) =>
    [band, ...least.slice(band * BAND, (band + 1) * BAND)].join(' '),
  );
}

function earlierLike(
  page: PageDigest,
  bands: ReadonlyMap<string, readonly PageDigest[]>,
): { like: PageDigest; same: boolean } | undefined {
  let best: { like: PageDigest; share: number } | undefined;
  for (const key of keysOf(page))
    for (const like of bands.get(key) ?? []) {
      if (!comesBefore(like, page)) continue;
      const share = compareDigests(page.least, like.least);
      if (share >= ALIKE && (best === undefined || share > best.share || like.exact === page.exact))
        best = { like, share };
    }
  if (best === undefined) return undefined;
  return { like: best.like, same: best.like.exact === page.exact };
}

function comesBefore(one: PageDigest, other: PageDigest): boolean {
  return one.position < other.position || (one.documentId === other.documentId && one.page < other.page);
}

function groupBy<T>(all: readonly T[], key: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(key(each));
    if (group === undefined) groups.set(key(each), [each]);
    else group.push(each);
  }
  return groups;
}
