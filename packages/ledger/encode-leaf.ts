/**
 * The bytes of one log entry, and the only place that says how columns become bytes.
 *
 * Every column carries its kind and its length, so no two different rows share an encoding: null is not the empty text,
 * ['ab'] is not ['a', 'b'], and a value cannot slide from one column into the next. README.md beside this file has the
 * grammar for whoever writes another verifier.
 */

/** One column: null, text, a whole number (written as its decimal text), or a one-dimensional array of texts and nulls. */
export type LeafColumn = string | number | bigint | null | readonly (string | null)[];

const FORMAT = 1;
const NULL = 0;
const TEXT = 1;
const ARRAY = 2;

/** One entry may hold at most this many bytes: an entry carries references, never content, so more is a fault. */
export const MAX_LEAF_BYTES = 1 << 20;
const MAX_COLUMNS = 64;

/** Where RFC 6962 puts the byte that tells a leaf from a node: kept at the front so that hashing needs no copy. */
const LEAF_PREFIX = 0;
let buffer = Buffer.alloc(4096);
let at = 0;

/** The entry's bytes, without the RFC 6962 prefix. */
export function encodeLeaf(columns: readonly LeafColumn[]): Buffer {
  return Buffer.from(encodePrefixed(columns).subarray(1));
}

/**
 * The entry's bytes behind the RFC 6962 leaf prefix 0x00, in a buffer that the next call overwrites: for hashing at once,
 * not for keeping.
 */
export function encodePrefixed(columns: readonly LeafColumn[]): Buffer {
  if (columns.length === 0 || columns.length > MAX_COLUMNS) {
    throw new RangeError(`A leaf has 1 to ${MAX_COLUMNS} columns, not ${columns.length}`);
  }
  buffer[0] = LEAF_PREFIX;
  buffer[1] = FORMAT;
  buffer[2] = columns.length;
  at = 3;
  for (const column of columns) writeColumn(column);
  if (at - 1 > MAX_LEAF_BYTES) throw new RangeError(`An entry is larger than ${MAX_LEAF_BYTES} bytes`);
  return buffer.subarray(0, at);
}

function writeColumn(column: LeafColumn): void {
  if (column === null || typeof column === 'string') return writeText(column);
  if (typeof column === 'number') {
    if (!Number.isSafeInteger(column)) throw new RangeError('A number in a leaf must be a safe integer');
    return writeText(String(column === 0 ? 0 : column));
  }
  if (typeof column === 'bigint') return writeText(column.toString());
  if (!Array.isArray(column)) throw new TypeError('A leaf column is null, text, a whole number or an array of texts');
  reserve(5);
  buffer[at] = ARRAY;
  at = buffer.writeUInt32BE(column.length, at + 1);
  for (const element of column as readonly (string | null)[]) writeText(element);
}

function writeText(text: string | null): void {
  if (text === null) {
    reserve(1);
    buffer[at++] = NULL;
    return;
  }
  if (typeof text !== 'string') throw new TypeError('An array in a leaf holds texts and nulls only');
  const length = text.length;
  reserve(5 + length * 3);
  buffer[at] = TEXT;
  const start = at + 5;
  // Identifiers, times and verbs are short ASCII: a loop beats the call into the runtime for them.
  let written = 0;
  if (length <= 48) {
    for (; written < length; written++) {
      const unit = text.charCodeAt(written);
      if (unit > 0x7f) break;
      buffer[start + written] = unit;
    }
  }
  if (written < length) {
    // A lone surrogate would become U+FFFD, and two different texts would share one hash.
    if (/\p{Surrogate}/u.test(text)) throw new RangeError('A text in a leaf must be well-formed Unicode');
    written = buffer.write(text, start, 'utf8');
  }
  buffer.writeUInt32BE(written, at + 1);
  at = start + written;
}

function reserve(bytes: number): void {
  const needed = at + bytes;
  if (needed <= buffer.length) return;
  // Texts reserve their worst case of three bytes a unit, so the scratch buffer may outgrow the entry it ends up holding.
  if (needed > MAX_LEAF_BYTES * 4) throw new RangeError(`An entry is larger than ${MAX_LEAF_BYTES} bytes`);
  const grown = Buffer.alloc(Math.max(needed, buffer.length * 2));
  buffer.copy(grown, 0, 0, at);
  buffer = grown;
}
