import { describe, expect, it } from 'vitest';
import {
  countSheets,
  type CountedBatch,
  deriveDoubts,
  holds,
  type StandingPage,
  wantsReason,
} from './derive-doubts.ts';

const LONE: CountedBatch = { sides: null, expectedSheets: null, prepared: false };
const page = (number: number, facts: Partial<StandingPage> = {}): StandingPage => ({
  ...{ itemId: 'file', number, blank: false, binned: false, replaced: false, open: true },
  ...{ guessed: false, weak: false, unknownCodes: 0, unknownBatch: false },
  ...facts,
});
const doubts = (pages: StandingPage[], batch: Partial<CountedBatch> = {}) => {
  const counted = { ...LONE, ...batch };
  return deriveDoubts(pages, countSheets(pages, counted), counted).map(({ code, count }) =>
    count === undefined ? code : `${code} ${count}`,
  );
};
const blankBack = { blank: true, binned: true };

describe('what asks for a look', () => {
  it.each([
    [3, ['sheets-missing 1']],
    [2, []],
    [1, ['sheets-too-many 1']],
  ])('of %i counted sheets in four duplex images: %j', (expectedSheets, expected) => {
    const pages = [page(1), page(2), page(3), page(4, blankBack)];
    expect(doubts(pages, { sides: 'duplex', prepared: true, expectedSheets })).toEqual(expected);
  });

  it('leaves our own sheets out of the count, with their backs, and images that were replaced', () => {
    const pages = [
      page(1, { own: 'separator', binned: true }),
      page(2, blankBack),
      page(3),
      page(4),
      page(5, { replaced: true, binned: true }),
    ];
    expect(doubts(pages, { sides: 'duplex', prepared: true, expectedSheets: 1 })).toEqual([]);
  });

  it('is a side that is missing', () => {
    const counted = { sides: 'duplex', prepared: true, expectedSheets: 2 } as const;
    expect(doubts([page(1), page(2), page(3)], counted)).toEqual(['odd-images 3']);
  });

  it('is a guess, a blank front, a code, a poor page, an unknown batch, and nothing outside the bin', () => {
    expect(doubts([page(1), page(2, { guessed: true })])).toEqual(['several-documents']);
    expect(doubts([page(1, { blank: true })])).toEqual([]);
    expect(doubts([page(1, { blank: true })], { sides: 'simplex', prepared: true })).toEqual(['blank-page']);
    expect(doubts([page(1, { unknownCodes: 1 }), page(2, { weak: true })])).toEqual(['unknown-code', 'weak-page']);
    expect(doubts([page(1, { own: 'batch', binned: true, unknownBatch: true }), page(2)])).toEqual(['unknown-batch']);
    expect(doubts([page(1, blankBack)])).toEqual(['nothing-left']);
  });

  it('is nothing that was settled or lies in the bin', () => {
    const settled = { open: false, guessed: true, weak: true, unknownCodes: 1 };
    expect(doubts([page(1), page(2, settled), page(3, { ...settled, open: true, binned: true })])).toEqual([]);
  });

  it('holds up a prepared batch at a code that nobody understood, not a file that came by itself', () => {
    expect(holds({ code: 'unknown-code' }, { prepared: false })).toBe(false);
    expect(holds({ code: 'unknown-code' }, { prepared: true })).toBe(true);
    expect(holds({ code: 'several-documents' }, { prepared: false })).toBe(true);
  });

  it('wants a reason for what is missing or poor, not for a cut that the person agrees to', () => {
    expect(wantsReason({ code: 'several-documents' })).toBe(false);
    expect(wantsReason({ code: 'sheets-missing', count: 1 })).toBe(true);
    expect(wantsReason({ code: 'weak-page' })).toBe(true);
  });
});
