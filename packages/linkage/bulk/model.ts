import { type ComparedColumn, CROSSED, DIFFERS, HOME_COLUMNS, type Level, NEARLY, SAME, SIMILAR } from './fields.ts';

/**
 * How two records can come to agree as they do. Each kind takes some fields from the chances of one person (m) and the
 * others from those of two strangers (u); their shares are learnt. Twins, households and namesakes are why three
 * agreeing facts of a home are no proof; moving and marrying are why three that differ are none either.
 */
export const KINDS = ['same', 'moved', 'renamed', 'strangers', 'household', 'twins', 'namesakes'] as const;
export type Kind = (typeof KINDS)[number];
export const SAME_PERSON: ReadonlySet<Kind> = new Set(['same', 'moved', 'renamed']);

export function takesFromSame(kind: Kind, column: ComparedColumn): boolean {
  switch (kind) {
    case 'same':
      return true;
    case 'moved':
      return !HOME_COLUMNS.has(column);
    case 'renamed':
      return column !== 'family';
    case 'strangers':
      return false;
    case 'household':
      return column === 'family' || HOME_COLUMNS.has(column);
    case 'twins':
      return column === 'family' || column === 'birthDate' || HOME_COLUMNS.has(column);
    case 'namesakes':
      return column === 'family' || column === 'given' || column === 'sex' || HOME_COLUMNS.has(column);
    default:
      return kind satisfies never;
  }
}

/** By level; the index 0, *unknown*, is 1: what is not there says nothing. */
export type Chances = readonly number[];

export interface ColumnModel {
  readonly column: ComparedColumn;
  readonly m: Chances;
  readonly u: Chances;
}

export interface LinkageModel {
  readonly columns: readonly ColumnModel[];
  /** Of all pairs of the file; they sum to 1. */
  readonly shares: Readonly<Record<Kind, number>>;
}

/** Where learning begins, and what holds where a file says little: rates of slips at registration. */
export const USUAL: Readonly<Record<ComparedColumn, Partial<Record<Level, number>>>> = {
  given: { [SAME]: 0.85, [NEARLY]: 0.08, [SIMILAR]: 0.03, [DIFFERS]: 0.04 },
  family: { [SAME]: 0.86, [NEARLY]: 0.08, [SIMILAR]: 0.02, [DIFFERS]: 0.03, [CROSSED]: 0.01 },
  middle: { [SAME]: 0.75, [NEARLY]: 0.17, [SIMILAR]: 0.02, [DIFFERS]: 0.06 },
  birthDate: { [SAME]: 0.9, [NEARLY]: 0.06, [SIMILAR]: 0.02, [DIFFERS]: 0.02 },
  sex: { [SAME]: 0.98, [DIFFERS]: 0.02 },
  ssn: { [SAME]: 0.9, [NEARLY]: 0.06, [SIMILAR]: 0.02, [DIFFERS]: 0.02 },
  mrn: { [SAME]: 0.5, [DIFFERS]: 0.5 },
  phone: { [SAME]: 0.6, [NEARLY]: 0.05, [DIFFERS]: 0.35 },
  houseNumber: { [SAME]: 0.75, [NEARLY]: 0.05, [DIFFERS]: 0.2 },
  street: { [SAME]: 0.65, [NEARLY]: 0.1, [SIMILAR]: 0.04, [DIFFERS]: 0.2, [CROSSED]: 0.01 },
  street2: { [SAME]: 0.65, [NEARLY]: 0.1, [SIMILAR]: 0.04, [DIFFERS]: 0.2, [CROSSED]: 0.01 },
  city: { [SAME]: 0.75, [NEARLY]: 0.07, [SIMILAR]: 0.03, [DIFFERS]: 0.15 },
  state: { [SAME]: 0.95, [DIFFERS]: 0.05 },
  postalCode: { [SAME]: 0.75, [NEARLY]: 0.07, [DIFFERS]: 0.18 },
};

export function usualChances(column: ComparedColumn): number[] {
  return [1, SAME, NEARLY, SIMILAR, DIFFERS, CROSSED].map((level, at) =>
    at === 0 ? 1 : (USUAL[column][level as Level] ?? 1e-4),
  );
}
