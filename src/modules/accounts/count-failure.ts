import type { Acting } from '../../platform/act.ts';
import type { Queries } from '../../platform/db/database.ts';
import type { Keyring } from '../../platform/keys/index.ts';
import { type AttemptKind, deriveSignInGate, type SignInGate, stricterGate } from './derive-sign-in-gate.ts';
import { problems } from './problems.ts';
import { keyedDigest } from './seal.ts';
import { usernameKey } from './username.ts';

/** Under what a try is counted. */
export interface Tried {
  readonly username: Buffer;
  readonly address: Buffer;
}

export function triedBy(keyring: Pick<Keyring, 'derive'>, parts: { username: string; address: string }): Tried {
  return {
    username: keyedDigest(keyring, `username ${usernameKey(parts.username)}`),
    address: keyedDigest(keyring, `address ${parts.address}`),
  };
}

/** May this username be tried from this address now? Unknown usernames are counted and answered like known ones. */
export async function signInGate(queries: Queries, tried: Tried, now: Date): Promise<SignInGate> {
  const counted = await queries
    .selectFrom('accounts.sign_in_attempt')
    .select(['kind', 'failures', 'last_failed_at'])
    .where((where) =>
      where.or([
        where.and([where('kind', '=', 'username'), where('digest', '=', tried.username)]),
        where.and([where('kind', '=', 'address'), where('digest', '=', tried.address)]),
      ]),
    )
    .execute();
  const gateOf = (kind: AttemptKind) => {
    const row = counted.find((each) => each.kind === kind);
    return deriveSignInGate(kind, row && { failures: row.failures, lastFailedAt: row.last_failed_at }, now);
  };
  return stricterGate(gateOf('username'), gateOf('address'));
}

/**
 * Counted before the refusal and committed by itself: the refusal rolls its own act back, and a crash between the two
 * must not give a try away.
 */
export async function countFailure(
  acting: Pick<Acting, 'maintain'>,
  tried: Tried,
  personId: string | undefined,
  now: Date,
): Promise<void> {
  const rows = [
    { kind: 'username', digest: tried.username, person_id: personId ?? null, failures: 1, last_failed_at: now },
    { kind: 'address', digest: tried.address, person_id: null, failures: 1, last_failed_at: now },
  ];
  await acting.maintain((queries) =>
    queries
      .insertInto('accounts.sign_in_attempt')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['kind', 'digest']).doUpdateSet((set) => ({
          failures: set('accounts.sign_in_attempt.failures', '+', 1),
          last_failed_at: set.ref('excluded.last_failed_at'),
          person_id: set.ref('excluded.person_id'),
        })),
      )
      .execute(),
  );
}

/** @throws accounts/sign-in-delayed, accounts/sign-in-stopped */
export function refuseWhileShut(gate: SignInGate, now: Date): void {
  if (gate.kind === 'open') return;
  if (gate.kind === 'stopped')
    throw problems.signInStopped({
      detail: 'There were too many failed tries. Ask your administrator to allow sign-in again.',
    });
  const seconds = Math.ceil((gate.until.getTime() - now.getTime()) / 1000);
  throw problems.signInDelayed({
    detail: `There were too many failed tries. Wait ${waitWords(seconds)} and try again; tries before then do not count.`,
    retryAfter: seconds,
  });
}

function waitWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
