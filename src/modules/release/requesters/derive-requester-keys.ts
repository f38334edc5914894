export const LONGEST_KEY = 60;
const MOST_WORDS = 10;
const LEAST_DIGITS = 4;
const LOCAL_DIGITS = 7;

/** Small letters without marks, words parted by one space: however it was typed. */
export function foldName(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The digits of a number; for addresses and mail the folded text. What makes two ways of writing it one. */
export function channelKey(kind: string, value: string): string {
  if (kind === 'fax' || kind === 'phone') {
    const digits = value.replaceAll(/\D/g, '');
    // With or without the country code of North America it is the same number.
    return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
  }
  return kind === 'mail' ? foldName(value) : value.trim().toLowerCase();
}

/**
 * What an entry is found by: its name and organisation from each word on, so that "mary hosp" finds "St. Mary Hospital" by
 * one range of the index, and the digits of its numbers, whole and local. Pure.
 */
export function deriveRequesterKeys(entry: {
  readonly name: string;
  readonly organisation: string | null;
  readonly numbers: readonly string[];
}): string[] {
  const names = [entry.name, entry.organisation ?? ''].flatMap((text) => {
    const words = foldName(text).split(' ').filter(Boolean).slice(0, MOST_WORDS);
    return words.map((_word, at) => words.slice(at).join(' ').slice(0, LONGEST_KEY));
  });
  const digits = entry.numbers
    .map((number) => channelKey('phone', number))
    .filter(({ length }) => length >= LEAST_DIGITS)
    .flatMap((number) => [number, number.slice(-LOCAL_DIGITS)]);
  return [...new Set([...names, ...digits])];
}

/** What was typed, as keys begin: one phrase, and its words where they may stand apart. */
export function typedKeys(text: string): { readonly phrase: string; readonly words: readonly string[] } {
  const digits = text.replaceAll(/\D/g, '');
  if (digits.length >= LEAST_DIGITS && /^[\d\s().+/-]+$/.test(text)) {
    const key = channelKey('phone', text);
    return { phrase: key, words: [key] };
  }
  const phrase = foldName(text).slice(0, LONGEST_KEY);
  const words = [...new Set(phrase.split(' ').filter(Boolean))].slice(0, MOST_WORDS);
  return { phrase, words };
}
