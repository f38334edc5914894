import type { DisclosureBasis } from '../decide-accountable.ts';
import { policy, type Reason } from '../reason.ts';

export interface AloneQuestion {
  /** The setting of the house. */
  readonly approval: 'one-person' | 'two-people';
  readonly basis: DisclosureBasis;
  /** Documents that were held and that whoever sends ticked all the same. */
  readonly ticked: number;
  readonly emergency: boolean;
}

export const CARE_ALONE = 'release/care-one-person';

/**
 * Whether whoever prepared a release for treatment may approve it too. No law asks for a second person; the house does, and
 * excepts what a provider waits for at a bedside (45 CFR 164.506(c)(2)) where nothing was left to anybody's judgement. What
 * was ticked against a hold is looked at by another person, unless an emergency was documented.
 */
export function decideAlone(question: AloneQuestion): { readonly alone: boolean; readonly reason: Reason } {
  const { approval, basis, ticked, emergency } = question;
  const alone = approval === 'one-person' && basis === 'treatment' && (ticked === 0 || emergency);
  return { alone, reason: policy(alone ? CARE_ALONE : 'release/second-person') };
}
