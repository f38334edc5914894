import type { OwnSheet } from '../codes/derive-code-facts.ts';
import { type BinnedPage, type Cutter, type LaidPage, type PageKey } from './layout.ts';

/** What cutting needs to know of a page. */
export interface PageFacts extends PageKey {
  readonly readable: boolean;
  readonly blank: boolean;
  readonly own?: OwnSheet | undefined;
  /** Type whose name stands alone in the first lines. */
  readonly heading?: string | undefined;
  /** Record numbers read on the page. */
  readonly mrns: readonly string[];
  /** It says that it is page 1 of several. */
  readonly firstOfSeveral: boolean;
}

export interface ProposedPart {
  readonly cutBy: Cutter;
  readonly cover?: PageKey;
  readonly pages: readonly LaidPage[];
}

export interface ProposedSeparation {
  readonly parts: readonly ProposedPart[];
  readonly bin: readonly BinnedPage[];
}

/**
 * Cuts the pages of a batch, in their order, into documents. Sheets of ours cut for certain and go to the bin. In a prepared
 * duplex batch blank sides go to the bin too; anywhere else a blank page stays where it is. Another patient's number, or a
 * title with "page 1 of", begins something new as well; to such a guess a person has to agree (derive-doubts.ts).
 */
export function proposeSeparation(
  pages: readonly PageFacts[],
  batch: { readonly sides: 'simplex' | 'duplex' | null },
): ProposedSeparation {
  const parts: { cutBy: Cutter; cover?: PageKey; pages: PageFacts[] }[] = [];
  const bin: BinnedPage[] = [];
  let next: { cutBy: Cutter; cover?: PageKey } | undefined = { cutBy: 'file' };
  for (const page of pages) {
    if (page.own !== undefined) {
      bin.push({ ...keyed(page), turn: 0, reason: page.own === 'test' ? 'test' : 'separator' });
      next = beginsAfter(page, next);
    } else if (page.blank && batch.sides === 'duplex') {
      // The back of a separator, or of a sheet printed on one side.
      bin.push({ ...keyed(page), turn: 0, reason: 'blank' });
    } else {
      const current = parts.at(-1);
      const guessed = next === undefined && current !== undefined ? startsSomething(page, current.pages) : undefined;
      const begin = next ?? (guessed === undefined ? undefined : { cutBy: guessed });
      if (begin !== undefined || current === undefined) parts.push({ cutBy: 'file', ...begin, pages: [page] });
      else current.pages.push(page);
      next = undefined;
    }
  }
  return {
    parts: parts.map(({ pages: of, ...part }) => ({ ...part, pages: of.map((page) => ({ ...keyed(page), turn: 0 })) })),
    bin,
  };
}

const keyed = (page: PageKey): PageKey => ({ itemId: page.itemId, number: page.number });

/** A batch sheet and a test page cut nothing; a cover that follows a plain separator is the one that speaks. */
function beginsAfter(
  page: PageFacts,
  pending: { cutBy: Cutter; cover?: PageKey } | undefined,
): { cutBy: Cutter; cover?: PageKey } | undefined {
  if (page.own === 'batch' || page.own === 'test') return pending;
  if (page.own === 'cover') return { cutBy: 'cover', cover: keyed(page) };
  return pending?.cutBy === 'cover' ? pending : { cutBy: 'separator' };
}

function startsSomething(page: PageFacts, current: readonly PageFacts[]): Cutter | undefined {
  const known = current.flatMap(({ mrns }) => mrns);
  if (known.length > 0 && page.mrns.length > 0 && !page.mrns.some((mrn) => known.includes(mrn))) return 'patient';
  const title = current.find(({ heading }) => heading !== undefined)?.heading;
  if (page.heading !== undefined && page.heading !== title && (page.firstOfSeveral || page.mrns.length > 0))
    return 'heading';
  return page.firstOfSeveral && current.length > 0 && page.heading !== undefined ? 'heading' : undefined;
}
