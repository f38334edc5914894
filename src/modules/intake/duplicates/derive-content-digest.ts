import { createHmac } from 'node:crypto';

/** Words in a row that count as one thing said: long enough to tell, short enough to survive a letter misread. */
const RUN = 3;
const BANDS = 8;
const ROWS = 3;
/** Fewer words tell nothing: a blank form, a photograph with a date. */
const LEAST_WORDS = 12;
const MOST_WORDS = 10_000;

export interface ContentDigest {
  readonly words: number;
  /** MinHash values, BANDS × ROWS of them, signed as PostgreSQL's bigint; none where no run of words stands there. */
  readonly least: readonly bigint[] | undefined;
}

/**
 * Keyed digests of what stands on a page: two pages that say the same have most of them in common though both were scanned
 * and read with different errors; nobody reads a word back from them.
 */
export function deriveContentDigest(text: string, key: Uint8Array): ContentDigest {
  const words = wordsOf(text);
  const least: bigint[] = [];
  const runs = new Set<string>();
  for (let at = 0; at + RUN <= words.length; at++) runs.add(words.slice(at, at + RUN).join(' '));
  for (const run of runs) {
    const digest = createHmac('sha256', key).update(run).digest();
    const [base, step] = [digest.readBigUInt64LE(0), digest.readBigUInt64LE(8) | 1n];
    for (let order = 0; order < BANDS * ROWS; order++) {
      const value = BigInt.asIntN(64, scramble(base + BigInt(order) * step));
      const known = least[order];
      if (known === undefined || value < known) least[order] = value;
    }
  }
  return { words: words.length, least: runs.size === 0 ? undefined : least };
}

/** The digests of pages together are those of a document. Undefined where too little stands on all of them. */
export function joinDigests(pages: readonly ContentDigest[]): { words: number; least: bigint[] } | undefined {
  const words = pages.reduce((sum, page) => sum + page.words, 0);
  const all = pages.flatMap(({ least }) => (least === undefined ? [] : [least]));
  const [first, ...rest] = all;
  if (first === undefined || words < LEAST_WORDS) return undefined;
  return {
    words,
    least: first.map((value, at) =>
      rest.reduce((min, one) => ((one[at] ?? min) < min ? (one[at] ?? min) : min), value),
    ),
  };
}

/** Estimated share of what two texts have in common. */
export function compareDigests(one: readonly bigint[], other: readonly bigint[]): number {
  const same = one.filter((value, at) => value === other[at]).length;
  return one.length === 0 ? 0 : same / one.length;
}

/** What the one says and the other does not, in order, for a person to judge whether it matters. */
export function compareWords(one: string, other: string, most: number): { onlyHere: string[]; onlyThere: string[] } {
  const [here, there] = [wordsOf(one), wordsOf(other)];
  const missing = (of: readonly string[], from: readonly string[]) => {
    const left = new Map<string, number>();
    for (const word of from) left.set(word, (left.get(word) ?? 0) + 1);
    return of.filter((word) => {
      const count = left.get(word) ?? 0;
      left.set(word, count - 1);
      return count <= 0;
    });
  };
  return { onlyHere: missing(here, there).slice(0, most), onlyThere: missing(there, here).slice(0, most) };
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]+/gu, '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
}

/** The finalizer of SplitMix64: spreads neighbouring numbers over all 64 bits. */
function scramble(value: bigint): bigint {
  let mixed = BigInt.asUintN(64, value);
  mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
  mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
  return mixed ^ (mixed >> 31n);
}
