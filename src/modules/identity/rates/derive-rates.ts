/** The register of a facility as it was counted on a day. */
export interface RegisterCounts {
  /** All registrations, merged ones included. */
  readonly registrations: number;
  readonly merged: number;
  readonly duplicatesWaiting: number;
  readonly duplicatesConfirmed: number;
  readonly overlapsWaiting: number;
  readonly overlapsConfirmed: number;
  readonly overlaysOpen: number;
  readonly overlaysConfirmed: number;
}

/** A rate with what it is made of; `percent` is null where nobody is registered. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
  readonly percent: number | null;
}

export const RATES = ['duplicate', 'waiting', 'overlap', 'overlay'] as const;
export type RateName = (typeof RATES)[number];

/**
 * The rates of a register, each numerator over its denominator times 100. The duplicate rate is the one that AHIMA names:
 * duplicate records over the records of the index. There is no one formula in use, so ours is said whole:
 * - duplicate: pairs that wait, from the cut-off on, and pairs confirmed by a merge in force, over all registrations, the
 *   merged ones included (they were records of the index, too). A pair counts once: the record that is too many.
 * - waiting: only the pairs that wait, over the registrations that stand: what is left to do.
 * - overlap: pairs with another facility, waiting and confirmed, over all registrations of the facility.
 * - overlay: registrations reported to hold two people, open and confirmed, over all registrations.
 */
export function deriveRates(counts: RegisterCounts): Readonly<Record<RateName, Rate>> {
  const all = counts.registrations;
  return {
    duplicate: rate(counts.duplicatesWaiting + counts.duplicatesConfirmed, all),
    waiting: rate(counts.duplicatesWaiting, all - counts.merged),
    overlap: rate(counts.overlapsWaiting + counts.overlapsConfirmed, all),
    overlay: rate(counts.overlaysOpen + counts.overlaysConfirmed, all),
  };
}

function rate(numerator: number, denominator: number): Rate {
  return { numerator, denominator, percent: denominator === 0 ? null : (numerator / denominator) * 100 };
}
