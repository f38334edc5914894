/** Why nobody is told by mail that something waits in the portal. */
export type NotMailed = 'mail-not-set-up' | 'no-address' | 'no-access' | 'taken-back' | 'asked-otherwise';

export interface ReadyMailFacts {
  readonly mailLeaves: boolean;
  /** The address that the account proved by a code; null: none. */
  readonly address: string | null;
  /** The account may still reach what it asked for. */
  readonly reaches: boolean;
  /** What was handed over can still be fetched in the portal. */
  readonly fetchable: boolean;
  /** Mail to that address is how the patient asked to be reached, or nothing was asked (45 CFR 164.522(b)). */
  readonly asAsked: boolean;
}

/** Whether an account is told by mail, and where; the first reason against it stands. */
export function decideReadyMail(
  facts: ReadyMailFacts,
): { readonly mail: true; readonly address: string } | { readonly mail: false; readonly why: NotMailed } {
  if (!facts.fetchable) return { mail: false, why: 'taken-back' };
  if (!facts.reaches) return { mail: false, why: 'no-access' };
  if (facts.address === null) return { mail: false, why: 'no-address' };
  if (!facts.asAsked) return { mail: false, why: 'asked-otherwise' };
  if (!facts.mailLeaves) return { mail: false, why: 'mail-not-set-up' };
  return { mail: true, address: facts.address };
}
