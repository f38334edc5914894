/** The facts of one batch of paper, or of all batches of a box taken together. */
export interface OriginalFacts {
  readonly batches: number;
  readonly images: number;
  /** Pages without an outcome, wherever they wait. */
  readonly openPages: number;
  readonly filesBeingRead: number;
  readonly filesFailed: number;
  readonly released: boolean;
  /** Batches whose sheets nobody counted. */
  readonly uncounted: number;
  /** Batches whose sheets did not add up when they were released; each gave a reason. */
  readonly differences: number;
  /** Of a sample of each batch, by another person than the one who prepared it. */
  readonly verified: 'passed' | 'failed' | 'not-yet';
  /** Legal holds in force on the patients whose documents came of it. */
  readonly holds: number;
  readonly custodyIntact: boolean;
  /** Paper of a box that is in no batch. */
  readonly volumesWithoutBatch: number;
  /** What the law of the place says about destroying paper after scanning. */
  readonly retention: 'allowed' | 'forbidden' | 'unverified';
}

export interface OriginalDecision {
  /** A statement, never an act: destroying is decided and done by people elsewhere. */
  readonly disposable: boolean;
  readonly reasons: readonly string[];
  readonly warnings: readonly string[];
}

/** May the original be destroyed? Every reason against it is named; what is not known for certain warns. */
export function decideOriginalDisposable(facts: OriginalFacts): OriginalDecision {
  const reasons = [
    ...(facts.batches === 0 || facts.images === 0 ? ['nothing-scanned'] : []),
    ...(facts.volumesWithoutBatch > 0 ? ['volume-not-scanned'] : []),
    ...(facts.filesBeingRead > 0 ? ['files-being-read'] : []),
    ...(facts.filesFailed > 0 ? ['files-failed'] : []),
    ...(facts.openPages > 0 ? ['pages-open'] : []),
    ...(facts.released ? [] : ['not-released']),
    ...(facts.uncounted > 0 ? ['not-counted'] : []),
    ...(facts.verified === 'passed' ? [] : [facts.verified === 'failed' ? 'sample-failed' : 'not-verified']),
    ...(facts.holds > 0 ? ['legal-hold'] : []),
    ...(facts.custodyIntact ? [] : ['custody-broken']),
    ...(facts.retention === 'forbidden' ? ['law-forbids'] : []),
  ];
  const warnings = [
    ...(facts.differences > 0 ? ['difference-explained'] : []),
    ...(facts.retention === 'unverified' ? ['law-unverified'] : []),
  ];
  return { disposable: reasons.length === 0, reasons, warnings };
}
