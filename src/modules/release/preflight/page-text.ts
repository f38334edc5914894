import type { PageWord } from '../packet/redaction/derive-kept-words.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** The words of a page as lines of text, with where each letter came from. */
export interface TextOfPage {
  readonly text: string;
  /** The place of a run of letters; undefined where no word stands there. */
  boxOf(from: number, length: number): Box | undefined;
}

/** So far below the middle of the word before, in heights of a letter, a new line begins. */
const NEXT_LINE = 0.7;
/** A gap as wide as this, in heights of a letter, divides two fields of a form. */
const FIELD_GAP = 2.2;
/** A page of more words is a table dumped into one page. */
const MOST_WORDS = 20_000;

/** Pure: words in their reading order become lines; a wide gap is two spaces, as between the fields of a form. */
export function textOfPage(words: readonly PageWord[]): TextOfPage {
  const starts: { readonly at: number; readonly word: PageWord }[] = [];
  let text = '';
  let before: PageWord | undefined;
  for (const word of words.slice(0, MOST_WORDS)) {
    if (word.text.trim() === '') continue;
    text += between(before, word);
    starts.push({ at: text.length, word });
    text += word.text;
    before = word;
  }
  return {
    text,
    boxOf: (from, length) =>
      around(
        starts.filter(({ at, word }) => at < from + length && at + word.text.length > from).map(({ word }) => word),
      ),
  };
}

function between(before: PageWord | undefined, word: PageWord): string {
  if (before === undefined) return '';
  const height = Math.max(before.h, word.h, 0.001);
  const down = Math.abs(word.y + word.h / 2 - (before.y + before.h / 2));
  if (down > height * NEXT_LINE || word.x + word.w < before.x) return '\n';
  return word.x - (before.x + before.w) > height * FIELD_GAP ? '  ' : ' ';
}

function around(words: readonly PageWord[]): Box | undefined {
  if (words.length === 0) return undefined;
  const x = Math.min(...words.map((word) => word.x));
  const y = Math.min(...words.map((word) => word.y));
  return {
    x,
    y,
    w: Math.max(...words.map((word) => word.x + word.w)) - x,
    h: Math.max(...words.map((word) => word.y + word.h)) - y,
  };
}
