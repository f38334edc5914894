import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOf } from './layout.ts';
import { type PageFacts, proposeSeparation } from './propose-separation.ts';

const LONE = { sides: null };
const page = (number: number, facts: Partial<PageFacts> = {}): PageFacts => ({
  ...{
    itemId: 'file',
    number,
    readable: true,
    blank: false,
    mrns: [],
    firstOfSeveral: false,
  },
  ...facts,
});
const cut = (pages: PageFacts[], sides: 'simplex' | 'duplex' | null = null) => {
  const { parts, bin } = proposeSeparation(pages, { sides });
  return {
    parts: parts.map((part) => part.pages.map(({ number }) => number)),
    by: parts.map((part) => part.cutBy),
    bin: bin.map(({ number, reason }) => `${number} ${reason}`),
  };
};

describe('a stack of sheets', () => {
  it('is one document where nothing says otherwise', () => {
    expect(cut([page(1), page(2), page(3, { blank: true })])).toEqual({
      ...{ parts: [[1, 2, 3]], by: ['file'], bin: [] },
    });
  });

  it('is cut at separators, which are no page of a record', () => {
    expect(cut([page(1), page(2, { own: 'separator' }), page(3), page(4)])).toEqual({
      ...{ parts: [[1], [3, 4]], by: ['file', 'separator'], bin: ['2 separator'] },
    });
  });

  it('gives the cover sheet its word for what follows, also behind a plain separator', () => {
    const { parts } = proposeSeparation(
      [page(1, { own: 'cover' }), page(2), page(3, { own: 'separator' }), page(4, { own: 'cover' }), page(5)],
      LONE,
    );
    expect(parts.map(({ cutBy, cover }) => [cutBy, cover?.number])).toEqual([
      ['cover', 1],
      ['cover', 4],
    ]);
  });

  it('puts blank backs of a duplex batch in the bin, nowhere else', () => {
    const pages = [page(1), page(2, { blank: true }), page(3), page(4)];
    expect(cut(pages, 'duplex').bin).toEqual(['2 blank']);
    expect(cut(pages, 'simplex').bin).toEqual([]);
    expect(cut(pages).bin).toEqual([]);
  });

  it('begins a document at another patient or another title by guess', () => {
    expect(cut([page(1, { mrns: ['100'] }), page(2, { mrns: ['200'] })])).toMatchObject({
      ...{ parts: [[1], [2]], by: ['file', 'patient'] },
    });
    expect(cut([page(1, { heading: 'consent', mrns: ['1'] }), page(2, { heading: 'lab', mrns: ['1'] })])).toMatchObject(
      { by: ['file', 'heading'] },
    );
    expect(cut([page(1, { mrns: ['100'] }), page(2, { mrns: ['100'] }), page(3)]).parts).toEqual([[1, 2, 3]]);
    expect(cut([page(1, { heading: 'discharge-summary' }), page(2, { heading: 'lab' })]).parts).toEqual([[1, 2]]);
  });

  it('never loses or doubles a page, whatever they are', () => {
    const any = fc.record({
      blank: fc.boolean(),
      own: fc.option(fc.constantFrom('separator' as const, 'cover' as const, 'batch' as const), { nil: undefined }),
      heading: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
      mrns: fc.array(fc.constantFrom('1', '2'), { maxLength: 2 }),
      firstOfSeveral: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(any, { maxLength: 40 }),
        fc.constantFrom(null, 'simplex' as const, 'duplex' as const),
        (facts, sides) => {
          const pages = facts.map((each, at) => page(at + 1, each));
          const { parts, bin } = proposeSeparation(pages, { sides });
          const all = [...parts.flatMap((part) => part.pages), ...bin].map(keyOf);
          expect([...all].sort()).toEqual(pages.map(keyOf).sort());
          expect(parts.every((part) => part.pages.length > 0)).toBe(true);
        },
      ),
    );
  });
});
