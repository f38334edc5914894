import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { type LegacyRun, loadIndex, loadRun } from './load-run.ts';

export interface RunCounts {
  readonly rowsRead: number;
  readonly filed: number;
  readonly queued: number;
  readonly refused: number;
  readonly unchanged: number;
  /** Taken in, not yet read. */
  readonly reading: number;
  readonly withFile: number;
  readonly withoutFile: number;
  readonly filesWithoutRow: number | null;
  readonly patient: Readonly<Record<string, number>>;
  /** Rows with each finding; a row may have several. */
  readonly findings: Readonly<Record<string, number>>;
  readonly reasons: readonly { readonly outcome: string; readonly reason: string; readonly rows: number }[];
  /** Rows read = filed + queued + refused + unchanged + being read. False while the run goes on. */
  readonly addsUp: boolean;
}

export interface RunView {
  readonly id: string;
  readonly indexId: string;
  readonly fileName: string;
  readonly archive: string;
  readonly dry: boolean;
  readonly folder: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly stoppedReason: string | null;
  readonly counts: RunCounts;
}

/** A run with its counts, counted from its rows each time. @throws intake/run-not-found */
export async function countRun(act: Act, id: string): Promise<RunView> {
  return viewOf(act, await loadRun(act, id));
}

async function viewOf(act: Act, run: LegacyRun): Promise<RunView> {
  const index = await loadIndex(act, run.indexId);
  return {
    id: run.id,
    indexId: index.id,
    fileName: index.fileName,
    archive: run.archive,
    dry: run.dry,
    // The last step only: where the data lies is nobody's business at the desk.
    folder: run.folder.split(/[/\\]/).at(-1) ?? '',
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    stoppedReason: run.stoppedReason,
    counts: await countRows(act, run),
  };
}

async function countRows(act: Act, run: LegacyRun): Promise<RunCounts> {
  const { rows } = await sql<{
    outcome: string;
    reason: string | null;
    patient_match: string;
    file: boolean;
    n: number;
  }>`
    SELECT outcome, reason, patient_match, file_key IS NOT NULL AS file, count(*)::int AS n FROM intake.legacy_row
    WHERE run_id = ${run.id} GROUP BY 1, 2, 3, 4`.execute(act.tx);
  const found = await sql<{ finding: string; n: number }>`
    SELECT finding, count(*)::int AS n FROM intake.legacy_row, unnest(findings) AS finding
    WHERE run_id = ${run.id} GROUP BY 1 ORDER BY 2 DESC, 1`.execute(act.tx);
  const sum = (wanted: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(wanted).reduce((total, row) => total + row.n, 0);
  const of = (outcome: string) => sum((row) => row.outcome === outcome);
  const written = sum(() => true);
  const patient: Record<string, number> = {};
  const reasons = new Map<string, { outcome: string; reason: string; rows: number }>();
  for (const row of rows) {
    patient[row.patient_match] = (patient[row.patient_match] ?? 0) + row.n;
    if (row.reason === null || row.outcome === 'reading') continue;
    const key = `${row.outcome} ${row.reason}`;
    const known = reasons.get(key) ?? { outcome: row.outcome, reason: row.reason, rows: 0 };
    reasons.set(key, { ...known, rows: known.rows + row.n });
  }
  return {
    rowsRead: run.rowsRead ?? written,
    filed: of('filed'),
    queued: of('queued'),
    refused: of('refused'),
    unchanged: of('unchanged'),
    reading: of('reading'),
    withFile: sum((row) => row.file),
    withoutFile: sum((row) => !row.file),
    filesWithoutRow: run.filesWithoutRow,
    patient,
    findings: Object.fromEntries(found.rows.map((row) => [row.finding, row.n])),
    reasons: [...reasons.values()].sort((a, b) => b.rows - a.rows),
    addsUp: run.rowsRead !== null && run.rowsRead === written,
  };
}
