import type { ReleaseDecision } from '../decide-release.ts';
import type { Reason } from '../reason.ts';

const PART2 = 'us/part2/consent-elements';

export type HeldDecision =
  /** Somebody has to look, and whoever sends has looked. */
  | { readonly may: 'after-a-look' }
  /** 42 CFR 2.51: without consent to medical personnel in a documented medical emergency. */
  | { readonly may: 'in-emergency' }
  | { readonly may: 'not'; readonly why: string };

/** Whether a document that is held may be ticked by whoever sends records for treatment, and on what. */
export function decideHeld(decision: ReleaseDecision, reasons: readonly Reason[]): HeldDecision {
  switch (decision) {
    case 'include':
    case 'needs-review':
      return { may: 'after-a-look' };
    case 'needs-professional':
      return { may: 'not', why: 'A licensed professional decides on it' };
    case 'withhold':
      return { may: 'not', why: 'It may not go, whoever asks' };
    case 'needs-consent': {
      const strict = reasons.filter(({ ruleId }) => isLaw(ruleId));
      const unclear = reasons.some(({ ruleId }) => ruleId === 'release/rule-not-decisive');
      return !unclear && strict.length > 0 && strict.every(({ ruleId }) => ruleId === PART2)
        ? { may: 'in-emergency' }
        : { may: 'not', why: 'It needs the patient’s written consent' };
    }
  }
}

/** What the policies of the desk ask for beside it is a look, and whoever ticks it has looked. */
function isLaw(ruleId: string): boolean {
  return !ruleId.startsWith('release/');
}
