import type { Acting } from '../../platform/act.ts';
import type { Keyring } from '../../platform/keys/index.ts';
import { deriveSignInGate, keyedDigest, type SignInGate } from '../accounts/index.ts';
import { problems } from './problems.ts';

/** On one day, for a person (a code, an account) and for an address on the net. */
const A_DAY = { proof: 5, 'proof-address': 5, code: 10, 'code-address': 30, 'application-address': 5 } as const;

type DailyKind = keyof typeof A_DAY;
type TryKind = 'name' | 'address' | DailyKind;
export interface Tried {
  readonly kind: TryKind;
  readonly digest: Buffer;
}

export function tried(keyring: Pick<Keyring, 'derive'>, kind: TryKind, what: string): Tried {
  return { kind, digest: keyedDigest(keyring, `portal ${kind} ${what}`) };
}

/**
 * Charges a try before anything is compared, each counter under a lock, so that many at once are not more than the limit.
 * A gate that is shut charges nothing.
 * @throws portal/sign-in-delayed, portal/sign-in-stopped, portal/proof-limit, portal/codes-limit
 */
export async function chargeTry(acting: Pick<Acting, 'maintain'>, tries: readonly Tried[], now: Date): Promise<void> {
  const gates = await acting.maintain(async (queries) => {
    const found: SignInGate[] = [];
    for (const { kind, digest } of tries) {
      await queries
        .insertInto('portal.attempt')
        .values({ kind, digest, failures: 0, last_failed_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const counted = await queries
        .selectFrom('portal.attempt')
        .select(['failures', 'last_failed_at as lastFailedAt'])
        .where('kind', '=', kind)
        .where('digest', '=', digest)
        .forUpdate()
        .executeTakeFirstOrThrow();
      found.push(gateOf(kind, counted, now));
    }
    if (found.some(({ kind }) => kind !== 'open')) return found;
    for (const { kind, digest } of tries)
      await queries
        .updateTable('portal.attempt')
        .set((set) => ({ failures: set('failures', '+', 1), last_failed_at: now }))
        .where('kind', '=', kind)
        .where('digest', '=', digest)
        .execute();
    return found;
  });
  for (const [at, gate] of gates.entries()) refuseWhileShut(gate, tries[at]?.kind ?? 'name', now);
}

/** The try was right: the counter of the person begins anew, of an address this one try is taken off. */
export async function forgiveTry(acting: Pick<Acting, 'maintain'>, tries: readonly Tried[]): Promise<void> {
  await acting.maintain(async (queries) => {
    for (const { kind, digest } of tries)
      await queries
        .updateTable('portal.attempt')
        .set((set) => ({ failures: kind === 'name' ? 0 : set('failures', '-', 1) }))
        .where('kind', '=', kind)
        .where('digest', '=', digest)
        .where('failures', '>', 0)
        .execute();
  });
}

function gateOf(kind: TryKind, counted: { failures: number; lastFailedAt: Date }, now: Date): SignInGate {
  if (kind === 'name') return deriveSignInGate('username', counted, now);
  if (kind === 'address') return deriveSignInGate('address', counted, now);
  return counted.failures >= A_DAY[kind] ? { kind: 'stopped' } : { kind: 'open' };
}

function refuseWhileShut(gate: SignInGate, kind: TryKind, now: Date): void {
  if (gate.kind === 'open') return;
  if (kind === 'code' || kind === 'code-address' || kind === 'application-address')
    throw problems.codesLimit({
      detail: 'Nothing was sent. Try again tomorrow, or call the records office.',
      retryAfter: 24 * 60 * 60,
    });
  if (kind === 'proof' || kind === 'proof-address')
    throw problems.proofLimit({
      detail: 'Nothing was changed. Try again tomorrow, or ask the records office for a new invitation.',
      retryAfter: 24 * 60 * 60,
    });
  if (gate.kind === 'stopped')
    throw problems.signInStopped({
      detail: 'There were too many failed tries. Call the records office: they can open your sign-in again.',
    });
  const seconds = Math.ceil((gate.until.getTime() - now.getTime()) / 1000);
  throw problems.signInDelayed({
    detail: `There were too many failed tries. Wait ${seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`} and try again.`,
    retryAfter: seconds,
  });
}
