import { hash, verify } from '@node-rs/argon2';
import { normalPassword } from './evaluate-password.ts';
import { secretToken } from '../../platform/ids.ts';

/** OWASP password storage: argon2id with 19 MiB, two passes, one lane. The thread pool bounds how many run at once. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(normalPassword(password), COST);
}

let decoy: Promise<string> | undefined;

/** Takes the same time whether or not there is a hash to compare with, so that nobody learns which usernames exist. */
export async function passwordMatches(password: string, stored: string | undefined): Promise<boolean> {
  decoy ??= hashPassword(secretToken());
  const matches = await verify(stored ?? (await decoy), normalPassword(password));
  return matches && stored !== undefined;
}
