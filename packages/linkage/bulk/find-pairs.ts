import { type Reach, RowComparer } from './compare-rows.ts';
import type { ComparedColumn } from './fields.ts';
import type { Chances } from './model.ts';
import { RecordTable, type SharedTable } from './record-table.ts';

/** What every thread gets once. */
export interface PairSearch {
  readonly table: SharedTable;
  readonly columns: readonly ComparedColumn[];
  readonly blocks: readonly { readonly keys: SharedArrayBuffer; readonly order: SharedArrayBuffer }[];
  /** Bits by column and level, before anything is learnt; a pair below `least` together is strangers. */
  readonly bits: readonly Chances[];
  readonly least: number;
}

/** A stretch of the rows of one rule; it begins and ends where blocks do. */
export interface Stretch {
  readonly rule: number;
  readonly from: number;
  readonly to: number;
}

/** Pairs that may be one person, side by side: row, row, levels. */
export interface FoundPairs {
  readonly a: Uint32Array<ArrayBuffer>;
  readonly b: Uint32Array<ArrayBuffer>;
  readonly patterns: Float64Array<ArrayBuffer>;
  readonly compared: number;
}

/** Compares the pairs of a stretch of blocks, but for those that an earlier rule brought together. */
export class PairFinder {
  readonly #comparer: RowComparer;
  readonly #keys: readonly Uint32Array[];
  readonly #orders: readonly Uint32Array[];
  readonly #reach: Reach;

  constructor(search: PairSearch) {
    this.#comparer = new RowComparer(new RecordTable(search.table), search.columns);
    this.#reach = this.#comparer.reach(search.bits, search.least);
    this.#keys = search.blocks.map(({ keys }) => new Uint32Array(keys));
    this.#orders = search.blocks.map(({ order }) => new Uint32Array(order));
  }

  find({ rule, from, to }: Stretch): FoundPairs {
    const [order, keys] = [this.#orders[rule]!, this.#keys[rule]!];
    const found: { a: number[]; b: number[]; patterns: number[] } = { a: [], b: [], patterns: [] };
    let compared = 0;
    for (let first = from; first < to;) {
      let end = first + 1;
      while (end < to && keys[order[end]!] === keys[order[first]!]) end++;
      for (let i = first; i < end; i++) {
        for (let j = i + 1; j < end; j++) {
          const [a, b] = [order[i]!, order[j]!];
          if (this.#metBefore(rule, a, b)) continue;
          compared++;
          const pattern = this.#comparer.compareIf(a, b, this.#reach);
          if (pattern === undefined) continue;
          found.a.push(a);
          found.b.push(b);
          found.patterns.push(pattern);
        }
      }
      first = end;
    }
    return {
      a: Uint32Array.from(found.a),
      b: Uint32Array.from(found.b),
      patterns: Float64Array.from(found.patterns),
      compared,
    };
  }

  #metBefore(rule: number, a: number, b: number): boolean {
    for (let before = 0; before < rule; before++) {
      const keys = this.#keys[before]!;
      if (keys[a] !== 0 && keys[a] === keys[b]) return true;
    }
    return false;
  }
}

/** The stretches of all rules, of about as many rows each, so that threads finish together. */
export function stretchesOf(blocks: PairSearch['blocks'], rows: number): Stretch[] {
  return blocks.flatMap((block, rule) => {
    const [order, keys] = [new Uint32Array(block.order), new Uint32Array(block.keys)];
    const stretches: Stretch[] = [];
    for (let from = 0; from < order.length;) {
      let to = Math.min(from + rows, order.length);
      while (to < order.length && keys[order[to]!] === keys[order[to - 1]!]) to++;
      stretches.push({ rule, from, to });
      from = to;
    }
    return stretches;
  });
}
