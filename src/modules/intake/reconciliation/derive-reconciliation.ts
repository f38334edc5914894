/** One thing that a class of encounters leaves on paper: any of its types will do. */
export interface ExpectedPaper {
  readonly name: string;
  readonly types: readonly string[];
}

export interface EncounterPaper {
  readonly class: string;
  /** Codes of the types filed with it; what is entered in error is left out. */
  readonly filed: readonly string[];
  readonly noPaper: boolean;
}

export type PaperState = 'received' | 'partial' | 'not-received' | 'no-paper';
/** Why nothing is missing: the rule of its class expects nothing, or a person said so. */
export type NoPaperBecause = 'rule' | 'person';

export interface Reconciled {
  readonly state: PaperState;
  readonly because?: NoPaperBecause;
  readonly missing: readonly string[];
}

/**
 * What was filed of what is expected. Paper that came after all counts as received even where somebody had said that none
 * would come; a part of it leaves the mark standing, since that person may have meant the rest.
 */
export function deriveReconciliation(
  encounter: EncounterPaper,
  rules: ReadonlyMap<string, readonly ExpectedPaper[]>,
): Reconciled {
  const expected = rules.get(encounter.class) ?? [];
  if (expected.length === 0) return { state: 'no-paper', because: 'rule', missing: [] };
  const missing = expected
    .filter(({ types }) => !types.some((type) => encounter.filed.includes(type)))
    .map(({ name }) => name);
  if (missing.length === 0) return { state: 'received', missing };
  if (encounter.noPaper) return { state: 'no-paper', because: 'person', missing: [] };
  return { state: missing.length < expected.length ? 'partial' : 'not-received', missing };
}

export interface PaperCounts {
  readonly encounters: number;
  readonly received: number;
  readonly partial: number;
  readonly notReceived: number;
  readonly noPaper: number;
}

/** Encounters = received + partial + not received + no paper. */
export function countPaper(states: readonly PaperState[]): PaperCounts {
  const of = (state: PaperState) => states.filter((each) => each === state).length;
  return {
    encounters: states.length,
    received: of('received'),
    partial: of('partial'),
    notReceived: of('not-received'),
    noPaper: of('no-paper'),
  };
}
