import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { type LogFault, LogVerifier, type NoteVerifier } from '../../../packages/ledger/index.ts';
import type { Acting } from '../../platform/act.ts';
import { columnsOf, LEAF_SELECT, type LeafRow } from './leaf-columns.ts';

const PAGE = 5_000;

export interface LogProof {
  readonly entries: number;
  readonly verified: number;
  /** Entries that no checkpoint covers yet. */
  readonly younger: number;
  readonly firstBad?: LogFault & { readonly entryId?: string };
  /** Newest checkpoint, as its signed note. */
  readonly checkpoint?: string;
}

/**
 * Recomputes the log from its columns and holds it against every signed checkpoint, in the database and in the file
 * outside it. The caller folds first. What was changed, removed, reordered or rolled back is located.
 */
export async function verifyLog(parts: {
  acting: Acting;
  verifier: NoteVerifier;
  checkpointFile: string;
}): Promise<LogProof> {
  const inDatabase = await parts.acting.lookup((queries) =>
    queries.selectFrom('audit.checkpoint').select('note').orderBy('size').execute(),
  );
  const inFile = await readFile(parts.checkpointFile, 'utf8').catch(() => '');
  const log = new LogVerifier([inDatabase.map((row) => row.note).join(''), inFile], [parts.verifier]);
  const entryIds: string[] = [];
  let next = 0;
  for (;;) {
    const rows = await parts.acting.lookup(async (queries) => {
      const page = await sql<LeafRow & { n: string; hash: Buffer; leaf_entry_id: string }>`
        SELECT leaf.n, leaf.hash, leaf.entry_id::text AS leaf_entry_id, ${LEAF_SELECT}
        FROM audit.leaf LEFT JOIN audit.entry ON entry.id = leaf.entry_id
        WHERE leaf.n >= ${next} ORDER BY leaf.n LIMIT ${PAGE}`.execute(queries);
      return page.rows;
    });
    for (const row of rows) {
      log.add(row.id === null ? undefined : { n: Number(row.n), columns: columnsOf(row), hash: row.hash });
      entryIds.push(row.leaf_entry_id);
    }
    if (rows.length < PAGE) break;
    next = Number(rows.at(-1)?.n ?? 0) + 1;
  }
  const verdict = log.finish();
  const { unfolded, missing } = await loose(parts.acting);
  const checkpoint = inDatabase.at(-1)?.note;
  const fault = verdict.firstBad;
  const entryId = fault !== undefined && 'n' in fault ? entryIds[fault.n] : undefined;
  return {
    entries: verdict.entries + unfolded,
    verified: verdict.verified,
    younger: unfolded,
    ...(fault === undefined ? {} : { firstBad: { ...fault, ...(entryId === undefined ? {} : { entryId }) } }),
    ...(fault === undefined && missing !== undefined
      ? { firstBad: { reason: 'out of order' as const, n: missing } }
      : {}),
    ...(checkpoint === undefined ? {} : { checkpoint }),
  };
}

/** Entries not folded are younger than the last leaf; one that is older was slipped in behind the log's back. */
async function loose(acting: Acting): Promise<{ unfolded: number; missing: number | undefined }> {
  return acting.lookup(async (queries) => {
    const { rows } = await sql<{ unfolded: number; slipped: number; size: number }>`
      WITH last AS (SELECT xid, entry_id, n FROM audit.leaf ORDER BY n DESC LIMIT 1)
      SELECT count(*) FILTER (WHERE leaf.entry_id IS NULL)::int AS unfolded,
             count(*) FILTER (WHERE leaf.entry_id IS NULL AND (entry.xid, entry.id) < (SELECT xid, entry_id FROM last))::int AS slipped,
             coalesce((SELECT n FROM last), 0)::int AS size
      FROM audit.entry LEFT JOIN audit.leaf ON leaf.entry_id = entry.id`.execute(queries);
    const row = rows[0];
    return { unfolded: row?.unfolded ?? 0, missing: (row?.slipped ?? 0) > 0 ? (row?.size ?? 0) : undefined };
  });
}
