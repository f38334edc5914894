/** The three ways a text is counted; each is brought to the same length, so that five headings weigh what 500 words do. */
const WAYS = ['word', 'heading', 'heading word'] as const;

/** What a text is counted by, for each way: hashes, so that a model made of it holds no word that could be read. */
export type Features = readonly ReadonlyMap<number, number>[];

export const FEATURE_WAYS = WAYS.length;
const MAX_CHARACTERS = 20_000;
const MAX_WORDS = 3_000;
const MAX_HEADINGS = 80;
/** Capitals before a colon, or a line of capitals. */
const HEADING = /(?:^|[\n.,;]|\s{2,})\s*([A-Z][A-Z0-9 /&'()-]{2,48}?)\s*:|^\s*([A-Z][A-Z0-9 /&'-]{3,48})\s*$/gm;

/**
 * Words, headings (with their order, the first and the last) and the words of headings. A number becomes one sign: its
 * digits are of a patient, its place is of the form.
 */
export function deriveFeatures(text: string): Features {
  const [words, headings, headingWords] = WAYS.map(() => new Map<number, number>());
  const add = (to: Map<number, number> | undefined, value: string) => {
    const key = hash(value);
    to?.set(key, (to.get(key) ?? 0) + 1);
  };
  const short = text.slice(0, MAX_CHARACTERS);
  for (const word of wordsOf(short).slice(0, MAX_WORDS)) add(words, `word|${word}`);
  const found = headingsOf(short);
  found.forEach((heading, at) => {
    add(headings, `heading|${heading}`);
    const next = found[at + 1];
    if (next !== undefined) add(headings, `then|${heading}|${next}`);
    for (const word of heading.split(' ')) add(headingWords, `heading word|${word}`);
  });
  add(headings, `first|${found[0] ?? ''}`);
  add(headings, `last|${found.at(-1) ?? ''}`);
  return [words, headings, headingWords].map((each) => each ?? new Map<number, number>());
}

function headingsOf(text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(HEADING)) {
    const heading = wordsOf(match[1] ?? match[2] ?? '').join(' ');
    if (heading !== '') found.push(heading);
    if (found.length === MAX_HEADINGS) break;
  }
  return found;
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z]+|\d+/g) ?? []
  ).map((word) => (/\d/.test(word) ? '0' : word.slice(0, 24)));
}

/** FNV-1a with a last stir: 32 bits keep the features of a site apart well enough. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 12)) >>> 0;
}
