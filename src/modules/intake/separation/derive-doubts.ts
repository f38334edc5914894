import type { OwnSheet } from '../codes/derive-code-facts.ts';
import type { PageKey } from './layout.ts';

export interface CountedBatch {
  readonly sides: 'simplex' | 'duplex' | null;
  /** Counted by hand; sheets of ours left out. */
  readonly expectedSheets: number | null;
  /** A stack that somebody prepared, not a file that came by itself. */
  readonly prepared: boolean;
}

/** A page of a batch as it stands. */
export interface StandingPage extends PageKey {
  readonly own?: OwnSheet | undefined;
  readonly blank: boolean;
  readonly binned: boolean;
  /** A rescan took its place. */
  readonly replaced: boolean;
  /** Without an outcome. */
  readonly open: boolean;
  /** It begins a document by our guess (another patient, another title), to which nobody has agreed. */
  readonly guessed: boolean;
  /** Too poor to be read for certain, and no person said that it cannot be better. */
  readonly weak: boolean;
  /** Codes that nobody understood. */
  readonly unknownCodes: number;
  /** Its batch sheet names a batch that nobody prepared. */
  readonly unknownBatch: boolean;
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

export interface Sheets {
  readonly images: number;
  readonly ofOurs: number;
  readonly blank: number;
  readonly replaced: number;
  /** Sheets that the images are of, ours and rescans left out; null where nobody said how many sides a sheet has. */
  readonly found: number | null;
  readonly expected: number | null;
}

/** Sheets in = images out, on one side or on both. */
export function countSheets(
  pages: readonly Pick<StandingPage, 'own' | 'blank' | 'replaced'>[],
  batch: Pick<CountedBatch, 'sides' | 'expectedSheets'>,
): Sheets {
  const sides = batch.sides === 'duplex' ? 2 : 1;
  const standing = pages.filter((page) => !page.replaced);
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

function doubtTheCount(sheets: Sheets, batch: Pick<CountedBatch, 'sides'>): Doubt[] {
  if (sheets.found === null || sheets.expected === null) return [];
  if (batch.sides === 'duplex' && !Number.isInteger(sheets.found))
    return [{ code: 'odd-images', count: sheets.images }];
  if (sheets.found < sheets.expected) return [{ code: 'sheets-missing', count: sheets.expected - sheets.found }];
  if (sheets.found > sheets.expected) return [{ code: 'sheets-too-many', count: sheets.found - sheets.expected }];
  return [];
}

/** Everything that asks for a look at the batch as it stands, whichever of its files brought it. */
export function deriveDoubts(pages: readonly StandingPage[], sheets: Sheets, batch: CountedBatch): Doubt[] {
  const doubts = doubtTheCount(sheets, batch);
  const waiting = new Set(pages.flatMap((page) => (page.open ? [page.itemId] : [])));
  for (const page of pages) {
    const of = (code: Doubt['code']) => doubts.push({ code, page: { itemId: page.itemId, number: page.number } });
    // The sheet lies in the bin; its file waits.
    if (page.unknownBatch && waiting.has(page.itemId)) of('unknown-batch');
    if (!page.open || page.binned) continue;
    if (page.guessed) of('several-documents');
    if (page.blank && batch.prepared && batch.sides === 'simplex') of('blank-page');
    if (page.unknownCodes > 0) of('unknown-code');
    if (page.weak) of('weak-page');
  }
  // Of a file that is a test page and nothing else, nothing shall be left.
  if (pages.some((page) => page.own !== 'test') && pages.every((page) => page.binned))
    doubts.push({ code: 'nothing-left' });
  return doubts;
}

/**
 * Paper from outside carries codes of others (post, insurers, manufacturers): on a file that came by itself they are shown as
 * errors at the index desk and keep it from filing itself, but hold nothing up.
 */
export function holds(doubt: Doubt, batch: Pick<CountedBatch, 'prepared'>): boolean {
  return doubt.code !== 'unknown-code' || batch.prepared;
}

/** Who releases the batch agrees to how it is cut and saw its pages; that something is missing or poor wants a reason. */
export function wantsReason(doubt: Doubt): boolean {
  return !['unknown-code', 'several-documents', 'blank-page'].includes(doubt.code);
}
