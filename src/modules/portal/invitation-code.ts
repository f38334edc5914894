import { randomBytes } from 'node:crypto';
import { secretHash } from '../../platform/ids.ts';

/** Without letters and digits that are mistaken for one another on paper. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const LENGTH = 27;
const GROUP = 5;

/** 27 of 30 letters: 132 random bits, in groups that can be read aloud. */
export function newInvitationCode(): string {
  const letters: string[] = [];
  while (letters.length < LENGTH)
    for (const byte of randomBytes(LENGTH)) {
      // Rejected above the last whole round of the alphabet, so that each letter is as likely.
      if (byte < 240 && letters.length < LENGTH) letters.push(LETTERS[byte % 30] ?? 'A');
    }
  return (letters.join('').match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');
}

export function invitationHash(code: string): Buffer {
  return secretHash(`portal invitation ${code.toUpperCase().replace(/[^A-Z0-9]/g, '')}`);
}
