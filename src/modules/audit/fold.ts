import { appendFile, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import { Frontier, hashLeaf, type Hash, type NoteSigner, signCheckpoint } from '../../../packages/ledger/index.ts';
import type { Acting } from '../../platform/act.ts';
import { columnsOf, LEAF_SELECT, type LeafRow } from './leaf-columns.ts';

/** One folder at a time, whichever process it runs in. */
export const FOLD_LOCK = 7_041_773;
/** A checkpoint at most every so many entries (shapes.md 2). */
export const ENTRIES_PER_CHECKPOINT = 1_000;

export interface FoldParts {
  readonly acting: Acting;
  readonly signer: NoteSigner;
  /** The second place of the checkpoints, outside the database. */
  readonly checkpointFile: string;
  readonly now: Date;
  /** While another folds: `leave` it the work, or `wait` and go on behind it. */
  readonly whenHeld: 'leave' | 'wait';
}

type Maintenance = Parameters<Parameters<Acting['maintain']>[0]>[0];

/**
 * Reads committed entries in commit order (below the oldest running transaction, so that none can appear before one
 * already folded), numbers and hashes them, signs a checkpoint. Returns how many were folded; 0 means: nothing to do.
 */
export async function fold(parts: FoldParts): Promise<number> {
  const folded = await parts.acting.maintain(async (queries) => {
    if (!(await takeLock(queries, parts.whenHeld))) return undefined;
    const last = await queries
      .selectFrom('audit.leaf')
      .select(['n', 'xid', 'entry_id'])
      .orderBy('n', 'desc')
      .limit(1)
      .executeTakeFirst();
    const checkpoint = await queries
      .selectFrom('audit.checkpoint')
      .select(['size', 'edge'])
      .orderBy('size', 'desc')
      .limit(1)
      .executeTakeFirst();
    const { rows } = await sql<LeafRow & { id: string; xid: string }>`
      SELECT ${LEAF_SELECT} FROM audit.entry
      WHERE entry.xid < pg_snapshot_xmin(pg_current_snapshot())
        AND (entry.xid, entry.id) > (${last?.xid ?? '0'}::xid8, ${last?.entry_id ?? '00000000-0000-0000-0000-000000000000'}::uuid)
      ORDER BY entry.xid, entry.id LIMIT ${ENTRIES_PER_CHECKPOINT}`.execute(queries);
    if (rows.length === 0) return undefined;
    const frontier = Frontier.resume(Number(checkpoint?.size ?? 0), checkpoint?.edge ?? []);
    if (frontier.size !== (last === undefined ? 0 : Number(last.n) + 1))
      throw new Error(
        'The log and its newest checkpoint do not end at the same entry; "audit verify" says where it broke.',
      );
    const leaves = rows.map((row) => {
      const hash = hashLeaf(columnsOf(row));
      const n = frontier.size;
      frontier.append(hash);
      return { n, entry_id: row.id, xid: row.xid, hash };
    });
    await insertLeaves(queries, leaves);
    const note = signCheckpoint(
      { origin: parts.signer.verifier.name, size: frontier.size, root: frontier.root() },
      parts.signer,
    );
    await queries
      .insertInto('audit.checkpoint')
      .values({
        size: String(frontier.size),
        at: parts.now,
        note,
        edge: frontier.nodes().map((node) => Buffer.from(node)),
      })
      .execute();
    return { note, count: rows.length };
  });
  if (folded === undefined) return 0;
  await appendDurably(parts.checkpointFile, folded.note);
  return folded.count;
}

/** Until nothing is left, whoever folds it; entries written meanwhile by others may remain. */
export async function foldAll(parts: Omit<FoldParts, 'whenHeld'>): Promise<number> {
  let total = 0;
  const rounds = 100_000;
  for (let round = 0; round < rounds; round++) {
    const count = await fold({ ...parts, whenHeld: 'wait' });
    if (count === 0) break;
    total += count;
  }
  return total;
}

async function takeLock(queries: Maintenance, whenHeld: FoldParts['whenHeld']): Promise<boolean> {
  if (whenHeld === 'wait') {
    await sql`SELECT pg_advisory_xact_lock(${FOLD_LOCK})`.execute(queries);
    return true;
  }
  const { rows } = await sql<{ held: boolean }>`SELECT pg_try_advisory_xact_lock(${FOLD_LOCK}) AS held`.execute(
    queries,
  );
  return rows[0]?.held === true;
}

async function insertLeaves(queries: Maintenance, leaves: { n: number; entry_id: string; xid: string; hash: Hash }[]) {
  await sql`INSERT INTO audit.leaf (n, entry_id, xid, hash)
    SELECT * FROM unnest(${leaves.map((leaf) => leaf.n)}::bigint[], ${leaves.map((leaf) => leaf.entry_id)}::uuid[],
      ${leaves.map((leaf) => leaf.xid)}::text[]::xid8[], ${leaves.map((leaf) => Buffer.from(leaf.hash))}::bytea[])`.execute(
    queries,
  );
}

/** After the commit: a crash in between leaves the file one checkpoint short, which verify does not mind. */
async function appendDurably(path: string, note: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await appendFile(path, note, { mode: 0o600 });
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
