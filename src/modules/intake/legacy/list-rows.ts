import type { Act } from '../../../platform/act.ts';
import { printTable } from '../../../platform/print-table.ts';
import { loadRun } from './load-run.ts';

const MOST_ROWS = 100_000;

export interface RowView {
  readonly number: number;
  readonly outcome: string;
  readonly reason: string;
  readonly findings: readonly string[];
  readonly path: string | null;
  readonly originalId: string | null;
}

/** Rows of a run that were not filed, in the order of the index. @throws intake/run-not-found */
export async function listRowsLeft(
  act: Act,
  input: { runId: string; limit?: number | undefined },
): Promise<{ fileName: string; rows: RowView[] }> {
  const run = await loadRun(act, input.runId);
  const rows = await act.tx
    .selectFrom('intake.legacy_row')
    .select(['number', 'outcome', 'reason', 'findings', 'path', 'original_id'])
    .where('run_id', '=', run.id)
    .where('outcome', 'in', ['queued', 'refused', 'unchanged'])
    .orderBy('number')
    .limit(Math.min(input.limit ?? MOST_ROWS, MOST_ROWS))
    .execute();
  act.note({ subjectIds: [run.id], count: rows.length });
  return {
    fileName: `${run.archive}-${run.dry ? 'dry-run' : 'import'}-rows.csv`.replace(/[^\p{L}\p{N}._-]+/gu, '-'),
    rows: rows.map((row) => ({
      number: row.number,
      outcome: row.outcome,
      reason: row.reason ?? '',
      findings: row.findings,
      path: row.path,
      originalId: row.original_id,
    })),
  };
}

/** As a table for a spreadsheet. */
export function printRows(rows: readonly RowView[]): Buffer {
  return printTable([
    ['row', 'outcome', 'reason', 'findings', 'file', 'original id'],
    ...rows.map((row) => [
      String(row.number),
      row.outcome,
      row.reason,
      row.findings.join(' '),
      row.path ?? '',
      row.originalId ?? '',
    ]),
  ]);
}
