import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { formatExportLine, formatVerifierKey } from '../../../packages/ledger/index.ts';
import type { Services } from '../../platform/services.ts';
import { columnsOf, LEAF_SELECT, LEAF_SHAPE, type LeafRow } from './leaf-columns.ts';
import { checkpointFileOf, foldAllOf, signerOf } from './log-keeper.ts';

const ENTRIES_PER_PAGE = 2_000;
const CHECKPOINTS_PER_PAGE = 1_000;

/** Where an export ends, taken before its first byte: the log goes on growing beside it. */
export interface LogExport {
  /** Entries that have their place in the log; younger ones come with the next export. */
  readonly size: number;
  /** Newest checkpoint in the database: larger than `size` only where entries are missing. */
  readonly newest: number;
  /** Length of the file of checkpoints outside the database. */
  readonly outside: number;
  /** Verifier key, a line of `key.pub`. */
  readonly key: string;
}

export async function beginExport(services: Services): Promise<LogExport> {
  // A log that was tampered with may not fold any more: all the more reason to export it.
  await foldAllOf(services).catch((error: unknown) =>
    services.log.error({ err: error }, 'the log could not be folded before its export'),
  );
  // The file first: a checkpoint is appended there after it was committed here.
  const outside = (await readFile(checkpointFileOf(services)).catch(() => Buffer.alloc(0))).length;
  const { rows } = await services.acting.lookup((queries) =>
    sql<{ size: string; newest: string }>`
      SELECT coalesce((SELECT max(n) + 1 FROM audit.leaf), 0)::text AS size,
             coalesce((SELECT max(size) FROM audit.checkpoint), 0)::text AS newest`.execute(queries),
  );
  const key = `${formatVerifierKey(signerOf(services).verifier)}\n`;
  return { size: Number(rows[0]?.size ?? 0), newest: Number(rows[0]?.newest ?? 0), outside, key };
}

/** The lines of `entries.ndjson` in pages (packages/ledger/README.md). An entry that is gone is a line that says only where. */
export async function* exportEntries(services: Services, size: number): AsyncGenerator<string> {
  for (let next = 0; next < size;) {
    const rows = await services.acting.lookup(async (queries) => {
      const page = await sql<LeafRow & { n: string; hash: Buffer }>`
        SELECT leaf.n, leaf.hash, ${LEAF_SELECT} FROM audit.leaf LEFT JOIN audit.entry ON entry.id = leaf.entry_id
        WHERE leaf.n >= ${next} AND leaf.n < ${size} ORDER BY leaf.n LIMIT ${ENTRIES_PER_PAGE}`.execute(queries);
      return page.rows;
    });
    const last = rows.at(-1);
    if (last === undefined) break;
    next = Number(last.n) + 1;
    yield rows
      .map((row) => {
        const n = Number(row.n);
        const line =
          row.id === null
            ? JSON.stringify({ n })
            : formatExportLine(LEAF_SHAPE, { n, columns: columnsOf(row), hash: row.hash });
        return `${line}\n`;
      })
      .join('');
  }
  yield* slippedEntries(services, size);
}

const SLIPPED = 1_000;

/** Older than what was folded and yet not in the log: they stand behind everything, where no verifier lets them pass. */
async function* slippedEntries(services: Services, size: number): AsyncGenerator<string> {
  if (size === 0) return;
  const { rows } = await services.acting.lookup((queries) =>
    sql<LeafRow>`
      SELECT ${LEAF_SELECT} FROM audit.entry
      WHERE NOT EXISTS (SELECT FROM audit.leaf WHERE leaf.entry_id = entry.id)
        AND (entry.xid, entry.id) < (SELECT leaf.xid, leaf.entry_id FROM audit.leaf WHERE n < ${size} ORDER BY n DESC LIMIT 1)
      LIMIT ${SLIPPED}`.execute(queries),
  );
  for (const row of rows) yield `${formatExportLine(LEAF_SHAPE, { n: 0, columns: columnsOf(row) })}\n`;
}

/** The signed checkpoints that the database keeps, oldest first. */
export async function* exportCheckpoints(services: Services, newest: number): AsyncGenerator<string> {
  for (let after = -1; ;) {
    const rows = await services.acting.lookup((queries) =>
      queries
        .selectFrom('audit.checkpoint')
        .select(['size', 'note'])
        .where('size', '>', String(after))
        .where('size', '<=', String(newest))
        .orderBy('size')
        .limit(CHECKPOINTS_PER_PAGE)
        .execute(),
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    after = Number(last.size);
    yield rows.map((row) => row.note).join('');
  }
}

/** Those kept outside the database: a log rolled back together with its own checkpoints fails against these. */
export async function outsideCheckpoints(services: Services, outside: number): Promise<Buffer> {
  const file = await readFile(checkpointFileOf(services)).catch(() => Buffer.alloc(0));
  return file.subarray(0, outside);
}
