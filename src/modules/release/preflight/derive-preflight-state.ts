import { policy, type Reason } from '../reason.ts';

/** `none`: nobody has begun it. `stale`: the choice of records or the registrations of the patient are others by now. */
export type PreflightState = 'none' | 'running' | 'failed' | 'stale' | 'open' | 'clear';

export interface PreflightFacts {
  /** The newest going over; undefined where there was none. */
  readonly newest:
    | {
        readonly scopeId: string;
        readonly members: readonly string[];
        readonly finished: boolean;
        readonly failed: boolean;
      }
    | undefined;
  readonly scopeId: string;
  readonly members: readonly string[];
  /** Findings that ask and that nobody has settled. */
  readonly open: number;
}

export function derivePreflightState({ newest, scopeId, members, open }: PreflightFacts): PreflightState {
  if (newest === undefined) return 'none';
  if (newest.scopeId !== scopeId || newest.members.join() !== members.join()) return 'stale';
  if (newest.failed) return 'failed';
  if (!newest.finished) return 'running';
  return open > 0 ? 'open' : 'clear';
}

/** What stands against an approval. */
export function deriveAgainstApproval(preflight: {
  readonly state: PreflightState;
  readonly identityInQuestion: boolean;
}): readonly Reason[] {
  const reasons: Reason[] = [];
  if (preflight.identityInQuestion) reasons.push(policy('release/identity-in-question'));
  if (preflight.state === 'open') reasons.push(policy('release/preflight-open'));
  if (preflight.state === 'stale') reasons.push(policy('release/preflight-stale'));
  if (['none', 'running', 'failed'].includes(preflight.state)) reasons.push(policy('release/preflight-not-done'));
  return reasons;
}
