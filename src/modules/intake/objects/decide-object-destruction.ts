import type { Disposition } from './derive-object-due.ts';
import type { ObjectState } from './derive-object-state.ts';

export interface DestructionFacts {
  readonly state: ObjectState;
  readonly patientKnown: boolean;
  /** Legal holds in force that cover it. */
  readonly holds: number;
  readonly disposition: Disposition;
  readonly dispositionOn: string | null;
  readonly copied: boolean;
  /** The day it is at the facility. */
  readonly today: string;
}

export type KeptBecause =
  'not-here' | 'patient-unknown' | 'legal-hold' | 'planned-otherwise' | 'not-copied' | 'not-yet';

/**
 * Why a thing may not be destroyed: all reasons, or none. How long the law wants it kept differs by state and by what it
 * is, and nothing here knows it: the person names the rule they rely on.
 */
export function decideObjectDestruction(facts: DestructionFacts): KeptBecause[] {
  const when = (holds: boolean, reason: KeptBecause) => (holds ? [reason] : []);
  return [
    ...when(facts.state !== 'here', 'not-here'),
    // A hold on somebody nobody has named cannot be seen.
    ...when(!facts.patientKnown, 'patient-unknown'),
    ...when(facts.holds > 0, 'legal-hold'),
    ...when(facts.disposition === 'keep' || facts.disposition === 'return', 'planned-otherwise'),
    ...when(facts.disposition === 'destroy-after-copy' && !facts.copied, 'not-copied'),
    ...when(facts.dispositionOn !== null && facts.dispositionOn > facts.today, 'not-yet'),
  ];
}
