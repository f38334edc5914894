import { COMPARED_COLUMNS, type ComparedColumn } from './fields.ts';

/** A table as threads share it: for each column a number a row, and all texts, end to end, that the numbers stand for. */
export interface SharedTable {
  readonly size: number;
  readonly columns: Readonly<Record<ComparedColumn, SharedArrayBuffer>>;
  readonly letters: SharedArrayBuffer;
  readonly ends: SharedArrayBuffer;
}

/** Collects rows; every different text gets a number, the same in all columns, so that equality is that of numbers. */
export class TableBuilder {
  readonly #numbers = new Map<string, number>([['', 0]]);
  readonly #columns = new Map<ComparedColumn, number[]>(COMPARED_COLUMNS.map((column) => [column, []]));
  #size = 0;

  add(row: Partial<Record<ComparedColumn, string>>): void {
    for (const [column, numbers] of this.#columns) numbers.push(this.#numberOf(row[column] ?? ''));
    this.#size++;
  }

  #numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  finish(): SharedTable {
    const texts = [...this.#numbers.keys()];
    const ends = new SharedArrayBuffer(4 * texts.length);
    const length = texts.reduce((sum, text) => sum + text.length, 0);
    const letters = new SharedArrayBuffer(2 * length);
    const [unit, end] = [new Uint16Array(letters), new Uint32Array(ends)];
    let at = 0;
    texts.forEach((text, number) => {
      for (let i = 0; i < text.length; i++) unit[at++] = text.charCodeAt(i);
      end[number] = at;
    });
    const columns = Object.fromEntries(
      [...this.#columns].map(([column, numbers]) => {
        const shared = new SharedArrayBuffer(4 * numbers.length);
        new Uint32Array(shared).set(numbers);
        return [column, shared];
      }),
    ) as Record<ComparedColumn, SharedArrayBuffer>; // every column has its list
    return { size: this.#size, columns, letters, ends };
  }
}

/** A view of a shared table. Texts are made when they are first asked for: most never are. */
export class RecordTable {
  readonly size: number;
  readonly texts: number;
  readonly #columns: ReadonlyMap<ComparedColumn, Uint32Array>;
  readonly #letters: Uint16Array;
  readonly #ends: Uint32Array;
  readonly #made: (string | undefined)[];

  constructor(shared: SharedTable) {
    this.size = shared.size;
    this.#columns = new Map(COMPARED_COLUMNS.map((column) => [column, new Uint32Array(shared.columns[column])]));
    this.#letters = new Uint16Array(shared.letters);
    this.#ends = new Uint32Array(shared.ends);
    this.texts = this.#ends.length;
    this.#made = new Array<string | undefined>(this.texts);
  }

  column(column: ComparedColumn): Uint32Array {
    return this.#columns.get(column) ?? new Uint32Array(this.size);
  }

  text(number: number): string {
    const made = this.#made[number];
    if (made !== undefined) return made;
    const text = String.fromCharCode(
      ...this.#letters.subarray(number === 0 ? 0 : this.#ends[number - 1], this.#ends[number]),
    );
    this.#made[number] = text;
    return text;
  }

  /** How many rows hold each text in this column, by the text's number. */
  counts(column: ComparedColumn): Uint32Array {
    const counts = new Uint32Array(this.texts);
    for (const number of this.column(column)) counts[number]!++;
    counts[0] = 0;
    return counts;
  }
}
