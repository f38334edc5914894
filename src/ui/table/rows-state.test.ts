import { describe, expect, it } from 'vitest';
import { keepRows, moveRows, nextSort, NO_ROWS, type RowsMove, type RowsState } from './rows-state.ts';

const keys = ['a', 'b', 'c', 'd'];
const after = (...moves: RowsMove[]) => moves.reduce<RowsState>((state, move) => moveRows(state, keys, move), NO_ROWS);
const step = (by: number, extend = false): RowsMove => ({ kind: 'step', by, extend });

describe('Walking through a list', () => {
  it('j begins at the top, k at the bottom, and both stop at the ends', () => {
    expect(after(step(1)).current).toBe('a');
    expect(after(step(-1)).current).toBe('d');
    expect(after(step(1), step(-1)).current).toBe('a');
    expect(after({ kind: 'edge', edge: 'last' }, step(1)).current).toBe('d');
  });

  it('x marks and unmarks, Shift+j marks a range from where one stood', () => {
    expect([...after(step(1), { kind: 'mark' }).marked]).toEqual(['a']);
    expect([...after(step(1), { kind: 'mark' }, { kind: 'mark' }).marked]).toEqual([]);
    expect([...after(step(1), step(1), step(1, true), step(1, true)).marked]).toEqual(['b', 'c', 'd']);
  });

  it('a list read again keeps the marks of the rows that are still there', () => {
    const state = after(step(1), step(3, true));
    expect(keepRows(state, ['b', 'c', 'x'])).toEqual({
      current: undefined,
      anchor: undefined,
      marked: new Set(['b', 'c']),
    });
    expect(keepRows(state, keys)).toBe(state);
  });

  it('never marks more than a list in the browser should handle', () => {
    const many = Array.from({ length: 5_000 }, (_, row) => `r${row}`);
    expect(moveRows(NO_ROWS, many, { kind: 'mark-all' }).marked.size).toBe(1_000);
  });

  it('a column sorts up, then down, then not at all', () => {
    const up = nextSort(undefined, 'age');
    const down = nextSort(up, 'age');
    expect([up?.direction, down?.direction, nextSort(down, 'age')]).toEqual(['ascending', 'descending', undefined]);
    expect(nextSort(down, 'name')).toEqual({ column: 'name', direction: 'ascending' });
  });
});
