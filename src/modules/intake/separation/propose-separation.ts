import type { OwnSheet } from '../codes/derive-code-facts.ts';
import { keyOf, type BinnedPage, type Cutter, type LaidPage, type PageKey } from './layout.ts';

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
  /** Codes that nobody understood. */
  readonly unknownCodes: number;
  /** Too poor to be read for certain, and no person said that it cannot be better. */
  readonly weak: boolean;
}

export interface BatchFacts {
  readonly sides: 'simplex' | 'duplex' | null;
  /** Counted by hand; sheets of ours left out. */
  readonly expectedSheets: number | null;
  /** A stack that somebody prepared, not a file that came by itself. */
  readonly prepared: boolean;
}

/** Why a person has to look before the documents go to the index queue. */
export interface Doubt {
  readonly code:
    | 'sheets-missing'
    | 'sheets-too-many'
    | 'odd-images'
    | 'several-documents'
    | 'unknown-code'
    | 'weak-page'
    | 'blank-page'
    | 'unknown-batch'
    | 'nothing-left';
  readonly page?: PageKey;
  /** How many sheets, for the counts. */
  readonly count?: number;
}

export interface ProposedPart {
  readonly cutBy: Cutter;
  readonly cover?: PageKey;
  readonly pages: readonly LaidPage[];
}

export interface Sheets {
  readonly images: number;
  readonly ofOurs: number;
  readonly blank: number;
  readonly replaced: number;
  /** Sheets that the images are of, ours and rescans left out; null where nobody said how many sides a sheet has. */
  readonly found: number | null;
  readonly expected: number | null;
}

export interface ProposedSeparation {
  readonly parts: readonly ProposedPart[];
  readonly bin: readonly BinnedPage[];
  readonly doubts: readonly Doubt[];
}

/**
 * Cuts the pages of a batch, in their order, into documents. Sheets of ours cut for certain and go to the bin. In a prepared
 * duplex batch blank sides go to the bin too; anywhere else a blank page stays where it is. Another patient's number, or a
 * title with "page 1 of", begins something new as well, but then a person has to agree.
 */
export function proposeSeparation(pages: readonly PageFacts[], batch: BatchFacts): ProposedSeparation {
  const parts: { cutBy: Cutter; cover?: PageKey; pages: PageFacts[] }[] = [];
  const bin: BinnedPage[] = [];
  const doubts: Doubt[] = [];
  let next: { cutBy: Cutter; cover?: PageKey } | undefined = { cutBy: 'file' };
  for (const page of pages) {
    if (page.own !== undefined) {
      bin.push({ ...keyed(page), turn: 0, reason: 'separator' });
      next = beginsAfter(page, next);
    } else if (page.blank && batch.sides === 'duplex') {
      // The back of a separator, or of a sheet printed on one side.
      bin.push({ ...keyed(page), turn: 0, reason: 'blank' });
    } else {
      const current = parts.at(-1);
      const doubtful = next === undefined && current !== undefined ? startsSomething(page, current.pages) : undefined;
      if (doubtful !== undefined) doubts.push({ code: 'several-documents', page: keyed(page) });
      const begin = next ?? (doubtful === undefined ? undefined : { cutBy: doubtful });
      if (begin !== undefined || current === undefined) parts.push({ cutBy: 'file', ...begin, pages: [page] });
      else current.pages.push(page);
      next = undefined;
      if (page.blank && batch.prepared) doubts.push({ code: 'blank-page', page: keyed(page) });
    }
    if (page.unknownCodes > 0) doubts.push({ code: 'unknown-code', page: keyed(page) });
    if (page.weak && page.own === undefined && !page.blank) doubts.push({ code: 'weak-page', page: keyed(page) });
  }
  if (parts.length === 0) doubts.push({ code: 'nothing-left' });
  return {
    parts: parts.map(({ pages: of, ...part }) => ({ ...part, pages: of.map((page) => ({ ...keyed(page), turn: 0 })) })),
    bin,
    doubts: [...doubts, ...doubtTheCount(countSheets(pages, new Set(), batch), batch)],
  };
}

/** Sheets in = images out, on one side or on both. */
export function countSheets(
  pages: readonly Pick<PageFacts, 'itemId' | 'number' | 'own' | 'blank'>[],
  replaced: ReadonlySet<string>,
  batch: Pick<BatchFacts, 'sides' | 'expectedSheets'>,
): Sheets {
  const sides = batch.sides === 'duplex' ? 2 : 1;
  const standing = pages.filter((page) => !replaced.has(keyOf(page)));
  const own = standing.filter((page) => page.own !== undefined).length;
  // In a duplex batch the back of a sheet of ours is an image too.
  const ofOurs = Math.min(standing.length, own * sides);
  return {
    images: pages.length,
    ofOurs,
    blank: standing.filter((page) => page.blank && page.own === undefined).length,
    replaced: pages.length - standing.length,
    found: batch.sides === null ? null : (standing.length - ofOurs) / sides,
    expected: batch.expectedSheets,
  };
}

export function doubtTheCount(sheets: Sheets, batch: Pick<BatchFacts, 'sides'>): Doubt[] {
  if (sheets.found === null || sheets.expected === null) return [];
  if (batch.sides === 'duplex' && !Number.isInteger(sheets.found))
    return [{ code: 'odd-images', count: sheets.images }];
  if (sheets.found < sheets.expected) return [{ code: 'sheets-missing', count: sheets.expected - sheets.found }];
  if (sheets.found > sheets.expected) return [{ code: 'sheets-too-many', count: sheets.found - sheets.expected }];
  return [];
}

const keyed = (page: PageKey): PageKey => ({ itemId: page.itemId, number: page.number });

/** A batch sheet cuts nothing; a cover that follows a plain separator is the one that speaks. */
function beginsAfter(
  page: PageFacts,
  pending: { cutBy: Cutter; cover?: PageKey } | undefined,
): { cutBy: Cutter; cover?: PageKey } | undefined {
  if (page.own === 'batch') return pending;
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
