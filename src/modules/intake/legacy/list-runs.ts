import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';

const PAGE = 50;

export interface RunRow {
  readonly id: string;
  readonly fileName: string;
  readonly archive: string;
  readonly dry: boolean;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly rowsRead: number | null;
}

/** Runs through indexes, newest first. */
export async function listRuns(
  act: Act,
  input: { before?: { at: string; id: string } | undefined } = {},
): Promise<{ runs: RunRow[]; more: boolean }> {
  const before =
    input.before === undefined
      ? sql``
      : sql`WHERE (run.started_at, run.id) < (${input.before.at}::timestamptz, ${input.before.id}::uuid)`;
  const { rows } = await sql<{
    id: string;
    file_name: string;
    archive: string;
    dry: boolean;
    started_at: Date;
    finished_at: Date | null;
    rows_read: number | null;
  }>`SELECT run.id, index.file_name, run.archive, run.dry, run.started_at, run.finished_at, run.rows_read
    FROM intake.legacy_run run JOIN intake.legacy_index index ON index.id = run.index_id ${before}
    ORDER BY run.started_at DESC, run.id DESC LIMIT ${PAGE + 1}`.execute(act.tx);
  act.note({ count: Math.min(rows.length, PAGE) });
  return {
    runs: rows.slice(0, PAGE).map((row) => ({
      id: row.id,
      fileName: row.file_name,
      archive: row.archive,
      dry: row.dry,
      startedAt: row.started_at.toISOString(),
      finishedAt: row.finished_at?.toISOString() ?? null,
      rowsRead: row.rows_read,
    })),
    more: rows.length > PAGE,
  };
}
