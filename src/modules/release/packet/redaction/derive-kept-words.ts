import type { RedactedPlace } from '../packet-input.ts';

/** A word and where it stands, in fractions of the page. */
export interface PageWord {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Not what is drawn: without ink, or replaced by whoever made the file. */
  readonly hidden?: boolean;
}

type Place = Pick<RedactedPlace, 'x' | 'y' | 'w' | 'h'>;

/** Boxes of letters are as high as the line: a word of which no more than that is covered can be read on the picture. */
const SLIVER_HEIGHT = 0.35;
const SLIVER_WIDTH = 0.03;
/** Shorter than this, a word says nothing by itself. */
const TELLING = 3;
const TELLING_DIGITS = 4;

/**
 * The words of a page that may leave with its picture. Out stays whatever stands under a place, is not seen on the picture
 * (white on white, off the page, without ink), or repeats elsewhere a word that stands under a place: a second copy in a
 * hidden layer would tell what was blacked out. Such a word remains to be seen, it is only not found by a search.
 */
export function deriveKeptWords<T extends PageWord>(
  words: readonly T[],
  places: readonly Place[],
  isSeen: (word: T) => boolean,
): T[] {
  const under = new Set<string>();
  const beside: T[] = [];
  for (const word of words)
    if (places.some((place) => covers(place, word))) under.add(bare(word.text));
    else beside.push(word);
  const telling = [...under].filter((each) => each.length >= TELLING);
  return beside.filter(
    (word) => word.w > 0 && word.h > 0 && word.hidden !== true && isSeen(word) && !tells(bare(word.text), telling),
  );
}

export function covers(place: Place, word: PageWord): boolean {
  const across = Math.min(place.x + place.w, word.x + word.w) - Math.max(place.x, word.x);
  const down = Math.min(place.y + place.h, word.y + word.h) - Math.max(place.y, word.y);
  if (word.w <= 0 || word.h <= 0) return across >= 0 && down >= 0;
  return across > word.w * SLIVER_WIDTH && down > word.h * SLIVER_HEIGHT;
}

function tells(word: string, telling: readonly string[]): boolean {
  const digits = word.replace(/\D/g, '').length;
  return telling.some(
    (each) =>
      word === each ||
      (each.length >= TELLING_DIGITS && word.includes(each)) ||
      (digits >= TELLING_DIGITS && each.includes(word)),
  );
}

/** Letters and digits alone, without accents and case. */
export function bare(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
