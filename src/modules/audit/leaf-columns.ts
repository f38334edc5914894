import { sql } from 'kysely';
import type { LeafColumn, LeafShape } from '../../../packages/ledger/index.ts';

/** Order and kind of an entry's columns in its leaf. A change here is another log: never reorder, only a new log may differ. */
export const LEAF_SHAPE = [
  { name: 'id', kind: 'text' },
  { name: 'xid', kind: 'text' },
  { name: 'at', kind: 'text' },
  { name: 'actor_kind', kind: 'text' },
  { name: 'actor_id', kind: 'text' },
  { name: 'on_behalf_of', kind: 'text' },
  { name: 'purpose', kind: 'text' },
  { name: 'verb', kind: 'text' },
  { name: 'outcome', kind: 'text' },
  { name: 'subject_ids', kind: 'texts' },
  { name: 'patient_ids', kind: 'texts' },
  { name: 'object_count', kind: 'number' },
  { name: 'detail', kind: 'text' },
  { name: 'reason_ids', kind: 'texts' },
  { name: 'session_hash', kind: 'text' },
] as const satisfies LeafShape;

/** The same columns as PostgreSQL prints them, so that the hash does not depend on how a driver reads a value. */
export const LEAF_SELECT = sql.raw(`
  entry.id::text AS id, entry.xid::text AS xid, to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
  entry.actor_kind, entry.actor_id, entry.on_behalf_of, entry.purpose, entry.verb, entry.outcome,
  entry.subject_ids::text[] AS subject_ids, entry.patient_ids::text[] AS patient_ids, entry.object_count,
  entry.detail::text AS detail, entry.reason_ids, entry.session_hash`);

export type LeafRow = { readonly [C in (typeof LEAF_SHAPE)[number]['name']]: LeafColumn };

export function columnsOf(row: LeafRow): LeafColumn[] {
  return LEAF_SHAPE.map(({ name }) => row[name]);
}
