/** How long an identity that was verified may be relied on before it is verified anew. A policy of the desk, not law. */
export const RELIED_ON_DAYS = 365;
const DAY_MS = 86_400_000;
/** People who ask for themselves or in a patient's place show who they are each time. */
const EACH_TIME = ['individual', 'personal-representative', 'third-party-directive'];

export interface Reliance {
  readonly result: 'may-rely' | 'ask-again';
  readonly why:
    'verified-before' | 'in-person-each-time' | 'never-verified' | 'too-long-ago' | 'changed-since' | 'was-incomplete';
  readonly until: Date | null;
}

/**
 * Whether the identity of a requester, verified in an earlier case, may be relied on now (45 CFR 164.514(h)(1)(i): "not known
 * to the covered entity"). The authority for this disclosure, and the papers it depends on, are asked for in each case. Pure.
 */
export function deriveReliance(input: {
  readonly requesterClass: string;
  readonly before: { readonly at: Date; readonly result: string } | null;
  /** When name, organisation or address of the entry were last changed. */
  readonly changedAt: Date | null;
  readonly now: Date;
}): Reliance {
  const again = (why: Reliance['why']): Reliance => ({ result: 'ask-again', why, until: null });
  const { before } = input;
  if (EACH_TIME.includes(input.requesterClass)) return again('in-person-each-time');
  if (before === null) return again('never-verified');
  if (before.result !== 'complete') return again('was-incomplete');
  if (input.changedAt !== null && input.changedAt > before.at) return again('changed-since');
  const until = new Date(before.at.getTime() + RELIED_ON_DAYS * DAY_MS);
  return until <= input.now ? again('too-long-ago') : { result: 'may-rely', why: 'verified-before', until };
}
