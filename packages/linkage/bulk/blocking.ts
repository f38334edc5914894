import { soundsOf } from '../sounds.ts';
import type { ComparedColumn } from './fields.ts';
import type { RecordTable } from './record-table.ts';

/** What part of a value two rows must share. */
type Part =
  | 'whole'
  /** How the first and the last part of a name sound. */
  | 'sound'
  | 'lastSound'
  | 'start'
  | 'year'
  | 'monthDay'
  /** The digits of a date in order: 12/03 and 03/12, 1954 and 1945. */
  | 'sorted'
  | 'lastFour';

interface BlockingRule {
  readonly name: string;
  readonly parts: readonly (readonly [ComparedColumn, Part])[];
  /** The two parts may be in each other's place. */
  readonly eitherOrder?: boolean;
  /** Says too little for a large file, where it would cost the most. */
  readonly forSmall?: boolean;
}

/** Each finds pairs that the others miss; those which say most stand first, and a pair is compared where it first meets. */
const RULES: readonly BlockingRule[] = [
  rule('ssn', ['ssn', 'whole']),
  rule('mrn', ['mrn', 'whole']),
  rule('birth and family name', ['birthDate', 'whole'], ['family', 'sound']),
  rule('birth and end of family name', ['birthDate', 'whole'], ['family', 'lastSound']),
  rule('birth and given name', ['birthDate', 'whole'], ['given', 'sound']),
  {
    ...rule('full name and birth year', ['given', 'whole'], ['family', 'whole'], ['birthDate', 'year']),
    eitherOrder: true,
  },
  rule('phone', ['phone', 'whole']),
  rule('address and given name', ['street', 'whole'], ['houseNumber', 'whole'], ['given', 'start']),
  rule('address', ['street', 'whole'], ['houseNumber', 'whole']),
  rule('second line and given name', ['street2', 'whole'], ['given', 'sound']),
  rule('birth and postal code', ['birthDate', 'whole'], ['postalCode', 'whole']),
  rule('birth and house', ['birthDate', 'whole'], ['houseNumber', 'whole']),
  rule('birth and city', ['birthDate', 'whole'], ['city', 'whole']),
  rule('birth and street', ['birthDate', 'whole'], ['street', 'start']),
  {
    ...rule('full name and postal code', ['given', 'whole'], ['family', 'whole'], ['postalCode', 'whole']),
    eitherOrder: true,
  },
  rule('birth digits and family name', ['birthDate', 'sorted'], ['family', 'sound']),
  rule('birth digits and given name', ['birthDate', 'sorted'], ['given', 'sound']),
  rule('postal code and family name', ['postalCode', 'whole'], ['family', 'sound'], ['birthDate', 'monthDay']),
  rule('family name in a postal code', ['postalCode', 'whole'], ['family', 'sound']),
  rule('given name in a postal code', ['postalCode', 'whole'], ['given', 'sound']),
  { ...rule('full name', ['given', 'whole'], ['family', 'whole']), eitherOrder: true },
  rule('given name and street', ['given', 'sound'], ['street', 'start']),
  rule('family name and street', ['family', 'sound'], ['street', 'start']),
  rule('end of number and birth year', ['ssn', 'lastFour'], ['birthDate', 'year']),
  { ...rule('sound of the full name', ['given', 'sound'], ['family', 'sound']), eitherOrder: true },
  { ...rule('given name in a city', ['given', 'whole'], ['city', 'whole']), forSmall: true },
  { ...rule('family name in a city', ['family', 'whole'], ['city', 'whole']), forSmall: true },
  { ...rule('birth', ['birthDate', 'whole']), forSmall: true },
  rule('birth year in a postal code', ['birthDate', 'year'], ['postalCode', 'whole']),
  { ...rule('family name', ['family', 'whole']), forSmall: true },
  { ...rule('given name', ['given', 'whole']), forSmall: true },
];

const SMALL = 50_000;

function rule(name: string, ...parts: BlockingRule['parts'][number][]): BlockingRule {
  return { name, parts };
}

/** The blocks of one rule: rows in `order`, those that share a key beside each other. */
export interface Blocks {
  readonly rule: string;
  /** By row; 0 where the row meets nobody by this rule. */
  readonly keys: SharedArrayBuffer;
  readonly order: SharedArrayBuffer;
  readonly pairs: number;
  /** Pairs left to the other rules because their block is too large. */
  readonly leftOut: number;
}

/**
 * The blocks of every rule whose columns are filled. Each may spend `pairsPerRow` pairs a row, the smallest blocks first: a
 * family name that half the town bears tells nothing, and would cost all the time.
 */
export function findBlocks(table: RecordTable, pairsPerRow: number): Blocks[] {
  const parts = new PartKeys(table);
  const blocks: Blocks[] = [];
  for (const { name, parts: wanted, eitherOrder, forSmall } of RULES) {
    if (forSmall === true && table.size > SMALL) continue;
    if (wanted.some(([column]) => !parts.isFilled(column))) continue;
    const keys = parts.combine(wanted, eitherOrder === true);
    blocks.push(blocksOf(name, keys, pairsPerRow));
  }
  return blocks;
}

function blocksOf(rule: string, keys: Uint32Array, pairsPerRow: number): Blocks {
  const size = keys.length;
  const bits = Math.ceil(Math.log2(Math.max(size, 2)));
  const unit = 2 ** bits;
  const sorted = new Float64Array(size);
  // A double holds 53 bits: the row and as much of the key as there is room for.
  const shift = Math.max(0, 32 + bits - 53);
  for (let row = 0; row < size; row++) sorted[row] = (keys[row]! >>> shift) * unit + row;
  sorted.sort();
  const order = new Uint32Array(size);
  for (let at = 0; at < size; at++) order[at] = sorted[at]! % unit;

  const bySize = new Map<number, number>();
  forEachBlock(order, keys, (from, to) => bySize.set(to - from, (bySize.get(to - from) ?? 0) + 1));
  let [most, pairs, leftOut] = [0, 0, 0];
  for (const [length, count] of [...bySize].sort(([a], [b]) => a - b)) {
    const more = (count * length * (length - 1)) / 2;
    if (leftOut === 0 && pairs + more <= pairsPerRow * size) [most, pairs] = [length, pairs + more];
    else leftOut += more;
  }
  const [keptKeys, keptOrder] = [new SharedArrayBuffer(4 * size), [] as number[]];
  const kept = new Uint32Array(keptKeys);
  forEachBlock(order, keys, (from, to) => {
    if (to - from > most) return;
    for (let at = from; at < to; at++) {
      const row = order[at]!;
      kept[row] = keys[row]!;
      keptOrder.push(row);
    }
  });
  const shared = new SharedArrayBuffer(4 * keptOrder.length);
  new Uint32Array(shared).set(keptOrder);
  return { rule, keys: keptKeys, order: shared, pairs, leftOut };
}

function forEachBlock(order: Uint32Array, keys: Uint32Array, use: (from: number, to: number) => void): void {
  for (let from = 0; from < order.length;) {
    const key = keys[order[from]!];
    let to = from + 1;
    while (to < order.length && keys[order[to]!] === key) to++;
    if (key !== 0 && to - from > 1) use(from, to);
    from = to;
  }
}

/** A hash of each part of each value, made once a value. */
class PartKeys {
  readonly #table: RecordTable;
  readonly #made = new Map<string, Uint32Array>();

  constructor(table: RecordTable) {
    this.#table = table;
  }

  isFilled(column: ComparedColumn): boolean {
    return this.#table.column(column).some((number) => number !== 0);
  }

  combine(parts: BlockingRule['parts'], eitherOrder: boolean): Uint32Array {
    const columns = parts.map(([column, part]) => this.#keysOf(column, part));
    return Uint32Array.from({ length: this.#table.size }, (_, row) => {
      let key = 0x811c9dc5;
      for (let at = 0; at < columns.length; at++) {
        const hash = columns[at]![row]!;
        if (hash === 0) return 0;
        // The first two in either order make one key.
        if (eitherOrder && at === 0) key = mix(key, (hash + columns[1]![row]!) >>> 0);
        else if (!(eitherOrder && at === 1)) key = mix(key, hash);
      }
      return key === 0 ? 1 : key;
    });
  }

  /** By row. */
  #keysOf(column: ComparedColumn, part: Part): Uint32Array {
    const name = `${column} ${part}`;
    const made = this.#made.get(name);
    if (made !== undefined) return made;
    const ofText = new Uint32Array(this.#table.texts);
    const keys = new Uint32Array(this.#table.size);
    this.#table.column(column).forEach((number, row) => {
      if (number === 0) return;
      if (ofText[number] === 0) {
        const text = partOf(this.#table.text(number), part);
        ofText[number] = text === '' ? 0 : hashOf(text);
      }
      keys[row] = ofText[number]!;
    });
    this.#made.set(name, keys);
    return keys;
  }
}

function partOf(text: string, part: Part): string {
  switch (part) {
    case 'whole':
      return text;
    case 'sound':
      return soundsOf(text.split(' ')[0] ?? '')[0] ?? '';
    case 'lastSound':
      return soundsOf(text.split(' ').at(-1) ?? '')[0] ?? '';
    case 'start':
      return text.slice(0, 4);
    case 'year':
      return text.slice(0, 4);
    case 'monthDay':
      return text.slice(4, 8);
    case 'sorted':
      return [...text].sort().join('');
    case 'lastFour':
      return text.slice(-4);
    default:
      return part satisfies never;
  }
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mix(hash, text.length) || 1;
}

/** The finisher of MurmurHash3, over both. */
function mix(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ b;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
