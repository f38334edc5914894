import { median } from './derive-components.ts';
import { deriveLayout, type Layout } from './derive-layout.ts';
import { deriveRows, type Placed } from './derive-rows.ts';
import { type Word } from './page.ts';

/** A word with its place in pixels (or any square unit) and the line its source put it on. */
export interface PlacedWord extends Placed {
  readonly text: string;
  readonly confidence: number;
  readonly line: number;
}

export interface ReadingText<T extends PlacedWord> {
  readonly text: string;
  /** In reading order, `line` counted anew. */
  readonly words: (T & { readonly line: number })[];
}

/**
 * Puts words into reading order. Rows are rebuilt from places, so a table reads across whatever order its cells were
 * found in; inside a band of prose columns the order of the source is kept, because it has read down each column.
 */
export function deriveText<T extends PlacedWord>(words: readonly T[], layout?: Layout): ReadingText<T> {
  if (words.length === 0) return { text: '', words: [] };
  const unit = median(words.map((it) => it.bottom - it.top)) || 1;
  const found = layout ?? deriveLayout(words, unit * 0.7);
  const lines = found.kind === 'rows' ? across(words, unit) : aroundColumns(words, unit, found);
  const ordered = lines.flatMap((line, at) => line.map((word) => ({ ...word, line: at })));
  return { text: lines.map((line) => line.map((it) => it.text).join(' ')).join('\n'), words: ordered };
}

function across<T extends PlacedWord>(words: readonly T[], unit: number): T[][] {
  return deriveRows(words, unit * 0.6, Number.POSITIVE_INFINITY).map((row) => row.segments.flatMap((it) => it.members));
}

function aroundColumns<T extends PlacedWord>(
  words: readonly T[],
  unit: number,
  band: { top: number; bottom: number },
): T[][] {
  const middle = (it: T): number => (it.top + it.bottom) / 2;
  const above = words.filter((it) => middle(it) < band.top);
  const below = words.filter((it) => middle(it) > band.bottom);
  const [tableAbove, tableBelow] = [isTable(above, unit), isTable(below, unit)];
  if (!tableAbove && !tableBelow) return asGiven(words);
  const inside = words.filter((it) => middle(it) >= band.top && middle(it) <= band.bottom);
  return [
    ...(tableAbove ? across(above, unit) : asGiven(above)),
    ...asGiven(inside),
    ...(tableBelow ? across(below, unit) : asGiven(below)),
  ];
}

/** Three rows with cells side by side. A heading over each column is one such row, an address beside a logo two. */
function isTable<T extends PlacedWord>(words: readonly T[], unit: number): boolean {
  return deriveRows(words, unit).filter((row) => row.segments.length > 1).length >= 3;
}

function asGiven<T extends PlacedWord>(words: readonly T[]): T[][] {
  const lines: T[][] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last[0]?.line === word.line) last.push(word);
    else lines.push([word]);
  }
  return lines;
}

/** Mean confidence weighted by length: a row of dots does not speak for a page. */
export function meanConfidence(words: readonly Pick<Word, 'text' | 'confidence'>[]): number | null {
  let sum = 0;
  let length = 0;
  for (const word of words) {
    sum += word.confidence * word.text.length;
    length += word.text.length;
  }
  return length === 0 ? null : Math.round((sum / length) * 10) / 10;
}
