/** Failed tries in a row under one username or from one address, as counted. */
export interface Failures {
  readonly failures: number;
  readonly lastFailedAt: Date;
}

export type SignInGate = { kind: 'open' } | { kind: 'wait'; until: Date } | { kind: 'stopped' };

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 15 * 60_000;
/** Typing errors are free: five for a person, more for an address, since a whole clinic may share one. */
const FREE: Readonly<Record<AttemptKind, number>> = { username: 5, address: 25 };
/** NIST SP 800-63B allows at most 100 failures in a row; an administrator lifts ours. An address is only slowed down. */
export const HARD_STOP = 50;

export type AttemptKind = 'username' | 'address';

/** From the fifth failure on the next try has to wait: 1 s, 2 s, 4 s ... 15 min. */
export function deriveSignInGate(kind: AttemptKind, counted: Failures | undefined, now: Date): SignInGate {
  if (counted === undefined || counted.failures < FREE[kind]) return { kind: 'open' };
  if (kind === 'username' && counted.failures >= HARD_STOP) return { kind: 'stopped' };
  const doublings = Math.min(counted.failures - FREE[kind], 20);
  const delay = Math.min(FIRST_DELAY_MS * 2 ** doublings, LONGEST_DELAY_MS);
  const until = new Date(counted.lastFailedAt.getTime() + delay);
  return until.getTime() <= now.getTime() ? { kind: 'open' } : { kind: 'wait', until };
}

/** The stricter of two gates. */
export function stricterGate(one: SignInGate, other: SignInGate): SignInGate {
  if (one.kind === 'stopped' || other.kind === 'open') return one;
  if (other.kind === 'stopped' || one.kind === 'open') return other;
  return one.until.getTime() >= other.until.getTime() ? one : other;
}
