import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { type LogFault, LogVerifier, type NoteVerifier } from '../../../packages/ledger/index.ts';
import type { Acting } from '../../platform/act.ts';
import { LEAF_FIELDS, leavesFrom, readLeaf } from './read-leaves.ts';

/** Each page is a statement and a snapshot of its own, so that verifying holds nothing up. */
const PAGE = 50_000;

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
  for (let first: number | undefined = 0; first !== undefined;) {
    const last: number = first + PAGE - 1;
    let rows = 0;
    await parts.acting.copyOut(leavesFrom(first, last), LEAF_FIELDS, (row) => {
      const { n, leafHash, kept } = readLeaf(row);
      log.addLeaf(n, leafHash, kept);
      rows += 1;
    });
    // A gap of a whole page is a gap; what stands behind it is still counted.
    first = rows > 0 ? last + 1 : await nextLeaf(parts.acting, last + 1);
  }
  const verdict = log.finish();
  const { unfolded, slipped, size } = await loose(parts.acting);
  const checkpoint = inDatabase.at(-1)?.note;
  const fault = verdict.firstBad;
  const entryId = fault !== undefined && 'n' in fault ? await entryAt(parts.acting, fault.n) : undefined;
  return {
    entries: verdict.entries + unfolded,
    verified: verdict.verified,
    younger: unfolded,
    ...(fault === undefined ? {} : { firstBad: { ...fault, ...(entryId === undefined ? {} : { entryId }) } }),
    ...(fault === undefined && slipped !== undefined
      ? { firstBad: { reason: 'out of order' as const, n: size, entryId: slipped } }
      : {}),
    ...(checkpoint === undefined ? {} : { checkpoint }),
  };
}

async function nextLeaf(acting: Acting, from: number): Promise<number | undefined> {
  const found = await acting.lookup((queries) =>
    queries
      .selectFrom('audit.leaf')
      .select('n')
      .where('n', '>=', String(from))
      .orderBy('n')
      .limit(1)
      .executeTakeFirst(),
  );
  return found === undefined ? undefined : Number(found.n);
}

async function entryAt(acting: Acting, n: number): Promise<string | undefined> {
  const leaf = await acting.lookup((queries) =>
    queries.selectFrom('audit.leaf').select('entry_id').where('n', '=', String(n)).executeTakeFirst(),
  );
  return leaf?.entry_id;
}

/** Entries not folded are younger than the last leaf; one that is older was slipped in behind the log's back. */
async function loose(acting: Acting): Promise<{ unfolded: number; slipped: string | undefined; size: number }> {
  const { rows } = await acting.lookup((queries) =>
    sql<{ unfolded: number; slipped: string | null; size: string }>`
      WITH last AS (SELECT xid, entry_id FROM audit.leaf ORDER BY n DESC LIMIT 1)
      SELECT count(*)::int AS unfolded,
             (array_agg(entry.id) FILTER (WHERE (entry.xid, entry.id) < (SELECT xid, entry_id FROM last)))[1]::text AS slipped,
             coalesce((SELECT max(n) + 1 FROM audit.leaf), 0)::text AS size
      FROM audit.entry WHERE NOT EXISTS (SELECT FROM audit.leaf WHERE leaf.entry_id = entry.id)`.execute(queries),
  );
  const row = rows[0];
  return { unfolded: row?.unfolded ?? 0, slipped: row?.slipped ?? undefined, size: Number(row?.size ?? 0) };
}
