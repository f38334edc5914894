import { readOwnCode } from '../codes/derive-code-text.ts';

/** Digits of a number that the system gives: `OBJ-000123`. */
const DIGITS = 6;
const GIVEN = /^OBJ[\s-]*0*(\d{1,12})$/;
const PRINTABLE = /^[0-9A-Z]+(?:-[0-9A-Z]+)*$/;
const LONGEST = 40;

export function deriveObjectNumber(given: number): string {
  return `OBJ-${String(given).padStart(DIGITS, '0')}`;
}

/**
 * What a person or a wand gave, as a number: the code of a label, `obj 123`, or the number of a label that was stuck on
 * before. `damaged` where it begins like our code and does not hold together or is the code of something else.
 */
export function readObjectNumber(text: string): string | 'damaged' | undefined {
  const own = readOwnCode(text);
  if (own !== undefined) return own === 'damaged' || own.kind !== 'object' ? 'damaged' : own.number;
  const written = text.trim().toUpperCase();
  const given = GIVEN.exec(written)?.[1];
  if (given !== undefined) return deriveObjectNumber(Number(given));
  return PRINTABLE.test(written) && written.length <= LONGEST ? written : undefined;
}
