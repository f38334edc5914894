import { parseMailAddress } from '../../correspondence/index.ts';
import { careProblems } from './problems.ts';

export type CareKind = 'fax' | 'email';

/** E.164 has 15 digits at most; a number inside the house has more than two. */
const DIGITS = /^\+?[0-9]{3,15}$/;

/**
 * A number as it is dialled, or one mail address. A number loses only what people write between digits; what else stands
 * in it is refused and not repaired.
 * @throws release/number-unclear, correspondence/address-refused
 */
export function parseCareAddress(kind: CareKind, text: string): string {
  if (kind === 'email') return parseMailAddress(text.trim());
  const number = text.trim().replaceAll(/[\s().\-/]/g, '');
  if (DIGITS.test(number)) return number;
  throw careProblems.numberUnclear({
    detail: 'Nothing was sent. Give one fax number with its area code, such as +1 555 010 2000.',
    at: 'number.address',
  });
}

/** Where the mail gateway takes a fax: the digits of the number at its domain. */
export function faxMailbox(number: string, gateway: string): string {
  return parseMailAddress(`${number.replace('+', '')}@${gateway}`);
}
