import { isChecked } from './derive-check-character.ts';
import type { CheckRule, LabelShape, NumberForm } from './label-pattern.ts';

/** No label is longer: what is, is no label. */
const LONGEST_TEXT = 200;
const SEPARATORS = ':#-';
const LETTERS_BEFORE_DIGITS = 3;
const LETTERS_BEFORE_A_DIGIT = 4;

export interface LabelNumber {
  readonly number: string;
  /** False: it is written like this label and its check character says that it was misread. */
  readonly holds: boolean;
  /** Fixed signs that agreed: of two patterns that fit, the one with more of them means it. */
  readonly fixed: number;
}

/**
 * The number on a label of this shape; undefined where the text is written otherwise. Every character is looked at a fixed
 * number of times, so no pattern of a site can make reading slow.
 */
export function deriveLabelNumber(
  shape: LabelShape,
  code: { readonly format: string; readonly text: string },
): LabelNumber | undefined {
  const text = code.text.trim();
  if (text.length > LONGEST_TEXT || (shape.format !== null && shape.format !== code.format)) return undefined;
  const upper = text.toUpperCase();
  if (upper.length !== text.length || !upper.endsWith(shape.after.toUpperCase())) return undefined;
  // The longest fixed text first: ACCOUNT before ACC.
  const starts = shape.before.length === 0 ? [''] : [...shape.before].sort((a, b) => b.length - a.length);
  for (const start of starts) {
    if (!upper.startsWith(start.toUpperCase()) || text.length < start.length + shape.after.length) continue;
    const rest = text.slice(start.length, text.length - shape.after.length);
    const number = start === '' ? rest : withoutSeparator(rest, shape.separator);
    if (number === undefined || !isWritten(number, shape)) continue;
    const holds = isProven(number, shape.check);
    const own = shape.checkDropped && shape.check !== 'none' ? number.slice(0, -1) : number;
    return { number: own, holds, fixed: start.length + shape.after.length };
  }
  return undefined;
}

function withoutSeparator(rest: string, separator: LabelShape['separator']): string | undefined {
  if (separator === 'none') return rest;
  const spaces = rest.length - rest.trimStart().length;
  const sign = SEPARATORS.includes(rest.charAt(spaces)) && rest.length > spaces ? 1 : 0;
  if (spaces + sign === 0) return separator === 'required' ? undefined : rest;
  return rest.slice(spaces + sign).trimStart();
}

function isWritten(number: string, { form, shortest, longest }: LabelShape): boolean {
  const signs = [...number];
  const counted = form === 'letters-digits' ? signs.slice(lettersAhead(signs)) : signs;
  return counted.length >= shortest && counted.length <= longest && OF_FORM[form](signs);
}

const isDigit = (sign: string | undefined) => sign !== undefined && sign >= '0' && sign <= '9';
const isLetter = (sign: string | undefined) => sign !== undefined && /^[A-Z]$/i.test(sign);

function lettersAhead(signs: readonly string[]): number {
  const first = signs.findIndex((sign) => !isLetter(sign));
  return first === -1 ? signs.length : first;
}

const OF_FORM: Record<NumberForm, (signs: readonly string[]) => boolean> = {
  digits: (signs) => signs.every(isDigit),
  'letters-digits': (signs) => {
    const letters = lettersAhead(signs);
    return letters <= LETTERS_BEFORE_DIGITS && signs.slice(letters).every(isDigit);
  },
  mixed: (signs) => {
    const letters = lettersAhead(signs);
    if (letters > LETTERS_BEFORE_A_DIGIT || !isDigit(signs[letters])) return false;
    return signs.every((sign) => isDigit(sign) || isLetter(sign) || sign === '-');
  },
  anything: () => true,
};

/** Does the last character prove the others? Signs that are no digits take no part in rules of digits. */
function isProven(number: string, check: CheckRule): boolean {
  if (check === 'none') return true;
  if (check === 'mod-37-2') return isChecked(number.toUpperCase());
  const written = number.toUpperCase().replace(/[^0-9X]/g, '');
  const digits = [...written.slice(0, -1)].map(Number).reverse();
  const last = written.slice(-1);
  if (digits.length === 0 || digits.some(Number.isNaN)) return false;
  if (check === 'mod-11') {
    // Weights 2 to 7 by turns from the right, as on most record numbers; 10 is written X.
    const sum = digits.reduce((total, digit, at) => total + digit * (2 + (at % 6)), 0);
    const value = (11 - (sum % 11)) % 11;
    return last === (value === 10 ? 'X' : String(value));
  }
  const sum = digits.reduce((total, digit, at) => total + weighed(check, digit, at), 0);
  return last === String((10 - (sum % 10)) % 10);
}

/** Luhn (ISO/IEC 7812-1, annex B) doubles and adds the digits; GS1 (General Specifications 7.9) takes three times. */
function weighed(check: 'luhn' | 'gs1', digit: number, at: number): number {
  if (at % 2 === 1) return digit;
  if (check === 'gs1') return digit * 3;
  return digit < 5 ? digit * 2 : digit * 2 - 9;
}
