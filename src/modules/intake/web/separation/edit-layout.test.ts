import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  binPages,
  cutOrJoin,
  keyOf,
  type Layout,
  movePage,
  pagesInOrder,
  renameParts,
  takeOut,
  turnPages,
} from './edit-layout.ts';

const layoutOf = (...parts: number[][]): Layout => ({
  parts: parts.map((pages, at) => ({
    id: `part-${at}`,
    cutBy: 'file',
    pages: pages.map((number) => ({ itemId: 'f', number, turn: 0 })),
  })),
  bin: [],
});
const numbers = (layout: Layout) => layout.parts.map((part) => part.pages.map(({ number }) => number));
const newId = () => 'new';

describe('cutting by hand', () => {
  it('cuts before a page and joins again with the same key', () => {
    const cut = cutOrJoin(layoutOf([1, 2, 3]), 'f/2', newId);
    expect(numbers(cut)).toEqual([[1], [2, 3]]);
    expect(numbers(cutOrJoin(cut, 'f/2', newId))).toEqual([[1, 2, 3]]);
    expect(cutOrJoin(layoutOf([1, 2]), 'f/1', newId)).toEqual(layoutOf([1, 2]));
  });

  it('puts pages in the bin and takes them out; an empty document is none', () => {
    const binned = binPages(layoutOf([1], [2, 3]), new Set(['f/1', 'f/3']), 'blank');
    expect(numbers(binned)).toEqual([[2]]);
    expect(binned.bin.map(({ number, reason }) => [number, reason])).toEqual([
      [1, 'blank'],
      [3, 'blank'],
    ]);
    expect(numbers(takeOut(binned, new Set(['f/1']), newId))).toEqual([[2, 1]]);
    expect(numbers(takeOut(binPages(layoutOf([1]), new Set(['f/1']), 'blank'), new Set(['f/1']), newId))).toEqual([
      [1],
    ]);
  });

  it('turns a page by quarters, all the way round', () => {
    let layout = layoutOf([1]);
    const turns = [1, 2, 3, 4].map(() => {
      layout = turnPages(layout, new Set(['f/1']), 90);
      return layout.parts[0]?.pages[0]?.turn;
    });
    expect(turns).toEqual([90, 180, 270, 0]);
    expect(turnPages(layout, new Set(['f/1']), -90).parts[0]?.pages[0]?.turn).toBe(270);
  });

  it('moves a page within its document and over the cut into the next', () => {
    expect(numbers(movePage(layoutOf([1, 2], [3]), 'f/1', 1))).toEqual([[2, 1], [3]]);
    expect(numbers(movePage(layoutOf([1, 2], [3]), 'f/2', 1))).toEqual([[1], [2, 3]]);
    expect(numbers(movePage(layoutOf([1], [2]), 'f/2', -1))).toEqual([[1, 2]]);
    expect(numbers(movePage(layoutOf([1]), 'f/1', -1))).toEqual([[1]]);
  });

  it('learns the ids that the server gave', () => {
    const sent = cutOrJoin(layoutOf([1, 2]), 'f/2', newId);
    const stored = { ...sent, parts: sent.parts.map((part, at) => ({ ...part, id: `server-${at}` })) };
    expect(renameParts(sent, sent, stored).parts.map(({ id }) => id)).toEqual(['server-0', 'server-1']);
  });

  it('never loses a page, whatever is done in whatever order', () => {
    const act = fc.record({
      what: fc.constantFrom('cut', 'turn', 'bin', 'out', 'on', 'back'),
      page: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const ids = { next: 0 };
        const mint = () => `new-${ids.next++}`;
        let layout = layoutOf([1, 2, 3, 4], [5, 6, 7, 8, 9]);
        for (const { what, page } of acts) {
          const key = `f/${page}`;
          const keys = new Set([key]);
          if (what === 'cut') layout = cutOrJoin(layout, key, mint);
          else if (what === 'turn') layout = turnPages(layout, keys, 90);
          else if (what === 'bin') layout = binPages(layout, keys, 'other');
          else if (what === 'out') layout = takeOut(layout, keys, mint);
          else layout = movePage(layout, key, what === 'on' ? 1 : -1);
        }
        expect(pagesInOrder(layout).map(keyOf).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `f/${n}`));
        expect(new Set(layout.parts.map(({ id }) => id)).size).toBe(layout.parts.length);
        expect(layout.parts.every((part) => part.pages.length > 0)).toBe(true);
      }),
    );
  });
});
