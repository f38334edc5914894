export interface Highlight {
  /** A piece of the page's text around the first words found, whitespace made single. */
  readonly text: string;
  /** Where in it the words stand: pairs of start and end, in order, not overlapping. */
  readonly marks: readonly (readonly [number, number])[];
}

const CONTEXT = 90;
const MAX_SNIPPET = 260;
const MAX_MARKS = 20;
/** Words of a page that are looked at; a page has some 600. */
const MAX_WORDS = 20_000;

/**
 * The piece of a page that shows why it was found. `stems` are the English stems that the database searched for: a word
 * is marked when it begins with one, minus the letter that stemming exchanged (history -> histori).
 */
export function deriveHighlights(pageText: string, stems: readonly string[]): Highlight | undefined {
  const text = pageText.replace(/\s+/g, ' ').trim();
  const beginnings = stems.map(beginningOf).filter((each) => each !== '');
  if (beginnings.length === 0) return undefined;
  const hits: [number, number][] = [];
  let looked = 0;
  for (const word of text.matchAll(/[\p{L}\p{N}]+(?:[.'-][\p{L}\p{N}]+)*/gu)) {
    if (++looked > MAX_WORDS || hits.length >= MAX_WORDS) break;
    const lower = word[0].toLowerCase();
    if (beginnings.some((each) => lower.startsWith(each))) hits.push([word.index, word.index + word[0].length]);
  }
  const first = hits[0];
  if (first === undefined) return undefined;
  const from = wordStart(text, Math.max(0, first[0] - CONTEXT));
  const to = wordEnd(text, Math.min(text.length, from + MAX_SNIPPET));
  const marks = hits
    .filter(([start, end]) => start >= from && end <= to)
    .slice(0, MAX_MARKS)
    .map(([start, end]) => [start - from, end - from] as const);
  return { text: text.slice(from, to), marks };
}

function beginningOf(stem: string): string {
  return /[iy]$/.test(stem) && stem.length > 3 ? stem.slice(0, -1) : stem;
}

function wordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.indexOf(' ', at);
  return space === -1 || space - at > CONTEXT / 2 ? at : space + 1;
}

function wordEnd(text: string, at: number): number {
  if (at === text.length) return at;
  const space = text.lastIndexOf(' ', at);
  return space <= 0 ? at : space;
}
