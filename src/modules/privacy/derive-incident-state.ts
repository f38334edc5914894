/** The conclusions of 45 CFR 164.402: its paragraph (2), or one of the three exceptions of paragraph (1). */
export const CONCLUSIONS = [
  'low-probability',
  'breach',
  'exception-good-faith',
  'exception-inadvertent',
  'exception-not-retained',
] as const;
export type Conclusion = (typeof CONCLUSIONS)[number];

/** The four factors of 45 CFR 164.402(2)(i) to (iv). */
export const FACTORS = ['nature', 'recipient', 'acquired', 'mitigation'] as const;

export type Outcome = 'no-breach' | 'breach-notified' | 'not-an-incident';

export type IncidentState = 'proposed' | 'to-assess' | 'to-look-again' | 'to-notify' | 'to-close' | 'settled';

export interface IncidentFacts {
  readonly standing: 'open' | 'proposed';
  /** The newest. */
  readonly assessment: { readonly conclusion: Conclusion; readonly agreed: boolean | null } | null;
  readonly outcome: Outcome | null;
}

/**
 * Where an incident stands. A breach is presumed (45 CFR 164.402(2)), so that it was none needs a second person's word;
 * that it was one needs none, since waiting helps nobody who has to be told without unreasonable delay.
 */
export function deriveIncidentState({ standing, assessment, outcome }: IncidentFacts): IncidentState {
  if (outcome !== null) return 'settled';
  if (assessment === null) return standing === 'proposed' ? 'proposed' : 'to-assess';
  if (assessment.agreed === false) return 'to-assess';
  if (assessment.conclusion === 'breach') return 'to-notify';
  return assessment.agreed === null ? 'to-look-again' : 'to-close';
}
