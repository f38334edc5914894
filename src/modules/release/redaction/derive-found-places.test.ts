import { describe, expect, it } from 'vitest';
import type { PageWord } from '../packet/redaction/derive-kept-words.ts';
import { deriveFoundPlaces, MOST_PLACES, type Sought } from './derive-found-places.ts';

/** Words as on a printed line, one line under the other. */
function page(...lines: string[]): PageWord[] {
  return lines.flatMap((line, row) => {
    let x = 0.1;
    return line.split(' ').map((text) => {
      const word = { text, x, y: 0.1 + row * 0.03, w: text.length * 0.01, h: 0.015 };
      x += word.w + 0.005;
      return word;
    });
  });
}

/** The words of each find, as a person would read them under the place. */
function found(words: readonly PageWord[], sought: Sought): string[] {
  return deriveFoundPlaces([words], sought).places.map((place) =>
    words
      .filter(
        ({ x, y, w, h }) => x >= place.x && y >= place.y && x + w <= place.x + place.w && y + h <= place.y + place.h,
      )
      .map(({ text }) => text)
      .join(' '),
  );
}

const ssn = { kind: 'pattern', pattern: 'ssn' } as const;
const phone = { kind: 'pattern', pattern: 'phone' } as const;

describe('looking for words to redact', () => {
  it('finds a phrase whatever its case, accents and punctuation, and covers whole words', () => {
    const words = page('Her sister, MARIA Ortéga-Ruiz, called', 'maria ortega came');
    expect(found(words, { kind: 'words', text: 'María Ortega' })).toEqual(['MARIA Ortéga-Ruiz,', 'maria ortega']);
  });
  it('finds a phrase across the end of a line, as a place on each', () => {
    expect(found(page('seen by John', 'Smith today'), { kind: 'words', text: 'john smith' })).toEqual([
      'John',
      'Smith',
    ]);
  });
  it('finds nothing in another word', () => {
    expect(found(page('carton art artery'), { kind: 'words', text: 'art' })).toEqual(['art']);
  });
  it('finds every part of a name in any order, and one letter misread', () => {
    const words = page('Whitfield, Dana and Mrs Whitfie1d', 'Danae stays');
    expect(found(words, { kind: 'pattern', pattern: 'name', text: 'Dana Whitfield' })).toEqual([
      'Whitfield,',
      'Dana',
      'Whitfie1d',
    ]);
  });
  it('finds Social Security numbers with hyphens, spaces and misread digits, and no other numbers', () => {
    const words = page(
      'SSN 123-45-6789 or 123 45 6789',
      'and l23-4S-678O but 2026-11-20',
      '555-123-4567 and 12-345-6789',
    );
    expect(found(words, ssn)).toEqual(['123-45-6789', '123 45 6789', 'l23-4S-678O']);
  });
  it('does not put numbers of different columns together', () => {
    const far = [
      { text: '123', x: 0.1, y: 0.1, w: 0.03, h: 0.015 },
      { text: '45', x: 0.4, y: 0.1, w: 0.02, h: 0.015 },
      { text: '6789', x: 0.7, y: 0.1, w: 0.04, h: 0.015 },
    ];
    expect(found(far, ssn)).toEqual([]);
  });
  it('finds phone numbers as people write them', () => {
    const words = page('(555) 123-4567', '+1 555 123 4567', '555.123.4567', '5551234567', 'MRN 4471120');
    expect(found(words, phone)).toEqual(['(555) 123-4567', '+1 555 123 4567', '555.123.4567', '5551234567']);
  });
  it('takes time in proportion to the page, whatever is sought, and says where it stops', () => {
    const many = page(...Array.from({ length: 300 }, () => Array.from({ length: 60 }, () => 'aaaa').join(' ')));
    const begun = performance.now();
    const { places, more } = deriveFoundPlaces([many], { kind: 'words', text: 'aaaa '.repeat(20) });
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(places.length).toBeLessThanOrEqual(MOST_PLACES);
    expect(deriveFoundPlaces([many], { kind: 'words', text: 'aaaa' })).toMatchObject({ more: true });
    expect(typeof more).toBe('boolean');
  });
});
