import type { FoundResource } from '../search/search-resources.ts';
import type { Place } from './read-everything.ts';

/** A part of a record, read in an act of its own, and where the next one begins. */
export interface Part {
  readonly found: readonly FoundResource[];
  readonly next: Place | undefined;
}

/** Characters of a page: it ends early rather than hold a client's memory. */
const MOST_CHARACTERS = 16 * 1024 * 1024;
/** The first bytes leave after few rows, the rest goes in large parts. */
const FIRST_PART = 25;
const LATER_PART = 250;

/**
 * Reads the first part of a page and gives the page as text, part by part: what leaves is in the log before it leaves, and
 * no more than one part is in memory. What is refused is refused here, before anything was sent; a failure later breaks the
 * answer off, which its client sees as broken.
 */
export async function streamEverything(
  count: number,
  after: Place | undefined,
  page: {
    read(after: Place | undefined, count: number): Promise<Part>;
    entry(each: FoundResource): string;
    links(next: Place | undefined): readonly { relation: string; url: string }[];
  },
): Promise<AsyncIterable<string>> {
  const first = await page.read(after, Math.min(FIRST_PART, count));
  return print(first);

  async function* print(part: Part): AsyncIterable<string> {
    let [shown, characters, { found, next }] = [0, 0, part];
    yield '{"resourceType":"Bundle","type":"searchset"';
    for (;;) {
      const text = found.map((each) => page.entry(each)).join(',');
      if (text !== '') yield `${shown === 0 ? ',"entry":[' : ','}${text}`;
      shown += found.length;
      characters += text.length;
      if (next === undefined || shown >= count || characters >= MOST_CHARACTERS) break;
      ({ found, next } = await page.read(next, Math.min(LATER_PART, count - shown)));
    }
    yield `${shown === 0 ? '' : ']'},"link":${JSON.stringify(page.links(next))}}`;
  }
}
