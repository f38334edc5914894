import { hashEncodedLeaf, MAX_LEAF_BYTES, type Hash } from '../../../packages/ledger/index.ts';
import type { CopiedRow } from '../../platform/db/copy-out.ts';

/**
 * The log in commit order with the entries it names, as PostgreSQL keeps them: `leaf.n`, `leaf.hash`, then the columns of
 * LEAF_SHAPE in their order. The casts pin the form in which they come; LEFT JOIN so that a missing entry is seen.
 */
export const leavesFrom = (first: number, last: number): string => `
  SELECT leaf.n::bigint, leaf.hash::bytea, entry.id::uuid, entry.xid::xid8, entry.at::timestamptz, entry.actor_kind::text, entry.actor_id::text,
         entry.on_behalf_of::text, entry.purpose::text, entry.verb::text, entry.outcome::text, entry.subject_ids::uuid[],
         entry.patient_ids::uuid[], entry.object_count::integer, entry.detail::jsonb, entry.reason_ids::text[], entry.session_hash::text
  FROM audit.leaf LEFT JOIN audit.entry ON entry.id = leaf.entry_id
  WHERE leaf.n BETWEEN ${first} AND ${last} ORDER BY leaf.n`;

type Kind = 'uuid' | 'xid8' | 'time' | 'text' | 'uuids' | 'int4' | 'jsonb' | 'texts';
const KINDS: readonly Kind[] = [
  'uuid',
  'xid8',
  'time',
  'text',
  'text',
  'text',
  'text',
  'text',
  'text',
  'uuids',
  'uuids',
  'int4',
  'jsonb',
  'texts',
  'text',
];
const FIRST = 2;
export const LEAF_FIELDS = FIRST + KINDS.length;

export interface ReadLeaf {
  readonly n: number;
  /** Undefined: the entry is not there, or no entry could ever have been folded with these columns. */
  readonly leafHash: Hash | undefined;
  /** As kept when it was folded: in the row's memory, so compare it at once. */
  readonly kept: Hash;
}

/** Where RFC 6962 tells a leaf from a node, and the header of packages/ledger: format 1, number of columns. */
const PREFIX = [0, 1, KINDS.length];
const NULL = 0;
const TEXT = 1;
const ARRAY = 2;
/** Bytes of a length or count, here and in PostgreSQL's own form. */
const WORD = 4;
const UUID_TEXT = 36;
const HYPHEN = 0x2d;
const ZERO = 0x30;
const COLON = 0x3a;
const POINT = 0x2e;
const Z = 0x5a;
/** YYYY-MM-DDTHH:MM:SS.ffffffZ */
const TIME_TEXT = 27;
/** 8-4-4-4-12 digits: the first byte of each group. */
const UUID_GROUPS = [0, 4, 6, 8, 10, 16] as const;

let out = Buffer.alloc(8192);
let at = 0;

/** Writes the leaf of packages/ledger (README.md there) straight from the bytes of the row, and hashes it. */
export function readLeaf(row: CopiedRow): ReadLeaf {
  const { bytes } = row;
  const kept = bytes.subarray(start(row, 1), start(row, 1) + size(row, 1));
  const n = whole(bytes, start(row, 0));
  // Nothing grows more than a uuid: 16 bytes become 41 with their kind and length.
  const widest =
    (size(row, FIRST + KINDS.length - 1) + start(row, FIRST + KINDS.length - 1) - start(row, 0)) * 3 + 1024;
  if (widest > out.length) out = Buffer.alloc(widest);
  out.set(PREFIX, 0);
  at = PREFIX.length;
  let good = size(row, FIRST) >= 0;
  for (let column = 0; good && column < KINDS.length; column++) {
    const length = size(row, FIRST + column);
    if (length < 0) out[at++] = NULL;
    else good = write(KINDS[column] ?? 'text', bytes, start(row, FIRST + column), length);
  }
  if (at - 1 > MAX_LEAF_BYTES) good = false;
  return { n, kept, leafHash: good ? hashEncodedLeaf(out.subarray(0, at)) : undefined };
}

function start(row: CopiedRow, field: number): number {
  return row.at[field] ?? 0;
}

function size(row: CopiedRow, field: number): number {
  return row.length[field] ?? 0;
}

function write(kind: Kind, bytes: Buffer, from: number, length: number): boolean {
  switch (kind) {
    case 'text':
      return writeBytes(bytes, from, length);
    case 'jsonb':
      // jsonb_send: a version byte, then the text that detail::text prints.
      return bytes[from] === 1 && writeBytes(bytes, from + 1, length - 1);
    case 'uuid':
      return writeUuid(bytes, from, length);
    case 'xid8':
      return length === 8 && writeAscii(bytes.readBigUInt64BE(from).toString());
    case 'int4':
      return length === 4 && writeAscii(String(bytes.readInt32BE(from)));
    case 'time':
      return length === 8 && writeTime(whole(bytes, from));
    case 'uuids':
      return writeArray(bytes, from, length, writeUuid);
    case 'texts':
      return writeArray(bytes, from, length, writeBytes);
  }
}

function writeBytes(bytes: Buffer, from: number, length: number): boolean {
  out[at] = TEXT;
  out.writeUInt32BE(length, at + 1);
  at += 1 + WORD;
  // Short texts are most: a loop beats the call.
  if (length <= 40) for (let i = 0; i < length; i++) out[at + i] = bytes[from + i] ?? 0;
  else bytes.copy(out, at, from, from + length);
  at += length;
  return true;
}

function writeAscii(text: string): boolean {
  out[at] = TEXT;
  out.writeUInt32BE(text.length, at + 1);
  at += 1 + WORD;
  for (let i = 0; i < text.length; i++) out[at++] = text.charCodeAt(i);
  return true;
}

/** The two digits of each byte. */
const HEX = Buffer.from(
  Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0')).join(''),
  'latin1',
);

function writeUuid(bytes: Buffer, from: number, length: number): boolean {
  if (length !== 16) return false;
  out[at] = TEXT;
  out.writeUInt32BE(UUID_TEXT, at + 1);
  at += 1 + WORD;
  for (let group = 0; group < 5; group++) {
    if (group > 0) out[at++] = HYPHEN;
    const end = UUID_GROUPS[group + 1] ?? 16;
    for (let i = UUID_GROUPS[group] ?? 0; i < end; i++) {
      const digits = (bytes[from + i] ?? 0) << 1;
      out[at++] = HEX[digits] ?? 0;
      out[at++] = HEX[digits + 1] ?? 0;
    }
  }
  return true;
}

/** array_send: dimensions, whether there are NULLs, element type, then length and lower bound of each dimension. */
function writeArray(
  bytes: Buffer,
  from: number,
  length: number,
  element: (bytes: Buffer, from: number, length: number) => boolean,
): boolean {
  const dimensions = bytes.readInt32BE(from);
  const count = dimensions === 0 ? 0 : bytes.readInt32BE(from + 3 * WORD);
  out[at] = ARRAY;
  out.writeUInt32BE(count, at + 1);
  at += 1 + WORD;
  if (dimensions === 0) return true;
  if (dimensions !== 1) return false;
  let next = from + 5 * WORD;
  for (let i = 0; i < count; i++) {
    const size = bytes.readInt32BE(next);
    next += WORD;
    if (size < 0) out[at++] = NULL;
    else if (!element(bytes, next, size)) return false;
    else next += size;
  }
  return next === from + length;
}

/** timestamptz_send counts microseconds from here; to_char prints them with six digits of fraction. */
const EPOCH_DAYS = Date.UTC(2000, 0, 1) / 86_400_000;
const MICROS_A_DAY = 86_400_000_000;
let lastDay = Number.NaN;
let lastDate = '';

function writeTime(micros: number): boolean {
  // Past the years 1714 to 2285 a double does not count microseconds; no clock of ours says so.
  if (!Number.isSafeInteger(micros)) return false;
  const day = Math.floor(micros / MICROS_A_DAY);
  if (day !== lastDay) {
    lastDay = day;
    lastDate = new Date((day + EPOCH_DAYS) * 86_400_000).toISOString().slice(0, 11);
  }
  out[at] = TEXT;
  out.writeUInt32BE(TIME_TEXT, at + 1);
  at += 1 + WORD;
  for (let i = 0; i < lastDate.length; i++) out[at++] = lastDate.charCodeAt(i);
  let rest = micros - day * MICROS_A_DAY;
  const seconds = Math.floor(rest / 1_000_000);
  rest -= seconds * 1_000_000;
  writeTwo(Math.floor(seconds / 3600));
  out[at++] = COLON;
  writeTwo(Math.floor(seconds / 60) % 60);
  out[at++] = COLON;
  writeTwo(seconds % 60);
  out[at++] = POINT;
  writeTwo(Math.floor(rest / 10_000));
  writeTwo(Math.floor(rest / 100) % 100);
  writeTwo(rest % 100);
  out[at++] = Z;
  return true;
}

function writeTwo(number: number): void {
  const tens = Math.floor(number / 10);
  out[at++] = ZERO + tens;
  out[at++] = ZERO + number - tens * 10;
}

/** A 64-bit whole number as a double; unsafe ones come out unsafe. */
function whole(bytes: Buffer, from: number): number {
  return bytes.readInt32BE(from) * 0x1_0000_0000 + bytes.readUInt32BE(from + 4);
}
