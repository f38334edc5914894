import type pg from 'pg';
import { to } from 'pg-copy-streams';

/** Where each field of the row lies in `bytes`: `at[i]`, `length[i]`, and -1 as length where it is NULL. */
export interface CopiedRow {
  readonly bytes: Buffer;
  readonly at: Int32Array;
  readonly length: Int32Array;
}

/** PostgreSQL documentation, "COPY", binary format: 11 bytes of signature, flags, length of the extension. */
const HEADER = 19;
const NULL = -1;
/** A row longer than this is no row of ours; memory stays bounded. */
const MAX_ROW = 64 * 1024 * 1024;

/**
 * Hands every row of a SELECT to `take` as PostgreSQL keeps it: no text, no objects, five times as fast as rows. For
 * reading a whole log. `take` must be done with the row when it returns: the next one lies in the same memory.
 */
export async function copyOut(
  client: pg.ClientBase,
  select: string,
  fields: number,
  take: (row: CopiedRow) => void,
): Promise<void> {
  const row: { bytes: Buffer; at: Int32Array; length: Int32Array } = {
    bytes: Buffer.alloc(0),
    at: new Int32Array(fields),
    length: new Int32Array(fields),
  };
  let rest: Buffer = Buffer.alloc(0);
  let begun = false;
  for await (const chunk of client.query(to(`COPY (${select}) TO STDOUT (FORMAT binary)`))) {
    row.bytes = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    let from = 0;
    if (!begun) {
      if (row.bytes.length < HEADER) {
        rest = row.bytes;
        continue;
      }
      begun = true;
      from = HEADER;
    }
    for (let next = findRow(row, from, fields); next > 0; next = findRow(row, from, fields)) {
      take(row);
      from = next;
    }
    rest = row.bytes.subarray(from);
    if (rest.length > MAX_ROW) throw new Error('A row of the copy is longer than any row may be.');
  }
}

/** Fills in where the fields of the row at `from` lie; returns where the next row begins, 0 when this one is not all here. */
function findRow(row: { bytes: Buffer; at: Int32Array; length: Int32Array }, from: number, fields: number): number {
  const { bytes } = row;
  if (from + 2 > bytes.length) return 0;
  const count = bytes.readInt16BE(from);
  // The trailer: no more rows.
  if (count === -1) return 0;
  if (count !== fields) throw new Error(`The copy has ${count} fields in a row, not ${fields}.`);
  let next = from + 2;
  for (let field = 0; field < fields; field++) {
    if (next + 4 > bytes.length) return 0;
    const length = bytes.readInt32BE(next);
    next += 4;
    row.at[field] = next;
    row.length[field] = length;
    if (length !== NULL) next += length;
    if (next > bytes.length) return 0;
  }
  return next;
}
