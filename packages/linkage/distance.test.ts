import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editsWithin2, jaroWinkler } from './distance.ts';

const word = fc.string({ unit: fc.constantFrom(...'abcde'), maxLength: 8 });

/** The definition of optimal string alignment, without shortcuts. */
function define(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const choices = [
    define(a.slice(1), b) + 1,
    define(a, b.slice(1)) + 1,
    define(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
  ];
  if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0]) choices.push(define(a.slice(2), b.slice(2)) + 1);
  return Math.min(...choices);
}

describe('how far two spellings are apart', () => {
  it('is what the definition says, up to two edits', () => {
    const short = fc.string({ unit: fc.constantFrom(...'abc'), maxLength: 5 });
    fc.assert(
      fc.property(short, short, (a, b) => {
        const distance = define(a, b);
        expect(editsWithin2(a, b)?.count).toBe(distance > 2 ? undefined : distance);
      }),
      { numRuns: 2000 },
    );
  });

  it('does not depend on which was typed first', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editsWithin2(a, b)).toEqual(editsWithin2(b, a));
        expect(jaroWinkler(a, b)).toBeCloseTo(jaroWinkler(b, a), 10);
      }),
    );
  });

  it('tells a swap of neighbours from another letter', () => {
    expect(editsWithin2('maria', 'mraia')).toEqual({ count: 1, swapped: true });
    expect(editsWithin2('maria', 'mario')).toEqual({ count: 1, swapped: false });
    expect(editsWithin2('smith', 'smiths')).toEqual({ count: 1, swapped: false });
    expect(editsWithin2('1980-02-03', '1980-03-02')).toEqual({ count: 2, swapped: false });
    expect(editsWithin2('anna', 'hannah')).toEqual({ count: 2, swapped: false });
    expect(editsWithin2('smith', 'jones')).toBeUndefined();
  });

  it('agrees with the figures Winkler published', () => {
    expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.961, 3);
    expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.813, 3);
    expect(jaroWinkler('dwayne', 'duane')).toBeCloseTo(0.84, 3);
    expect(jaroWinkler('jones', 'johnson')).toBeCloseTo(0.832, 3);
    expect(jaroWinkler('abc', 'xyz')).toBe(0);
    expect(jaroWinkler('', '')).toBe(1);
    expect(jaroWinkler('', 'a')).toBe(0);
  });

  it('has a bound on the work, however long the text', () => {
    const long = 'x'.repeat(100_000);
    expect(jaroWinkler(long, `${long}y`)).toBeGreaterThan(0.9);
    expect(editsWithin2(long, `${long}yyy`)).toBeUndefined();
  });
});
