import type { Word } from '../../platform/reading/index.ts';

/** A place on a page, in fractions of its sides: the index screen zooms there. */
export interface Zone {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Coded reasons, never the words of the page. */
export interface Evidence {
  readonly how: string;
  readonly zone?: Zone;
  readonly more?: Readonly<Record<string, string | number | boolean>>;
}

/** What the proposing functions see of a page. */
export interface PageText {
  readonly number: number;
  readonly text: string;
  readonly words: readonly Word[];
  readonly barcodes: readonly {
    readonly format: string;
    readonly text: string;
    readonly box: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  }[];
}

/** The box around a run of words, found by their text in reading order; undefined when the words do not stand together. */
export function deriveZone(page: PageText, phrase: string): Zone | undefined {
  const wanted = phrase.split(/\s+/).filter((part) => part !== '');
  if (wanted.length === 0) return undefined;
  const start = page.words.findIndex((_word, at) =>
    wanted.every((part, offset) => same(page.words[at + offset]?.text, part)),
  );
  if (start === -1) return undefined;
  const run = page.words.slice(start, start + wanted.length);
  const x = Math.min(...run.map((word) => word.x));
  const y = Math.min(...run.map((word) => word.y));
  return {
    page: page.number,
    x,
    y,
    w: Math.max(...run.map((word) => word.x + word.w)) - x,
    h: Math.max(...run.map((word) => word.y + word.h)) - y,
  };
}

function same(word: string | undefined, part: string): boolean {
  return (
    word !== undefined &&
    word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').toLowerCase() ===
      part.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').toLowerCase()
  );
}
