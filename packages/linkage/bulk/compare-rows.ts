import { compareNames, type NameLikeness } from '../compare-names.ts';
import { editsWithin2, jaroWinkler } from '../distance.ts';
import { CROSSED, type ComparedColumn, DIFFERS, type Level, NEARLY, SAME, SIMILAR, UNKNOWN } from './fields.ts';
import type { Chances } from './model.ts';
import type { RecordTable } from './record-table.ts';

/** Three bits a field: the levels of a pair are one number, below 2^53. */
const BASE = 8;
const REMEMBERED = 1 << 17;
const ALIKE_LINES = 0.92;
const SHORTEST_FOR_TWO_EDITS = 7;

const LEVEL_OF_NAME: Readonly<Record<NameLikeness, Level>> = {
  exact: SAME,
  nickname: NEARLY,
  'letters swapped': NEARLY,
  'one letter off': NEARLY,
  'sounds like': NEARLY,
  'two letters off': SIMILAR,
  similar: SIMILAR,
  prefix: SIMILAR,
  initial: SIMILAR,
};

type Compare = (a: string, b: string) => Level;

const COMPARE: Readonly<Record<ComparedColumn, Compare>> = {
  given: namesLevel,
  family: namesLevel,
  middle: middleLevel,
  birthDate: datesLevel,
  sex: sameOrNot,
  ssn: numbersLevel,
  mrn: sameOrNot,
  phone: phonesLevel,
  houseNumber: houseLevel,
  street: linesLevel,
  street2: linesLevel,
  city: linesLevel,
  state: sameOrNot,
  postalCode: postalLevel,
};

/** Those that tell strangers apart at little cost first, names last. */
const CHEAPEST_FIRST: readonly ComparedColumn[] = [
  'sex',
  'mrn',
  'state',
  'ssn',
  'birthDate',
  'phone',
  'postalCode',
  'houseNumber',
  'city',
  'street',
  'street2',
  'middle',
  'family',
  'given',
];
/** Within `compareIf`: different values, not yet compared. */
const OPEN = 7;

/** Which columns may stand in each other's place. */
const CROSSING: readonly (readonly [ComparedColumn, ComparedColumn])[] = [
  ['given', 'family'],
  ['street', 'street2'],
];

/** What a pair must reach to be kept, and the most that two different values of each column can say for one person. */
export interface Reach {
  readonly bits: readonly Chances[];
  readonly hopes: readonly number[];
  readonly least: number;
}

/** Compares the rows of a table: one level a column that is filled at all, together one number. */
export class RowComparer {
  readonly columns: readonly ComparedColumn[];
  readonly #values: readonly Uint32Array[];
  readonly #compare: readonly Remembering[];
  readonly #crossing: readonly (readonly [number, number])[];
  readonly #levels: Uint8Array;
  readonly #cheapest: readonly number[];
  readonly #canCross: readonly boolean[];

  constructor(table: RecordTable, columns: readonly ComparedColumn[]) {
    this.columns = columns;
    this.#values = columns.map((column) => table.column(column));
    this.#compare = columns.map((column) => new Remembering(table, COMPARE[column]));
    this.#levels = new Uint8Array(columns.length);
    this.#crossing = CROSSING.map(([one, other]) => [columns.indexOf(one), columns.indexOf(other)] as const).filter(
      ([one, other]) => one >= 0 && other >= 0,
    );
    this.#canCross = columns.map((_, at) => this.#crossing.some((pair) => pair.includes(at)));
    this.#cheapest = CHEAPEST_FIRST.map((column) => columns.indexOf(column)).filter((at) => at >= 0);
  }

  /** The pattern of the two rows; `levelsIn` takes it apart. */
  compare(a: number, b: number): number {
    const levels = this.#levels;
    for (let at = 0; at < levels.length; at++)
      levels[at] = this.#compare[at]!.level(this.#values[at]![a]!, this.#values[at]![b]!);
    return this.#pattern(a, b);
  }

  /**
   * The same, or undefined as soon as the pair cannot reach `least`, which spares most pairs the comparison of their names.
   */
  compareIf(a: number, b: number, { bits, hopes, least }: Reach): number | undefined {
    const levels = this.#levels;
    let hoped = 0;
    for (let at = 0; at < levels.length; at++) {
      const [one, other] = [this.#values[at]![a]!, this.#values[at]![b]!];
      levels[at] = one === 0 || other === 0 ? UNKNOWN : one === other ? SAME : OPEN;
      hoped += levels[at] === OPEN ? hopes[at]! : bits[at]![levels[at]!]!;
    }
    for (const at of this.#cheapest) {
      if (hoped < least) return undefined;
      if (levels[at] !== OPEN) continue;
      levels[at] = this.#compare[at]!.level(this.#values[at]![a]!, this.#values[at]![b]!);
      if (!this.#canCross[at]) hoped += bits[at]![levels[at]!]! - hopes[at]!;
    }
    const pattern = this.#pattern(a, b);
    let reached = 0;
    for (let at = 0; at < levels.length; at++) reached += bits[at]![levels[at]!]!;
    return reached < least ? undefined : pattern;
  }

  /** `bits` by column and level. */
  reach(bits: readonly Chances[], least: number): Reach {
    const hopes = bits.map((of, at) =>
      Math.max(of[NEARLY]!, of[SIMILAR]!, of[DIFFERS]!, ...(this.#canCross[at] ? [0, of[CROSSED]!] : [])),
    );
    return { bits, hopes, least };
  }

  #pattern(a: number, b: number): number {
    const levels = this.#levels;
    for (const [one, other] of this.#crossing) this.#cross(one, other, a, b);
    let pattern = 0;
    for (let at = levels.length - 1; at >= 0; at--) pattern = pattern * BASE + levels[at]!;
    return pattern;
  }

  #cross(one: number, other: number, a: number, b: number): void {
    if (this.#agrees(one) || this.#agrees(other)) return;
    const [ones, others] = [this.#values[one]!, this.#values[other]!];
    const there = this.#compare[one]!.level(ones[a]!, others[b]!);
    const back = this.#compare[one]!.level(others[a]!, ones[b]!);
    const isCrossed =
      (there === SAME && (back === SAME || back === NEARLY || back === UNKNOWN)) ||
      (back === SAME && (there === NEARLY || there === UNKNOWN));
    if (!isCrossed) return;
    this.#levels[one] = UNKNOWN;
    this.#levels[other] = CROSSED;
  }

  #agrees(at: number): boolean {
    const level = this.#levels[at];
    return level === SAME || level === NEARLY;
  }
}

export function levelsIn(pattern: number, columns: number): Level[] {
  let rest = pattern;
  return Array.from({ length: columns }, () => {
    const level = rest % BASE;
    rest = (rest - level) / BASE;
    return level as Level; // what `compare` put there
  });
}

/** The same few values meet again and again; a fixed number of answers is kept. */
class Remembering {
  readonly #table: RecordTable;
  readonly #compare: Compare;
  readonly #ones = new Uint32Array(REMEMBERED);
  readonly #others = new Uint32Array(REMEMBERED);
  readonly #answers = new Uint8Array(REMEMBERED);

  constructor(table: RecordTable, compare: Compare) {
    this.#table = table;
    this.#compare = compare;
  }

  level(a: number, b: number): Level {
    if (a === 0 || b === 0) return UNKNOWN;
    if (a === b) return SAME;
    const [one, other] = a < b ? [a, b] : [b, a];
    const slot = (Math.imul(one, 0x9e3779b1) ^ Math.imul(other, 0x85ebca6b)) >>> 15;
    if (this.#ones[slot] === one && this.#others[slot] === other) return this.#answers[slot] as Level;
    const level = this.#compare(this.#table.text(one), this.#table.text(other));
    this.#ones[slot] = one;
    this.#others[slot] = other;
    this.#answers[slot] = level;
    return level;
  }
}

/** Names of several parts agree by their best two parts: de la Cruz and Cruz, Garcia and Garcia Lopez. */
function namesLevel(a: string, b: string): Level {
  if (!a.includes(' ') && !b.includes(' ')) return nameLevel(a, b);
  const whole = nameLevel(a.replaceAll(' ', ''), b.replaceAll(' ', ''));
  if (whole === SAME) return SAME;
  let best: Level = whole;
  for (const one of a.split(' ')) for (const other of b.split(' ')) best = better(best, nameLevel(one, other));
  // A part in common is less than the whole name.
  return best === SAME ? NEARLY : best;
}

function nameLevel(a: string, b: string): Level {
  const match = compareNames(a, b, false);
  return match === undefined ? DIFFERS : LEVEL_OF_NAME[match.how];
}

function better(a: Level, b: Level): Level {
  return a < b ? a : b;
}

function middleLevel(a: string, b: string): Level {
  if (a === b) return SAME;
  return a[0] === b[0] && (a.length === 1 || b.length === 1) ? NEARLY : namesLevel(a, b);
}

function datesLevel(a: string, b: string): Level {
  if (a.length !== b.length) return a.startsWith(b) || b.startsWith(a) ? SIMILAR : DIFFERS;
  const isSwapped = a.slice(0, 4) === b.slice(0, 4) && a.slice(4, 6) === b.slice(6) && a.slice(6) === b.slice(4, 6);
  if (isSwapped) return NEARLY;
  const edits = editsWithin2(a, b)?.count;
  if (edits === 1) return NEARLY;
  if (edits === 2) return SIMILAR;
  return a.slice(4) === b.slice(4) ? SIMILAR : DIFFERS;
}

function numbersLevel(a: string, b: string): Level {
  const edits = editsWithin2(a, b)?.count ?? 3;
  return edits === 1 ? NEARLY : edits === 2 ? SIMILAR : DIFFERS;
}

function phonesLevel(a: string, b: string): Level {
  if (a.slice(-7) === b.slice(-7)) return NEARLY;
  return editsWithin2(a, b)?.count === 1 ? NEARLY : DIFFERS;
}

function houseLevel(a: string, b: string): Level {
  const isSlip = Math.max(a.length, b.length) > 1 && editsWithin2(a, b)?.count === 1;
  return isSlip ? NEARLY : DIFFERS;
}

function linesLevel(a: string, b: string): Level {
  const edits = editsWithin2(a, b)?.count ?? 3;
  const shortest = Math.min(a.length, b.length);
  if (edits === 1 || (edits === 2 && shortest >= SHORTEST_FOR_TWO_EDITS)) return NEARLY;
  const isPart = shortest >= SHORTEST_FOR_TWO_EDITS && (a.startsWith(b) || b.startsWith(a));
  // Jaro-Winkler cannot reach it when one is twice as long.
  const isAlike = 2 * shortest > Math.max(a.length, b.length) && jaroWinkler(a, b) >= ALIKE_LINES;
  return isPart || isAlike ? SIMILAR : DIFFERS;
}

function postalLevel(a: string, b: string): Level {
  return editsWithin2(a, b)?.count === 1 ? NEARLY : DIFFERS;
}

function sameOrNot(): Level {
  return DIFFERS;
}
