import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { secretToken } from '../../platform/ids.ts';

/** Without letters and digits that are taken for one another; 16 of 31 are 79 bits. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** OWASP password storage: argon2id with 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Four groups of four, to be read out on the phone. */
export function newPasscode(): string {
  const letters = Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]);
  return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join('')).join('-');
}

export function hashPasscode(passcode: string): Promise<string> {
  return hash(passcode.trim().normalize('NFC'), COST);
}

let decoy: Promise<string> | undefined;

/** Takes the same time whether or not there is such a link. */
export async function passcodeMatches(passcode: string, stored: string | undefined): Promise<boolean> {
  decoy ??= hashPasscode(secretToken());
  const matches = await verify(stored ?? (await decoy), passcode.trim().normalize('NFC'));
  return matches && stored !== undefined;
}
