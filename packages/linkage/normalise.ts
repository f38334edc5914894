/** Writing that differs only in looks becomes one: case, accents, punctuation, and letters that no accent explains. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ĸ: 'k',
  ł: 'l',
  ŋ: 'n',
  ŧ: 't',
  ə: 'e',
  ς: 'σ',
};

/** Accents of Latin, Greek and Cyrillic; vowel points of Hebrew and Arabic. Marks of Indic and kana scripts are letters. */
const ACCENTS = /[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g;
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');
/** Within a name these vanish (O'Brien, St. John); every other sign divides it (Garcia-Lopez). */
const SILENT = /['’‘ʼʻ`´.]/g;
const DIVIDERS = /[^\p{L}\p{M}\p{N}]+/gu;

/** A name of more letters, or with more parts, is a mistake or an attack; what goes beyond is not compared. */
export const MAX_PART = 40;
export const MAX_PARTS = 6;

const NOT_NAMES = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'jr', 'sr', 'ii', 'iii', 'iv']);
/** They come and go in writing (de la Cruz, Cruz), so they weigh little and get no keys of their own. */
const PARTICLES = new Set(
  'al ben bin bint da das de degli del della den der di do dos du e el ibn la las le los of saint san santa st ter van von y zu'.split(
    ' ',
  ),
);

/** Plain ASCII letters, by far the most of the names we meet, are settled without the Unicode tables. */
const PLAIN = /^[a-z]{1,40}$/;

export function foldText(text: string): string {
  const lower = text.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .toLowerCase()
    .replace(SPECIAL, (letter) => LETTERS[letter] ?? letter)
    .replace(SILENT, '')
    .replace(DIVIDERS, ' ')
    .trim();
}

/** The parts of a name that are compared and indexed: `['garcia', 'lopez']`, without titles and suffixes. */
export function nameParts(text: string): string[] {
  const folded = foldText(text.slice(0, 200));
  if (folded === '') return [];
  const parts = folded.split(' ').map((part) => part.slice(0, MAX_PART));
  const names = parts.filter((part) => !NOT_NAMES.has(part));
  return (names.length > 0 ? names : parts).slice(0, MAX_PARTS);
}

export function isParticle(part: string): boolean {
  return PARTICLES.has(part);
}

export function digitsOf(text: string): string {
  return text.slice(0, 60).replace(/\D/g, '');
}

/** The significant digits of a phone number: a leading 1 of North America, or 00 and +, do not tell two apart. */
export function phoneDigits(text: string): string {
  const digits = digitsOf(text).replace(/^00/, '');
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}

/** Letters and digits in upper case without leading zeros: `mrn 00-12a` and `12A` are one. */
export function identifierText(text: string): string {
  const plain = text
    .slice(0, 60)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return plain.replace(/^0+(?=.)/, '');
}

export interface StreetPlace {
  readonly number: string;
  readonly word: string;
}

const NOT_STREETS = new Set(
  (
    'n s e w ne nw se sw north south east west apt apartment unit suite ste flat lot po box rear the ' +
    'street st str road rd avenue ave av drive dr lane ln court ct circle cir place pl boulevard blvd way terrace ter ' +
    'highway hwy parkway pkwy close crescent cres square sq trail trl loop'
  ).split(' '),
);

/** House number and the first word of the street that is a name: `12 N. Main St Apt 4` is 12, main. */
export function streetPlace(line: string): StreetPlace | undefined {
  const words = foldText(line.slice(0, 200)).split(' ');
  const at = words.findIndex((word) => /^\d+[a-z]?$/.test(word));
  const number = words[at];
  if (number === undefined) return undefined;
  const rest = words.slice(at + 1).filter((word) => /\D/.test(word));
  const word = rest.find((candidate) => !NOT_STREETS.has(candidate)) ?? rest[0];
  return word === undefined ? undefined : { number, word: word.slice(0, MAX_PART) };
}
