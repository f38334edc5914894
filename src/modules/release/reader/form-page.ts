import type { Sign } from '../../../platform/reading/index.ts';

/** A word and where it stands, in fractions of the page: as intake and documents keep them. */
export interface FormWord {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** 0..100; 100 for a text layer. */
  readonly confidence: number;
  readonly line: number;
}

/** One page as it was read, before anybody says what it is. */
export interface FormPage {
  /** Names the page for whoever looks at it: its place among the pages that were given. */
  readonly number: number;
  readonly words: readonly FormWord[];
  /** Pen strokes at a place for a signature, where the reading of the page looked for them; null where it did not. */
  readonly signature: 'present' | 'absent' | 'unclear' | null;
  /** Signs of alteration; absent where the page was read before anybody looked for them. */
  readonly signs?: readonly Sign[] | undefined;
}

export interface Place {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A word in the stream, with its page. */
export interface StreamWord extends FormWord {
  readonly page: number;
  /** As compared: small letters, no accents, no underscores of a blank around it. */
  readonly folded: string;
  /** Where it begins in the text of the stream. */
  readonly at: number;
}

/** The words of the form in reading order as one text; `|` is a wide gap, a line break the end of a line. */
export interface Stream {
  readonly text: string;
  readonly words: readonly StreamWord[];
}

/** Of the page's width: columns and the space after a label are wider than the space between words. */
const WIDE_GAP = 0.0125;

export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[’`´]/g, "'").replace(/[—–]/g, '-');
}

export function deriveStream(pages: readonly FormPage[]): Stream {
  const words: StreamWord[] = [];
  let text = '';
  for (const page of pages) {
    let before: FormWord | undefined;
    for (const word of inOrder(page.words)) {
      const gap = before === undefined || before.line !== word.line ? null : word.x - before.x - before.w;
      if (text !== '') text += gap === null ? '\n' : gap > WIDE_GAP ? '|' : ' ';
      const folded = fold(word.text);
      words.push({ ...word, page: page.number, folded, at: text.length });
      text += folded;
      before = word;
    }
  }
  return { text, words };
}

function inOrder(words: readonly FormWord[]): FormWord[] {
  return words.toSorted((a, b) => a.line - b.line || a.x - b.x);
}

/** The first word at or after a place in the text. */
export function wordAt({ words }: Stream, offset: number): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const word = words[middle];
    if (word !== undefined && word.at + word.folded.length <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The box around words of one page: those of the first word's. */
export function placeOf(words: readonly StreamWord[]): Place | null {
  const [first] = words;
  if (first === undefined) return null;
  const own = words.filter(({ page }) => page === first.page);
  const x = Math.min(...own.map((word) => word.x));
  const y = Math.min(...own.map((word) => word.y));
  return {
    page: first.page,
    x,
    y,
    w: Math.max(...own.map((word) => word.x + word.w)) - x,
    h: Math.max(...own.map((word) => word.y + word.h)) - y,
  };
}

export function meanConfidence(pages: readonly FormPage[]): number {
  const words = pages.flatMap((page) => page.words).filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  if (words.length === 0) return 0;
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  return words.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / letters;
}
