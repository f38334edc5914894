import { COMMON_WORDS } from './common-passwords.ts';

/** NIST SP 800-63B: with a second factor, length and a list of common choices; no rules of composition, no expiry. */
export const PASSWORD_MIN = 12;
/** Hashing takes time by length; nobody types more than this. */
export const PASSWORD_MAX = 256;
/** So many characters must remain when everything a guesser tries first has been taken away. */
const UNGUESSED_MIN = 6;
const DISTINCT_MIN = 5;

export type PasswordFlaw = 'too-short' | 'too-long' | 'easily-guessed';

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'azertyuiop',
];
const RUN = 4;
const RUNS = [...new Set(ROWS.flatMap((row) => runsOf(row)).flatMap((run) => [run, [...run].reverse().join('')]))];
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const LONGEST_FIRST = [...new Set(COMMON_WORDS)].filter((word) => word.length >= 4).sort((a, b) => b.length - a.length);

/** What is wrong with a new password; an empty list means it may be used. `about` is what others know of the person. */
export function evaluatePassword(password: string, about: readonly string[]): PasswordFlaw[] {
  const length = [...normalPassword(password)].length;
  if (length < PASSWORD_MIN) return ['too-short'];
  if (length > PASSWORD_MAX) return ['too-long'];
  const text = normalPassword(password).toLowerCase();
  if (new Set(text).size < DISTINCT_MIN) return ['easily-guessed'];
  return unguessed(text, about) < UNGUESSED_MIN ? ['easily-guessed'] : [];
}

/** One form for the same password typed on different keyboards (NIST SP 800-63B 3.1.1.2). */
export function normalPassword(password: string): string {
  return password.normalize('NFKC');
}

function unguessed(text: string, about: readonly string[]): number {
  const personal = about
    .flatMap((words) => words.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= 3);
  let rest = text;
  for (const run of RUNS) rest = rest.replaceAll(run, ' ');
  rest = rest.replace(/(?:19|20)\d\d/g, ' ').replace(/(.)\1{2,}/gu, ' ');
  rest = [...rest].map((letter) => LOOK_ALIKES[letter] ?? letter).join('');
  for (const word of [...personal.map(foldWord), ...LONGEST_FIRST]) rest = rest.replaceAll(word, ' ');
  return [...rest.replace(/\s/gu, '')].length;
}

function foldWord(word: string): string {
  return [...word].map((letter) => LOOK_ALIKES[letter] ?? letter).join('');
}

function runsOf(row: string): string[] {
  return Array.from({ length: row.length - RUN + 1 }, (_, at) => row.slice(at, at + RUN));
}
