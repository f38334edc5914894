import type { StreamWord } from './form-page.ts';

/** Words of a text layer stand where they are drawn; those that were recognised on a picture stand about there. */
const OF_A_TEXT_LAYER = 100;
/** Of the smaller of two words, what lies under the other. Boxes of neighbours touch; their letters do not. */
const LEAST_SHARED = 0.5;
/** Words of one hand or one print are about as high; a stamp or a large letter beside a line is not. */
const MOST_HIGHER = 2;
const LETTERS = /[\p{L}\p{N}].*[\p{L}\p{N}]/u;

/**
 * Pure: the first two words of which one lies on the other. A form that was only filled in has none: a value was put over
 * another. The same word twice is how bold print is made by some programs.
 */
export function deriveWrittenOver(words: readonly StreamWord[]): readonly StreamWord[] {
  const sorted = words
    .filter(({ text, w, h, confidence }) => confidence === OF_A_TEXT_LAYER && w > 0 && h > 0 && LETTERS.test(text))
    .toSorted((a, b) => a.page - b.page || a.y - b.y);
  for (const [at, word] of sorted.entries())
    for (let next = at + 1; next < sorted.length; next++) {
      const other = sorted[next];
      if (other === undefined || other.page !== word.page || other.y >= word.y + word.h) break;
      if (liesOn(word, other)) return [word, other];
    }
  return [];
}

function liesOn(one: StreamWord, other: StreamWord): boolean {
  if (one.folded.includes(other.folded) || other.folded.includes(one.folded)) return false;
  if (Math.max(one.h, other.h) > MOST_HIGHER * Math.min(one.h, other.h)) return false;
  const across = Math.min(one.x + one.w, other.x + other.w) - Math.max(one.x, other.x);
  const down = Math.min(one.y + one.h, other.y + other.h) - Math.max(one.y, other.y);
  return across > 0 && down > 0 && across * down >= LEAST_SHARED * Math.min(one.w * one.h, other.w * other.h);
}
