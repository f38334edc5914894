import { describe, expect, it } from 'vitest';
import { deriveKeptWords, type PageWord } from './derive-kept-words.ts';

const word = (text: string, x: number, y: number, more: Partial<PageWord> = {}): PageWord => ({
  ...{ text, x, y, w: 0.1, h: 0.02 },
  ...more,
});
const place = { x: 0.2, y: 0.2, w: 0.1, h: 0.02 };
const kept = (words: readonly PageWord[], isSeen: (word: PageWord) => boolean = () => true) =>
  deriveKeptWords(words, [place], isSeen).map(({ text }) => text);

describe('the words that may leave with a picture', () => {
  it('are those beside the places; one that a place touches goes whole', () => {
    expect(
      kept([word('left', 0.05, 0.2), word('touched', 0.12, 0.2), word('under', 0.2, 0.2), word('below', 0.2, 0.23)]),
    ).toEqual(['left', 'below']);
  });
  it('keep a line whose boxes only reach a little into the place', () => {
    expect(kept([word('above', 0.2, 0.183), word('halfway', 0.2, 0.19)])).toEqual(['above']);
  });
  it('are seen on the picture: not without ink, not off the page, not white on white', () => {
    const words = [
      word('seen', 0.5, 0.5),
      word('inkless', 0.5, 0.6, { hidden: true }),
      word('off', 0.5, 0.7, { w: 0 }),
    ];
    expect(kept(words)).toEqual(['seen']);
    expect(kept(words, () => false)).toEqual([]);
  });
  it('do not repeat what stands under a place, whole, in part or within another word', () => {
    const words = [
      word('123-45-6789', 0.2, 0.2),
      word('123456789', 0.5, 0.5),
      word('SSN:123-45-6789', 0.5, 0.6),
      word('6789', 0.5, 0.7),
      word('45', 0.5, 0.8),
      word('other', 0.5, 0.9),
    ];
    expect(kept(words)).toEqual(['45', 'other']);
  });
});
