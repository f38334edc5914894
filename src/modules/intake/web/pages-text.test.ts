import { describe, expect, it } from 'vitest';
import { parsePages, printPages } from './pages-text.ts';

const open = [1, 2, 3, 4, 7, 8];

describe('Pages to file', () => {
  it('are written as runs and single pages', () => {
    expect(printPages([1, 2, 3, 7])).toBe('1-3, 7');
    expect(printPages([8, 8, 7])).toBe('7-8');
    expect(printPages([])).toBe('');
  });

  it('are understood as people type them', () => {
    expect(parsePages('1-3, 7', open)).toEqual([1, 2, 3, 7]);
    expect(parsePages('2 8', open)).toEqual([2, 8]);
    expect(parsePages('', open)).toEqual(open);
    expect(parsePages('all', open)).toEqual(open);
  });

  it('are refused when one of them is settled already, unknown, or not a number', () => {
    expect(parsePages('4-7', open)).toBeUndefined();
    expect(parsePages('9', open)).toBeUndefined();
    expect(parsePages('3-1', open)).toBeUndefined();
    expect(parsePages('one', open)).toBeUndefined();
    expect(parsePages('1-9999', open)).toBeUndefined();
  });

  it('come back the same after being written', () => {
    expect(parsePages(printPages([1, 3, 4, 8]), open)).toEqual([1, 3, 4, 8]);
  });
});
