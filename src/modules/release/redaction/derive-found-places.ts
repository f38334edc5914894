import type { PageWord } from '../packet/redaction/derive-kept-words.ts';
import type { Place } from './read-redactions.ts';

export type Sought =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'pattern'; readonly pattern: 'ssn' | 'phone' }
  /** Each part of a person's name, wherever it stands and in whichever order. */
  | { readonly kind: 'pattern'; readonly pattern: 'name'; readonly text: string };

export interface FoundPlaces {
  readonly places: readonly Place[];
  /** There are more than one redaction holds. */
  readonly more: boolean;
}

export const MOST_PLACES = 2_000;
/** Of a phrase, a name, or what stands without a space. */
const MOST_PARTS = 100;
/** Around a word, in heights of its box: recognised boxes are tight, and a sliver of a letter can be read. */
const PAD = { across: 0.15, down: 0.06 } as const;
/** A misread letter is put up with in a name this long. */
const LONG_NAME = 6;
/** Parts of one number stand closer than this, in heights of a letter. */
const NEAR = 1.5;

interface Part {
  readonly text: string;
  /** The same with letters that are misread digits set right; undefined where it is no number. */
  readonly digits: string | undefined;
  readonly word: number;
}

/**
 * Where words or a pattern stand, each as a place that covers whole words. Every part of a page is looked at once, for each
 * part that is sought: there is no backtracking, whatever is typed.
 */
export function deriveFoundPlaces(pages: readonly (readonly PageWord[])[], sought: Sought): FoundPlaces {
  const places: Place[] = [];
  for (const [at, words] of pages.entries()) {
    const hits = new Set<number>();
    const found: Place[] = [];
    for (const run of findRuns(words, partsOf(words), sought)) {
      if (run.every((word) => hits.has(word))) continue;
      for (const word of run) hits.add(word);
      found.push(
        ...around(
          run.flatMap((word) => words[word] ?? []),
          at + 1,
        ),
      );
    }
    places.push(...found.toSorted((a, b) => a.y - b.y || a.x - b.x));
    if (places.length > MOST_PLACES) return { places: places.slice(0, MOST_PLACES), more: true };
  }
  return { places, more: false };
}

/** Runs of words (their positions on the page) that are one find. */
function findRuns(words: readonly PageWord[], parts: readonly Part[], sought: Sought): number[][] {
  if (sought.kind === 'words') return runsOf(parts, textParts(sought.text), (part, wanted) => part.text === wanted);
  if (sought.pattern === 'name') {
    const names = textParts(sought.text).filter((name) => name.length > 1);
    return parts.filter((part) => names.some((name) => isName(part.text, name))).map(({ word }) => [word]);
  }
  return NUMBERS[sought.pattern].flatMap((lengths) =>
    runsOf(parts, lengths, (part, length) => part.digits?.length === length).filter((run) => standTogether(words, run)),
  );
}

/** Lengths of the groups of digits. Nine digits in one could be any number; ten in one are hardly anything else. */
const NUMBERS = {
  ssn: [[3, 2, 4]],
  phone: [[1, 3, 3, 4], [3, 3, 4], [11], [10]],
} as const satisfies Record<string, readonly (readonly number[])[]>;

function runsOf<T>(parts: readonly Part[], wanted: readonly T[], is: (part: Part, wanted: T) => boolean): number[][] {
  const runs: number[][] = [];
  if (wanted.length === 0) return runs;
  for (let from = 0; from + wanted.length <= parts.length; from++) {
    const run = parts.slice(from, from + wanted.length);
    if (run.every((part, at) => is(part, wanted[at] as T))) runs.push([...new Set(run.map(({ word }) => word))]);
  }
  return runs;
}

function standTogether(words: readonly PageWord[], run: readonly number[]): boolean {
  return run.every((at, index) => {
    const word = words[at];
    const former = index === 0 ? undefined : words[run[index - 1] ?? -1];
    if (word === undefined) return false;
    if (former === undefined) return true;
    const gap = word.x - (former.x + former.w);
    const sameLine = word.y < former.y + former.h && former.y < word.y + word.h;
    // Heights are fractions of the longer side; on paper a letter is about as wide as half of its height.
    return sameLine && gap < NEAR * Math.max(word.h, former.h);
  });
}

function partsOf(words: readonly PageWord[]): Part[] {
  return words.flatMap(({ text }, word) =>
    textParts(text).map((part) => ({ text: part, digits: asDigits(part), word })),
  );
}

/** Letters and digits, without accents and case, cut wherever something else stands between. */
function textParts(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MOST_PARTS);
}

const MISREAD: Readonly<Record<string, string>> = { o: '0', i: '1', l: '1', s: '5', b: '8', z: '2' };

/** A group that is at least half digits: the letters in it are digits that were misread. */
function asDigits(part: string): string | undefined {
  const real = part.replace(/\D/g, '').length;
  if (real * 2 < part.length) return undefined;
  const mended = [...part].map((char) => MISREAD[char] ?? char).join('');
  return /^\d+$/.test(mended) ? mended : undefined;
}

function isName(found: string, name: string): boolean {
  return found === name || (name.length >= LONG_NAME && differByOne(found, name));
}

/** One letter exchanged, missing or too many. */
function differByOne(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  const rest = short.length === long.length ? short.slice(at + 1) : short.slice(at);
  return rest === long.slice(at + 1);
}

/** One place for each line of a find, a little wider than its words. */
function around(words: readonly PageWord[], page: number): Place[] {
  const lines: PageWord[][] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const former = last?.at(-1);
    const follows =
      former !== undefined && word.y < former.y + former.h && former.y < word.y + word.h && word.x >= former.x;
    if (last !== undefined && follows) last.push(word);
    else lines.push([word]);
  }
  return lines.map((line) => {
    const height = Math.max(...line.map(({ h }) => h));
    const left = clamp(Math.min(...line.map(({ x }) => x)) - height * PAD.across);
    const top = clamp(Math.min(...line.map(({ y }) => y)) - height * PAD.down);
    const right = clamp(Math.max(...line.map(({ x, w }) => x + w)) + height * PAD.across);
    const bottom = clamp(Math.max(...line.map(({ y, h }) => y + h)) + height * PAD.down);
    return { page, x: left, y: top, w: right - left, h: bottom - top };
  });
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));
