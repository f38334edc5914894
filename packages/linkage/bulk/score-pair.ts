import { type ComparedColumn, type Level, LEVELS, SAME, UNKNOWN } from './fields.ts';
import { levelsIn } from './compare-rows.ts';
import { type Kind, KINDS, type LinkageModel, SAME_PERSON, takesFromSame } from './model.ts';
import type { RecordTable } from './record-table.ts';

export interface FieldEvidence {
  readonly column: ComparedColumn;
  readonly level: (typeof LEVELS)[number];
  /** Bits for one person against two strangers, this value's frequency taken into account. */
  readonly bits: number;
}

export interface PairScore {
  /** 0 to 1. */
  readonly probability: number;
  readonly fields: readonly FieldEvidence[];
  /** The likeliest other story, where it is likelier than *strangers*. */
  readonly rival?: Kind;
}

/** A rare value in common says more than a frequent one; a number or a telephone that many share says little. */
const REWARDED: ReadonlySet<ComparedColumn> = new Set([
  'given',
  'family',
  'middle',
  'city',
  'street',
  'street2',
  'postalCode',
]);

/** Scores pairs by the learnt model. */
export class PairScorer {
  readonly #model: LinkageModel;
  readonly #size: number;
  readonly #values: readonly Uint32Array[];
  readonly #counts: readonly Uint32Array[];
  readonly #takes: readonly (readonly boolean[])[];

  constructor(table: RecordTable, model: LinkageModel) {
    this.#model = model;
    this.#size = table.size;
    this.#values = model.columns.map(({ column }) => table.column(column));
    this.#counts = model.columns.map(({ column }) => table.counts(column));
    this.#takes = KINDS.map((kind) => model.columns.map(({ column }) => takesFromSame(kind, column)));
  }

  /** The share of pairs that are one person, whatever they look like. */
  get prior(): number {
    return KINDS.reduce((sum, kind) => sum + (SAME_PERSON.has(kind) ? this.#model.shares[kind] : 0), 0);
  }

  probability(a: number, levels: readonly Level[]): number {
    const { one, all } = this.#sides(a, levels);
    return all === 0 ? 0 : one / all;
  }

  /** How much likelier the levels are for one person than for two, however rare either is. */
  factor(a: number, levels: readonly Level[]): number {
    const { one, all } = this.#sides(a, levels);
    return all === one ? Number.MAX_SAFE_INTEGER : (one / (all - one)) * ((1 - this.prior) / this.prior);
  }

  /** Those of the found pairs that reach `least`. */
  likely(
    a: Uint32Array,
    b: Uint32Array,
    patterns: Float64Array,
    least: number,
  ): { a: number; b: number; probability: number }[] {
    const likely: { a: number; b: number; probability: number }[] = [];
    patterns.forEach((pattern, at) => {
      const probability = this.probability(a[at]!, levelsIn(pattern, this.#values.length));
      if (probability >= least) likely.push({ a: a[at]!, b: b[at]!, probability });
    });
    return likely;
  }

  #sides(a: number, levels: readonly Level[]): { one: number; all: number } {
    let [one, all] = [0, 0];
    this.#likely(levels, this.#strange(a, levels)).forEach((chance, at) => {
      all += chance;
      if (SAME_PERSON.has(KINDS[at]!)) one += chance;
    });
    return { one, all };
  }

  explain(a: number, levels: readonly Level[]): PairScore {
    const strange = this.#strange(a, levels);
    const likely = this.#likely(levels, strange);
    const fields = this.#model.columns.flatMap(({ column, m }, at): FieldEvidence[] => {
      const level = levels[at]!;
      return level === UNKNOWN ? [] : [{ column, level: LEVELS[level], bits: Math.log2(m[level]! / strange[at]!) }];
    });
    const rivals = KINDS.map((kind, at) => ({ kind, chance: likely[at]! })).filter(
      ({ kind }) => !SAME_PERSON.has(kind),
    );
    const rival = rivals.reduce((best, one) => (one.chance > best.chance ? one : best)).kind;
    return {
      probability: this.probability(a, levels),
      fields,
      ...(rival === 'strangers' ? {} : { rival }),
    };
  }

  /** By column: how often two strangers agree so. */
  #strange(a: number, levels: readonly Level[]): number[] {
    return this.#model.columns.map(({ column, u }, at) => {
      const level = levels[at]!;
      const usual = u[level]!;
      if (level !== SAME) return usual;
      const others = (this.#counts[at]![this.#values[at]![a]!]! - 1) / this.#size;
      return REWARDED.has(column) ? others : Math.max(usual, others - 2 / this.#size);
    });
  }

  #likely(levels: readonly Level[], strange: readonly number[]): number[] {
    return KINDS.map((kind, at) => {
      let chance = this.#model.shares[kind];
      for (let column = 0; column < levels.length; column++)
        chance *= this.#takes[at]![column]! ? this.#model.columns[column]!.m[levels[column]!]! : strange[column]!;
      return chance;
    });
  }
}
