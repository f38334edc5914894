import { randomInt } from 'node:crypto';
import { secretHash } from '../../platform/ids.ts';

export const RECOVERY_CODES = 10;
/** Without letters that look like digits: 32 signs, so that sixteen of them are 80 bits. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz023456789';
const LENGTH = 16;

export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const signs = Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('');
    return signs.replace(/(.{4})(?=.)/g, '$1-');
  });
}

/** Hyphens, spaces and capitals do not matter to somebody who reads a code from paper. */
export function recoveryCodeHash(code: string): Buffer {
  return secretHash(code.toLowerCase().replace(/[^a-z0-9]/g, ''));
}
