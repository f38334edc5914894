import { expect, test } from 'vitest';
import { deriveLayout } from './derive-layout.ts';
import { type Placed } from './derive-rows.ts';
import { deriveText, type PlacedWord } from './derive-text.ts';

const HEIGHT = 20;
const word = (text: string, left: number, top: number, line = 0): PlacedWord => ({
  text,
  confidence: 90,
  left,
  top,
  right: left + text.length * 12,
  bottom: top + HEIGHT,
  line,
});
/** Words of a line one after another, a blank apart. */
const set = (sentence: string, left: number, top: number, line = 0): PlacedWord[] => {
  let at = left;
  return sentence.split(' ').map((text) => {
    const placed = word(text, at, top, line);
    at = placed.right + 10;
    return placed;
  });
};
const prose = (top: number, left: number, lines: number, first = 0): PlacedWord[] =>
  Array.from({ length: lines }, (_, i) => set('six words of even length here', left, top + i * 30, first + i)).flat();
const layoutOf = (words: readonly Placed[]) => deriveLayout(words, HEIGHT * 0.7);

test('two columns of prose are read down before across', () => {
  const words = [...prose(100, 50, 6), ...prose(100, 470, 6, 6)];
  expect(layoutOf(words)).toMatchObject({ kind: 'columns', top: 100 });
  const { text } = deriveText(words);
  expect(text.split('\n')).toHaveLength(12);
});

test('a table is read across, row by row, in whatever order its cells were found', () => {
  const column = (left: number, cells: string[]) => cells.flatMap((cell, i) => set(cell, left, 100 + i * 30, i + left));
  const words = [
    ...column(50, ['Lamp', 'Writing desk', 'Chair', 'Ladder of oak', 'Rug']),
    ...column(500, ['two in the hall', 'one', 'eleven', 'needs repair soon', 'none']),
  ];
  expect(layoutOf(words)).toEqual({ kind: 'rows' });
  expect(deriveText(words).text.split('\n')).toEqual([
    'Lamp two in the hall',
    'Writing desk one',
    'Chair eleven',
    'Ladder of oak needs repair soon',
    'Rug none',
  ]);
});

test('a letter with its address beside the date stays in rows', () => {
  const words = [...set('North Library', 50, 40), ...set('14 May 2024', 700, 40, 1), ...prose(200, 50, 8, 2)];
  expect(layoutOf(words)).toEqual({ kind: 'rows' });
  expect(deriveText(words).text.split('\n')[0]).toBe('North Library 14 May 2024');
});

test('words are counted into lines as the text has them', () => {
  const { text, words } = deriveText([...set('one two', 50, 40), ...set('three', 50, 80, 1)]);
  expect(text).toBe('one two\nthree');
  expect(words.map((it) => it.line)).toEqual([0, 0, 1]);
});

test('no words, no text', () => {
  expect(deriveText([])).toEqual({ text: '', words: [] });
});
