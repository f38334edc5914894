import { describe, expect, it } from 'vitest';
import { compareDigests, compareWords, deriveContentDigest, joinDigests } from './derive-content-digest.ts';

const KEY = Buffer.alloc(32, 7);
const words = (n: number, seed: string) => Array.from({ length: n }, (_each, at) => `${seed}${(at * 7919) % 997}`);
const text = words(300, 'w').join(' ');
const digest = (of: string, key = KEY) => joinDigests([deriveContentDigest(of, key)]);
/** As the database bands them: three together. */
const bandsOf = (of: string) =>
  Array.from({ length: 8 }, (_each, band) =>
    digest(of)
      ?.least.slice(band * 3, band * 3 + 3)
      .join(' '),
  );
const alike = (one: string, other: string) => compareDigests(digest(one)?.least ?? [], digest(other)?.least ?? []);

describe('digests of what stands on pages', () => {
  it('are alike for one text read twice with letters misread, and share a band', () => {
    const misread = text
      .split(' ')
      .map((word, at) => (at % 25 === 0 ? `${word}x` : word))
      .join('  ');
    expect(alike(text, misread)).toBeGreaterThan(0.6);
    const bands = new Set(bandsOf(text));
    expect(bandsOf(misread).some((band) => bands.has(band))).toBe(true);
    expect(alike(text, text.toUpperCase())).toBe(1);
  });

  it('are not alike for two texts, nor for one form filled in twice at length', () => {
    expect(alike(text, words(300, 'v').join(' '))).toBeLessThan(0.1);
    const form = words(60, 'form').join(' ');
    expect(alike(`${form} ${words(100, 'a').join(' ')}`, `${form} ${words(100, 'b').join(' ')}`)).toBeLessThan(0.5);
  });

  it('are other digests under another key, and none for a page that says next to nothing', () => {
    expect(compareDigests(digest(text)?.least ?? [], digest(text, Buffer.alloc(32, 8))?.least ?? [])).toBe(0);
    expect(digest('Page 1 of 1')).toBeUndefined();
  });

  it('of pages together are those of the document, in whatever order they lie', () => {
    const [one, other] = [words(40, 'a').join(' '), words(40, 'b').join(' ')];
    const pages = [one, other].map((page) => deriveContentDigest(page, KEY));
    expect(joinDigests([...pages].reverse())).toEqual(joinDigests(pages));
    expect(compareDigests(joinDigests(pages)?.least ?? [], digest(one)?.least ?? [])).toBeLessThan(0.8);
  });

  it('go with the words in which the two differ', () => {
    expect(compareWords('Take two tablets daily', 'Take three tablets daily daily', 10)).toEqual({
      onlyHere: ['two'],
      onlyThere: ['three', 'daily'],
    });
  });
});
